"""Whose persons I may see, what is shared with me, and the policies of every row on a person's way."""

from django.db import migrations

from samvag.access.rls import (
    APP,
    OWN,
    TODAY,
    child_table,
    definer,
    forced,
    part_of,
    person_table,
    sql,
    unit_table,
)

MEETS_PERSONS = "me.roles && ARRAY['worker', 'manager', 'recipient']"

# Assignment now, and the assignments of those I cover while they are away. As a set of staff first: with OR the
# planner would read every unit's assignments. IS TRUE keeps it from the exclusion constraint's GiST index, which reads
# fifteen times as many pages as the plain one by staff.
PEOPLE = f"""
    BEGIN
        RETURN QUERY
        WITH me AS MATERIALIZED (SELECT c.staff, c.unit FROM access_context() c
                                  WHERE c.roles && ARRAY['worker', 'manager', 'recipient']),
             whose AS (SELECT me.staff FROM me UNION
                       SELECT away.staff_id FROM me JOIN agencies_absence away ON away.cover_id = me.staff
                          AND away.unit_id = me.unit AND away.period @> {TODAY})
        SELECT DISTINCT c.person_id FROM whose JOIN cases_assignment a ON a.staff_id = whose.staff
           AND a.owner_unit_id = (SELECT me.unit FROM me) AND (a.period @> {TODAY}) IS TRUE
          JOIN cases_case c ON c.id = a.case_id;
    END
"""

# Consents that live now, for those of us who are on the team of their open coordination. A unit's rows are opened by
# the unit itself, never by another's word that the person agreed: it registered the consent, or has linked its own
# case of that person to the coordination.
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
         WHERE {MEETS_PERSONS} AND (giver.unit_id = c.owner_unit_id OR EXISTS (
               SELECT 1 FROM cases_coordinationcase s JOIN cases_case l ON l.id = s.case_id
                WHERE s.coordination_id = o.id AND s.unit_id = giver.unit_id
                  AND l.owner_unit_id = giver.unit_id AND l.person_id = o.person_id));
    END
"""

# A coordination exists for a unit only while a consent lives that names both it and the coordination.
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
           AND (o.owner_unit_id = me.unit OR EXISTS (
                SELECT 1 FROM consents_consent c JOIN consents_party p ON p.consent_id = c.id AND p.unit_id = me.unit
                   AND p.withdrawn_at IS NULL
                 WHERE c.coordination_id = o.id AND c.person_id = o.person_id AND c.withdrawn_at IS NULL
                   AND NOT c.refused AND c.period @> {TODAY}));
    END
"""

# A new case has nobody yet, so whoever opened it may assign, unless a colleague has the person already; afterwards
# the case's own people or the whole unit's roles.
MAY_ASSIGN = f"""
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me JOIN cases_case c ON c.id = wanted AND c.owner_unit_id = me.unit
            WHERE me.roles && ARRAY['manager', 'recipient'] OR c.person_id IN (SELECT p.person FROM access_people() p)
               OR (c.created_by_id = me.staff AND {MEETS_PERSONS} AND NOT EXISTS (
                   SELECT 1 FROM cases_case other JOIN cases_assignment a ON a.case_id = other.id
                    WHERE other.owner_unit_id = me.unit AND other.person_id = c.person_id
                      AND (other.id = c.id OR a.period @> {TODAY}))));
    END
"""

ASSIGNMENT = f"""{forced("cases_assignment")}
    GRANT SELECT, INSERT, UPDATE, DELETE ON cases_assignment TO {APP};
    CREATE POLICY seen ON cases_assignment FOR SELECT TO {APP} USING (owner_unit_id = (SELECT access_unit()));
    CREATE POLICY added ON cases_assignment FOR INSERT TO {APP}
        WITH CHECK (owner_unit_id = (SELECT access_unit()) AND access_may_assign(case_id));
    CREATE POLICY changed ON cases_assignment FOR UPDATE TO {APP}
        USING (owner_unit_id = (SELECT access_unit()) AND access_may_assign(case_id))
        WITH CHECK (owner_unit_id = (SELECT access_unit()) AND access_may_assign(case_id));
    CREATE POLICY removed ON cases_assignment FOR DELETE TO {APP}
        USING (owner_unit_id = (SELECT access_unit()) AND access_may_assign(case_id));
"""

# The receiver reads and answers what was sent to it, while the consent lives.
RECEIVED = """(to_unit_id = (SELECT access_unit()) AND (SELECT access_whole_unit())
    AND consent_id IN (SELECT consent FROM access_consents()))"""
# Name and number leave the unit only with a consent that lives, about that person, and lets the receiver have them.
CONSENTED = f"""EXISTS (SELECT 1 FROM consents_consent c JOIN consents_party p ON p.consent_id = c.id
    WHERE c.id = consent_id AND c.person_id = cases_handover.person_id AND c.withdrawn_at IS NULL AND NOT c.refused
      AND c.period @> {TODAY} AND p.unit_id = to_unit_id AND p.receives AND p.withdrawn_at IS NULL)"""
