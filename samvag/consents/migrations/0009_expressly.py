"""A consent opens a protected person's rows to others only when the unit that gives has written down that it does.

Said of each consent and by each unit for its own rows, by somebody who may open the person. A consent that shares and
is not said to leaves all closed.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from samvag.access.kept import forgotten_with
from samvag.access.rls import APP, RULES, TODAY, definer, sql, unit_table

# Every living consent by which that unit gives and mine sees must be said to hold: a set has no kinds of rows in it.
EXPRESSLY = f"""
    BEGIN
        RETURN (SELECT coalesce(bool_and(EXISTS (SELECT 1 FROM consents_expressly e
                   WHERE e.consent_id = c.id AND e.unit_id = by_unit)), false)
          FROM access_context() me
          JOIN consents_party took ON took.unit_id = me.unit AND took.receives AND took.withdrawn_at IS NULL
          JOIN consents_consent c ON c.id = took.consent_id AND c.person_id = whom AND c.withdrawn_at IS NULL
           AND NOT c.refused AND c.period @> {TODAY}
          JOIN consents_party gave ON gave.consent_id = c.id AND gave.unit_id = by_unit AND gave.gives
           AND gave.withdrawn_at IS NULL);
    END
"""
# Seen by the unit whose word it is; said by whoever sees the consent, in her own name, and ended by ending the consent.
SAID = f"""
    DROP POLICY added ON consents_expressly;
    CREATE POLICY added ON consents_expressly FOR INSERT TO {APP} WITH CHECK (unit_id = (SELECT access_unit())
        AND staff_id = (SELECT access_staff())
        AND EXISTS (SELECT 1 FROM consents_consent c WHERE c.id = consent_id));
    DROP POLICY changed ON consents_expressly;
    DROP POLICY removed ON consents_expressly;
    REVOKE UPDATE, DELETE ON consents_expressly FROM {APP};
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0008_protected")]
    operations = [
        migrations.CreateModel(
            "Expressly",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "consent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expressly",
                        to="consents.consent",
                    ),
                ),
                *(
                    (
                        name,
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=f"agencies.{name}",
                        ),
                    )
                    for name in ("staff", "unit")
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["consent", "unit"], name="consents_expressly_once")
                ]
            },
        ),
        *unit_table("consents_expressly"),
        sql(SAID),
        *definer("people_shared_expressly(whom uuid, by_unit uuid)", "boolean", EXPRESSLY, to=(RULES,)),
        *forgotten_with("consents_expressly"),
    ]
