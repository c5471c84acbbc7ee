"""Whom an e-ID lets in: rows of a unit, kept by its keepers alone, and never changed but to end."""

import uuid
from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from samvag.access.rls import APP, RULES, TODAY, definer, forced, sql

asked = import_module("samvag.access.migrations.0003_asked_often")

KEEPERS = "string_to_array(facts[6], ',') && ARRAY['manager', 'admin', 'association']"
KEEPS = "(unit_id = (SELECT access_any_unit()) AND (SELECT access_keeps_logins()))"
SETUP = "(SELECT access_setup())"
OF_THE_UNIT = f"""(staff_id IS NULL OR EXISTS (SELECT 1 FROM agencies_membership m
    WHERE m.staff_id = agencies_loginrule.staff_id AND m.unit_id = agencies_loginrule.unit_id AND m.period @> {TODAY}))"""
POLICIES = f"""{forced("agencies_loginrule")}
    GRANT SELECT, INSERT ON agencies_loginrule TO {APP};
    GRANT UPDATE (ended_at) ON agencies_loginrule TO {APP};
    CREATE POLICY seen ON agencies_loginrule FOR SELECT TO {APP} USING ({SETUP} OR {KEEPS});
    CREATE POLICY added ON agencies_loginrule FOR INSERT TO {APP}
        WITH CHECK ({KEEPS} AND made_by_id = (SELECT access_staff()) AND {OF_THE_UNIT});
    CREATE POLICY ended ON agencies_loginrule FOR UPDATE TO {APP} USING ({KEEPS}) WITH CHECK ({KEEPS});
    GRANT UPDATE (account) ON agencies_staff TO {RULES};
    CREATE POLICY rules_bind ON agencies_staff FOR UPDATE TO {RULES} USING (account IS NULL) WITH CHECK (true);
"""
# Which login is which person of staff is set once: by set-up, or at the first login that the table lets in.
BIND = """
    BEGIN
        IF access_setup() IS NOT TRUE THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
        UPDATE agencies_staff s SET account = login WHERE s.id = member AND s.account IS NULL;
        RETURN FOUND;
    END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_standing"),
        ("agencies", "0005_log_reviewer"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoginRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("provider", models.TextField()),
                ("claim", models.TextField()),
                ("pattern", models.TextField(help_text="For a role, * stands for anything.")),
                ("role", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agencies.unit")),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="by_rule",
            field=models.ForeignKey(
                help_text="Given at a login by e-ID; ends with the rule.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="agencies.loginrule",
            ),
        ),
        migrations.AddConstraint(
            model_name="loginrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff__isnull", False), models.Q(("role", ""), _negated=True), _connector="XOR"
                ),
                name="agencies_loginrule_staff_or_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="loginrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff__isnull", True),
                    models.Q(("pattern__contains", "*"), _negated=True),
                    _connector="OR",
                ),
                name="agencies_loginrule_one_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="loginrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("staff__isnull", False)),
                fields=("provider", "claim", "pattern"),
                name="agencies_loginrule_staff_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="loginrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("staff", None)),
                fields=("unit", "provider", "claim", "pattern", "role"),
                name="agencies_loginrule_role_once",
            ),
        ),
        *asked.of_context("access_keeps_logins", "boolean", KEEPERS, "facts[1] = 'staff'"),
        sql(POLICIES),
        *definer("agencies_bind(member uuid, login bigint)", "boolean", BIND, volatile=True),
    ]