ONLY_ANSWER = """
    CREATE FUNCTION cases_receiver_only_answers() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF to_jsonb(OLD) - array['state', 'answered_on', 'answered_by_id', 'reason', 'answer', 'to_case_id', 'version']
           IS DISTINCT FROM
           to_jsonb(NEW) - array['state', 'answered_on', 'answered_by_id', 'reason', 'answer', 'to_case_id', 'version']
        THEN RAISE insufficient_privilege USING MESSAGE = 'what was sent is not changed'; END IF;
        RETURN NEW;
    END $body$;
    CREATE TRIGGER only_answer BEFORE UPDATE ON cases_handover
        FOR EACH ROW EXECUTE FUNCTION cases_receiver_only_answers();
"""
HANDOVER = f"""{forced("cases_handover")}
    GRANT SELECT, INSERT, UPDATE ON cases_handover TO {APP};
    CREATE POLICY seen ON cases_handover FOR SELECT TO {APP} USING ({OWN} OR {RECEIVED});
    CREATE POLICY added ON cases_handover FOR INSERT TO {APP} WITH CHECK ({OWN} AND {CONSENTED});
    CREATE POLICY changed ON cases_handover FOR UPDATE TO {APP}
        USING ({OWN} OR {RECEIVED}) WITH CHECK ({OWN} OR {RECEIVED});
    {ONLY_ANSWER}
"""

IN_MINE = "coordination_id IN (SELECT coordination FROM access_coordinations())"


# A unit links its own case, of the same person, and no other unit does it for it: linking opens its rows.
OWN_CASE = """case_id IS NULL OR EXISTS (SELECT 1 FROM cases_case k JOIN cases_coordination o ON o.person_id = k.person_id
    WHERE k.id = case_id AND o.id = coordination_id AND k.owner_unit_id = unit_id
      AND unit_id = (SELECT access_unit()))"""


def joint(table: str, holds: str = "true") -> list:
    """Rows of a coordination: seen by its units; the leading unit adds any unit, the others only themselves."""
    lead = f"""EXISTS (SELECT 1 FROM cases_coordination o WHERE o.id = {table}.coordination_id
        AND o.owner_unit_id = (SELECT access_unit()) OFFSET 0)"""
    keeps = f"((unit_id = (SELECT access_unit()) AND {IN_MINE}) OR {lead})"
    return [
        sql(f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({IN_MINE});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({keeps} AND ({holds}));
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({keeps}) WITH CHECK ({keeps} AND ({holds}));
        CREATE POLICY removed ON {table} FOR DELETE TO {APP} USING ({keeps});""")
    ]


def is_of(parent: str) -> list:
    """Whether a row is of that unit and person: what hangs on it must be too."""
    found = f"SELECT 1 FROM cases_{parent} p WHERE p.id = wanted AND p.owner_unit_id = unit AND p.person_id = about"
    signature = f"cases_{parent}_is_of(wanted uuid, unit uuid, about uuid)"
    return definer(signature, "boolean", f"BEGIN RETURN EXISTS ({found}); END")


OF_CASE = ("contact", "note", "step", "attachment", "meeting", "spell", "participation", "handover")
ROWS = ("case", "contact", "note", "step", "attachment", "meeting", "spell", "participation", "snapshot")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_initial"),
        ("consents", "0002_policies"),
        ("people", "0002_policies"),
        ("agencies", "0002_policies"),
    ]
    operations = [
        *definer("access_people()", "TABLE (person uuid)", PEOPLE, rows=40),
        *definer("access_shared()", "TABLE (person uuid, owner_unit uuid, category text)", SHARED, rows=20),
        *definer("access_coordinations()", "TABLE (coordination uuid)", COORDINATIONS, rows=40),
        *definer("access_may_assign(wanted uuid)", "boolean", MAY_ASSIGN),
        *(operation for row in ROWS for operation in person_table(f"cases_{row}")),
        *person_table(
            "cases_coordination", seen=f"{OWN} OR id IN (SELECT coordination FROM access_coordinations())"
        ),
        sql(ASSIGNMENT),
        sql(HANDOVER),
        *joint("cases_coordinationcase", OWN_CASE),
        *joint("cases_teammember"),
        *child_table("cases_attachmentcontent", "cases_attachment", "attachment_id"),
        *child_table("cases_meetingparticipant", "cases_meeting", "meeting_id"),
        *child_table("cases_livelihood", "cases_snapshot", "snapshot_id"),
        *unit_table("cases_finsamreport", column="owner_unit_id"),
        sql(f"""CREATE POLICY of_own_participation ON cases_finsamreport AS RESTRICTIVE TO {APP} USING (true)
            WITH CHECK (EXISTS (SELECT 1 FROM cases_participation p WHERE p.id = participation_id
                AND p.owner_unit_id = cases_finsamreport.owner_unit_id));"""),
        # Else another unit's interventions could be asked, by their constraint, who is in them.
        sql(f"""CREATE POLICY runs_it ON cases_participation AS RESTRICTIVE TO {APP} USING (true)
            WITH CHECK (EXISTS (SELECT 1 FROM catalogue_intervention i WHERE i.id = intervention_id
                AND i.unit_id = cases_participation.owner_unit_id));"""),
        *is_of("case"),
        *is_of("participation"),
        *(operation for row in OF_CASE for operation in part_of(f"cases_{row}", "cases_case", "case_id")),
        *part_of("cases_snapshot", "cases_participation", "participation_id"),
    ]
