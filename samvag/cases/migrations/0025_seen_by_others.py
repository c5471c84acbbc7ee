"""What others see of a unit's rows about a person: the same set that opens them, asked for everybody on their teams.

The body of `access_shared` is taken as it is, with the team members of the person's open coordinations in the place of
the one who acts. Beside it stands what a consent or a law would open but does not yet, or no longer: nobody is on the
team, the person has closed it, or she is protected or restricted here. What the other unit has closed to some of its
own staff is its secret and is not asked.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import RULES, TODAY, definer

opens = import_module("samvag.cases.migrations.0017_opens")

#: Every table whose rows a team may see by category; rights_correction shows others only what was put right.
READ_BY_TEAMS = (
    "people_card", "cases_case", "cases_contact", "cases_note", "cases_step", "cases_attachment", "cases_meeting",
    "cases_spell", "cases_participation", "cases_snapshot", "my_way_asked", "outbox_message",
)  # fmt: skip
CORRECTED = "rights_correction"

ME = "WITH me AS MATERIALIZED (SELECT c.staff, c.unit, c.roles FROM access_context() c)"
EVERYBODY = f"""WITH me AS MATERIALIZED (
            SELECT t.staff_id AS staff, t.unit_id AS unit, array_agg(DISTINCT m.role) AS roles
              FROM cases_coordination j
              JOIN cases_teammember t ON t.coordination_id = j.id AND (t.period @> {TODAY}) IS TRUE
              JOIN agencies_staff s ON s.id = t.staff_id AND s.active
              JOIN agencies_membership m ON m.staff_id = t.staff_id AND m.unit_id = t.unit_id AND m.period @> {TODAY}
             WHERE j.person_id = whose AND j.closed_on IS NULL AND t.unit_id <> of_unit GROUP BY 1, 2)"""
SHARED = opens.SHARED
for was, becomes in {
    ME: EVERYBODY,
    "SELECT c.person_id, giver.unit_id, k.category FROM me": "SELECT me.unit, k.category FROM me",
    "SELECT l.person_id, l.owner_unit_id, k.category FROM me": "SELECT me.unit, k.category FROM me",
    "AND (giver.unit_id = c.owner_unit_id OR": (
        "AND c.person_id = whose AND giver.unit_id = of_unit AND (giver.unit_id = c.owner_unit_id OR"
    ),
    "JOIN consents_lawfulshare l ON": "JOIN consents_lawfulshare l ON l.person_id = whose AND l.owner_unit_id = of_unit AND",
}.items():
    assert SHARED.count(was) == 1, was
    SHARED = SHARED.replace(was, becomes)

# A ground of its own for each unit and category: a consent in a coordination that goes on, one for a hand-over, a law.
GROUNDS = f"""
            SELECT taker.unit_id, k.category, c.coordination_id IS NULL AS apart, 'live' AS ground
              FROM consents_consent c
              JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id = of_unit AND giver.gives
               AND giver.withdrawn_at IS NULL
              JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id <> of_unit AND taker.receives
               AND taker.withdrawn_at IS NULL
              JOIN consents_consentcategory k ON k.consent_id = c.id AND k.withdrawn_at IS NULL
              LEFT JOIN cases_coordination o ON o.id = c.coordination_id
             WHERE c.person_id = whose AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> {TODAY}
               AND o.closed_on IS NULL AND NOT EXISTS (SELECT 1 FROM cases_coordinationcase s
                   WHERE s.coordination_id = o.id AND s.unit_id IN (of_unit, taker.unit_id) AND s.left_on IS NOT NULL)
             UNION ALL
            SELECT l.to_unit_id, told.category, false, 'legal_ground'
              FROM consents_lawfulshare l CROSS JOIN unnest(l.kinds) told (category)
             WHERE l.person_id = whose AND l.owner_unit_id = of_unit AND l.to_unit_id <> of_unit
               AND l.ended_at IS NULL AND l.period @> {TODAY}"""
# As people_shared_expressly(), for a taker that is named.
EXPRESSLY = f"""
            SELECT coalesce(bool_and(EXISTS (SELECT 1 FROM consents_expressly e
                       WHERE e.consent_id = c.id AND e.unit_id = of_unit)), false)
              FROM consents_party took
              JOIN consents_consent c ON c.id = took.consent_id AND c.person_id = whose AND c.withdrawn_at IS NULL
               AND NOT c.refused AND c.period @> {TODAY}
              JOIN consents_party gave ON gave.consent_id = c.id AND gave.unit_id = of_unit AND gave.gives
               AND gave.withdrawn_at IS NULL
             WHERE took.unit_id = g.unit_id AND took.receives AND took.withdrawn_at IS NULL"""
CLOSED = f"""(EXISTS (SELECT 1 FROM rights_restriction r WHERE r.person_id = whose AND r.owner_unit_id = of_unit
                 AND r.lifted_at IS NULL AND r.period @> {TODAY})
             OR EXISTS (SELECT 1 FROM people_card p WHERE p.person_id = whose AND p.owner_unit_id = of_unit
                 AND p.protection <> 'INGEN') AND NOT ({EXPRESSLY}))"""
STATES = f"""
    BEGIN
        RETURN QUERY
        WITH grounds AS ({GROUNDS}),
             bound AS (SELECT g.unit_id, g.category, bool_and(g.apart) AS apart FROM grounds g
                         JOIN agencies_unit here ON here.id = g.unit_id
                         JOIN agencies_unit there ON there.id = of_unit
                        WHERE EXISTS (SELECT 1 FROM access_opens o WHERE o.consent = g.ground
                              AND o.reader = here.secrecy_regime AND o.owner = there.secrecy_regime
                              AND o.category = g.category) GROUP BY 1, 2)
        SELECT g.unit_id, g.category, CASE
               WHEN {CLOSED} THEN 'closed'
               WHEN consents_blocked(whose, of_unit, g.unit_id, g.category) THEN 'blocked'
               WHEN (g.unit_id, g.category) IN (SELECT s.unit, s.category FROM cases_shared_to(whose, of_unit) s) THEN 'open'
               WHEN g.apart THEN 'handover' ELSE 'waiting' END
          FROM bound g;
    END
