"""Who lawfully does what with a coordination, a hand-over and a participation, and what a move of cases remembers.

Found when each act was tried by those who may and those who nearly may:
- a unit could put other units' staff on the team: each appoints its own;
- a unit that has left kept the coordination's rows, and its own stayed open to the others;
- a hand-over went with any consent: now with one that lets this unit tell that one, in this category;
- the leading unit could not show another unit out, since only that unit may touch its linked case;
- anybody in the unit could add rows about a person whom she has no part in;
- another unit's intervention could be asked for by its constraint: a participation belongs to whoever runs it.
"""

import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from samvag.access.rls import APP, OWN, TODAY, definer, sql, unit_table

MEETS_PERSONS = "me.roles && ARRAY['worker', 'manager', 'recipient']"

# A unit's rows are opened by the unit itself: it registered the consent, or linked its own case, and has not left since.
SHARED = f"""
    BEGIN
        RETURN QUERY SELECT DISTINCT c.person_id, giver.unit_id, k.category FROM access_context() me
          JOIN cases_teammember t ON t.staff_id = me.staff AND t.unit_id = me.unit
           AND (t.period @> {TODAY}) IS TRUE
          JOIN cases_coordination o ON o.id = t.coordination_id AND o.closed_on IS NULL
          JOIN consents_consent c ON c.coordination_id = o.id AND c.person_id = o.person_id
           AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> {TODAY}
          JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id = me.unit AND taker.receives
           AND taker.withdrawn_at IS NULL
          JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id <> me.unit AND giver.gives
           AND giver.withdrawn_at IS NULL
          JOIN consents_consentcategory k ON k.consent_id = c.id AND k.withdrawn_at IS NULL
         WHERE {MEETS_PERSONS} AND NOT EXISTS (SELECT 1 FROM cases_coordinationcase s
               WHERE s.coordination_id = o.id AND s.unit_id IN (me.unit, giver.unit_id) AND s.left_on IS NOT NULL)
           AND (giver.unit_id = c.owner_unit_id OR EXISTS (
               SELECT 1 FROM cases_coordinationcase s JOIN cases_case l ON l.id = s.case_id
                WHERE s.coordination_id = o.id AND s.unit_id = giver.unit_id
                  AND l.owner_unit_id = giver.unit_id AND l.person_id = o.person_id));
    END
"""

# A coordination exists for a unit only while a consent lives that names both, and until it has left.
COORDINATIONS = f"""
    BEGIN
        RETURN QUERY SELECT DISTINCT s.coordination_id FROM access_context() me
          JOIN cases_coordinationcase s ON s.unit_id = me.unit
          JOIN cases_coordination o ON o.id = s.coordination_id
         WHERE {MEETS_PERSONS}
           AND (me.roles && ARRAY['manager', 'recipient']
                OR o.person_id IN (SELECT p.person FROM access_people() p)
                OR EXISTS (SELECT 1 FROM cases_teammember t WHERE t.coordination_id = o.id AND t.unit_id = me.unit
                              AND t.staff_id = me.staff AND t.period @> {TODAY}))
           AND (o.owner_unit_id = me.unit OR (s.left_on IS NULL AND EXISTS (
                SELECT 1 FROM consents_consent c JOIN consents_party p ON p.consent_id = c.id AND p.unit_id = me.unit
                   AND p.withdrawn_at IS NULL
                 WHERE c.coordination_id = o.id AND c.person_id = o.person_id AND c.withdrawn_at IS NULL
                   AND NOT c.refused AND c.period @> {TODAY})));
    END
"""

# A colleague's person is not taken by opening a case: whoever is new to the unit, one's own, or the whole unit's roles.
MAY_OPEN = """
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me WHERE me.roles && ARRAY['manager', 'recipient']
            OR wanted IN (SELECT p.person FROM access_people() p)
            OR NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.owner_unit_id = me.unit AND c.person_id = wanted));
    END
"""

# The consent that lets this unit tell that one about this person, in this category, now.
MAY_SEND = f"""
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me
          JOIN consents_consent c ON c.id = wanted AND c.person_id = about AND c.withdrawn_at IS NULL AND NOT c.refused
           AND c.period @> {TODAY} AND c.kind IN ('INFO_EXCHANGE', 'SIP', 'SCHOOL_HANDOVER')
          JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id = me.unit AND giver.gives
           AND giver.withdrawn_at IS NULL
          JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id = receiver AND taker.receives
           AND taker.unit_id <> me.unit AND taker.withdrawn_at IS NULL
          JOIN consents_consentcategory k ON k.consent_id = c.id AND k.category = told AND k.withdrawn_at IS NULL);
    END
"""