"""
ROWS = " UNION ALL ".join(
    f"SELECT x.category, x.created_at FROM {table} x WHERE x.person_id = whose AND x.owner_unit_id = of_unit"
    for table in READ_BY_TEAMS
)
ROWS += f""" UNION ALL SELECT x.category, x.created_at FROM {CORRECTED} x
    WHERE x.person_id = whose AND x.owner_unit_id = of_unit AND x.outcome = 'CORRECTED'"""
# To those of the unit who may open the person themselves.
SEEN_BY = f"""
    DECLARE of_unit uuid := access_unit();
    BEGIN
        IF of_unit IS NULL OR NOT (whose IN (SELECT p.person FROM access_people() p) OR coalesce(access_whole_unit(), false))
           OR (whose, of_unit) IN (SELECT x.person, x.owner_unit FROM access_closed() x)
           OR (whose, of_unit) IN (SELECT x.person, x.owner_unit FROM access_restricted() x) THEN RETURN; END IF;
        RETURN QUERY
        WITH held AS (SELECT r.category, count(*)::integer AS rows, max(r.created_at) AS latest FROM ({ROWS}) r GROUP BY 1)
        SELECT s.unit, u.short, u.name, s.category, s.state, coalesce(h.rows, 0), h.latest
          FROM cases_states_of(whose, of_unit) s JOIN agencies_unit u ON u.id = s.unit
          LEFT JOIN held h ON h.category = s.category ORDER BY u.name, s.unit, s.category;
    END
"""
# To the person, of every unit that the way she came in by opens to her: what is open now, and nothing of how much.
HERS = """
    BEGIN
        RETURN QUERY
        SELECT reader.id, reader.name, writer.name, s.category FROM (
               SELECT DISTINCT c.owner_unit_id FROM people_card c WHERE c.person_id = access_person()
                  AND (access_person_whole() OR c.owner_unit_id IN (SELECT u.unit FROM access_person_units() u))) mine
          CROSS JOIN LATERAL cases_states_of(access_person(), mine.owner_unit_id) s
          JOIN agencies_unit reader ON reader.id = s.unit
          JOIN agencies_unit writer ON writer.id = mine.owner_unit_id
         WHERE s.state = 'open' ORDER BY reader.name, reader.id, writer.name, s.category;
    END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_handover_as_covered"),
        ("consents", "0009_expressly"),
        ("people", "0008_protected"),
    ]
    operations = [
        *definer(
            "cases_shared_to(whose uuid, of_unit uuid)", "TABLE (unit uuid, category text)", SHARED, rows=20,
            to=(RULES,),
        ),
        *definer(
            "cases_states_of(whose uuid, of_unit uuid)", "TABLE (unit uuid, category text, state text)", STATES,
            rows=20, to=(RULES,),
        ),
        *definer(
            "cases_seen_by_others(whose uuid)",
            """TABLE (unit uuid, short text, name text, category text, state text, held integer,
               latest timestamptz)""",
            SEEN_BY,
            rows=20,
        ),
        *definer(
            "cases_readers_of_me()", "TABLE (unit uuid, reader text, writer text, category text)", HERS, rows=20
        ),
    ]  # fmt: skip