# Each unit appoints its own staff; the leading unit may give somebody who is on the team already another part.
MAY_JOIN = f"""
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me JOIN cases_coordination o ON o.id = wanted
            WHERE o.closed_on IS NULL AND EXISTS (SELECT 1 FROM agencies_membership m WHERE m.staff_id = who
                AND m.unit_id = theirs AND m.role IN ('worker', 'manager', 'recipient') AND m.period @> {TODAY})
              AND (theirs = me.unit OR (o.owner_unit_id = me.unit AND EXISTS (SELECT 1 FROM cases_teammember t
                   WHERE t.coordination_id = o.id AND t.unit_id = theirs AND t.staff_id = who))));
    END
"""

IN_MINE = "coordination_id IN (SELECT coordination FROM access_coordinations())"


def lead(table: str) -> str:
    return f"""EXISTS (SELECT 1 FROM cases_coordination o WHERE o.id = {table}.coordination_id
        AND o.owner_unit_id = (SELECT access_unit()) OFFSET 0)"""


# Who links which case is held by a trigger below, so that leading units can end what others linked.
KEEPS = f"""((unit_id = (SELECT access_unit()) AND {IN_MINE}) OR {lead("cases_coordinationcase")})"""
COORDINATION = f"""
    DROP POLICY added ON cases_coordinationcase;
    CREATE POLICY added ON cases_coordinationcase FOR INSERT TO {APP} WITH CHECK ({lead("cases_coordinationcase")});
    DROP POLICY changed ON cases_coordinationcase;
    CREATE POLICY changed ON cases_coordinationcase FOR UPDATE TO {APP} USING ({KEEPS}) WITH CHECK ({KEEPS});
    REVOKE UPDATE, DELETE ON cases_coordinationcase FROM {APP};
    GRANT UPDATE (case_id, person_name, person_number, protection, message, invited_on, left_on, left_reason)
        ON cases_coordinationcase TO {APP};

    DROP POLICY added ON cases_teammember;
    CREATE POLICY added ON cases_teammember FOR INSERT TO {APP} WITH CHECK (
        ({IN_MINE} OR {lead("cases_teammember")}) AND access_may_join(coordination_id, unit_id, staff_id));
    REVOKE UPDATE ON cases_teammember FROM {APP};
    GRANT UPDATE (role, period, end_reason) ON cases_teammember TO {APP};
"""

# Runs as the one who links, so that only a case that she may see is found.
LINK = """
    CREATE FUNCTION cases_link_own_case() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF NEW.case_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id) THEN
            RETURN NEW;
        END IF;
        IF NEW.unit_id IS DISTINCT FROM access_unit() OR NOT EXISTS (SELECT 1 FROM cases_case k
            JOIN cases_coordination o ON o.person_id = k.person_id AND o.id = NEW.coordination_id
            WHERE k.id = NEW.case_id AND k.owner_unit_id = NEW.unit_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a unit links its own case of the person';
        END IF;
        RETURN NEW;
    END $body$;
    CREATE TRIGGER link_own_case BEFORE INSERT OR UPDATE ON cases_coordinationcase
        FOR EACH ROW EXECUTE FUNCTION cases_link_own_case();
"""

RECEIVED = """(to_unit_id = (SELECT access_unit()) AND consent_id IN (SELECT consent FROM access_consents())
    AND ((SELECT access_whole_unit()) OR person_id IN (SELECT person FROM access_people())))"""
ANSWERS = f"""({RECEIVED} AND (SELECT access_whole_unit()) AND state IN ('ACCEPTED', 'CANNOT'))"""
HANDOVER = f"""
    DROP POLICY seen ON cases_handover;
    CREATE POLICY seen ON cases_handover FOR SELECT TO {APP} USING ({OWN} OR {RECEIVED});
    DROP POLICY added ON cases_handover;
    CREATE POLICY added ON cases_handover FOR INSERT TO {APP} WITH CHECK (
        {OWN} AND state = 'SENT' AND access_may_send(person_id, to_unit_id, consent_id, category));
    DROP POLICY changed ON cases_handover;
    CREATE POLICY changed ON cases_handover FOR UPDATE TO {APP}
        USING (state = 'SENT' AND ({OWN} OR ({RECEIVED} AND (SELECT access_whole_unit()))))
        WITH CHECK (({OWN} AND state = 'WITHDRAWN') OR {ANSWERS});
    REVOKE UPDATE ON cases_handover FROM {APP};
    GRANT UPDATE (state, answered_on, answered_by_id, reason, answer, to_case_id, version) ON cases_handover TO {APP};
"""

CASE = f"""
    DROP POLICY added ON cases_case;
    CREATE POLICY added ON cases_case FOR INSERT TO {APP}
        WITH CHECK (owner_unit_id = (SELECT access_unit())
            AND ((SELECT access_whole_unit()) OR access_may_open(person_id)));
"""
RUNS_IT = """EXISTS (SELECT 1 FROM catalogue_intervention i WHERE i.id = intervention_id
    AND i.unit_id = cases_participation.owner_unit_id)"""
# A consent is bound to a coordination of the same person, by a unit that is in it.
BOUND = """(coordination_id IS NULL OR EXISTS (SELECT 1 FROM cases_coordination o
    WHERE o.id = coordination_id AND o.person_id = consents_consent.person_id
      AND o.owner_unit_id = (SELECT access_unit())))"""


def only_own_persons(table: str, also: str = "true") -> str:
    return f"""
        DROP POLICY added ON {table};
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({OWN} AND {also});
    """


ROWS = ("contact", "note", "step", "attachment", "meeting", "spell", "snapshot", "coordination")


PROTECTION = models.TextField(
    choices=[
        ("INGEN", "Ingen"),
        ("SEKRETESSMARKERING", "Sekretessmarkering"),
        ("SKYDDAD", "Skyddad folkbokföring"),
    ],
    default="INGEN",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_days_work_policies"), ("consents", "0003_one_purpose")]
    operations = [
        migrations.CreateModel(
            name="CaseloadMove",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("why", models.TextField(blank=True)),
                (
                    "before",
                    models.JSONField(
                        help_text="A row a case: who had it in which role from when, and what was made."
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "from_staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
                (
                    "to_staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.staff"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.unit"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["unit", "-made_at"], name="cases_caseload_moves")]},
        ),
        migrations.AddField(
            "coordinationcase",
            "person_name",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "coordinationcase",
            "person_number",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("coordinationcase", "protection", PROTECTION),
        migrations.AddField("handover", "protection", PROTECTION),
        migrations.AddField(
            "coordinationcase", "message", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "coordinationcase",
            "invited_on",
            models.DateField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField("coordinationcase", "left_on", models.DateField(null=True)),
        migrations.AddField(
            "coordinationcase",
            "left_reason",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "coordinationcase",
            models.CheckConstraint(
                condition=models.Q(("left_on", None), ("left_reason", ""))
                | models.Q(("left_on", None), _negated=True),
                name="cases_coordination_left_with_reason",
            ),
        ),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                condition=models.Q(
                    ("planned_end", None),
                    ("planned_end__gte", models.F("period__startswith")),
                    _connector="OR",
                ),
                name="cases_participation_planned_after_start",
            ),
        ),
        migrations.AddConstraint(
            "spell",
            models.CheckConstraint(
                condition=models.Q(
                    ("planned_end", None),
                    ("planned_end__gte", models.F("period__startswith")),
                    _connector="OR",
                )
                & models.Q(
                    ("promised_on", None),
                    ("promised_on__gte", models.F("period__startswith")),
                    _connector="OR",
                )
                & models.Q(
                    ("review_on", None), ("review_on__gte", models.F("period__startswith")), _connector="OR"
                ),
                name="cases_spell_dates_after_start",
            ),
        ),
        migrations.AddConstraint(
            "spell",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="cases_spell_one_pause",
                expressions=[("case", "="), ("period", "&&")],
                condition=models.Q(("kind", "PAUSE")),
            ),
        ),
        *definer("access_shared()", "TABLE (person uuid, owner_unit uuid, category text)", SHARED, rows=20),
        *definer("access_coordinations()", "TABLE (coordination uuid)", COORDINATIONS, rows=40),
        *definer("access_may_open(wanted uuid)", "boolean", MAY_OPEN),
        *definer("access_may_send(about uuid, receiver uuid, wanted uuid, told text)", "boolean", MAY_SEND),
        *definer("access_may_join(wanted uuid, theirs uuid, who uuid)", "boolean", MAY_JOIN),
        sql(COORDINATION),
        sql(LINK),
        sql(HANDOVER),
        sql(CASE),
        sql(only_own_persons("consents_consent", BOUND)),
        sql(only_own_persons("cases_participation", RUNS_IT)),
        *(sql(only_own_persons(f"cases_{row}")) for row in ROWS),
        *unit_table("cases_caseloadmove"),
    ]
