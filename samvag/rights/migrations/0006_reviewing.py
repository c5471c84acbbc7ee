"""Review of the log, for a unit's log reviewer: what may be drawn, who says what, and whose it was.

The names are told by a function that writes in the log that they were.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, AUDIT, RULES, definer, forced, sql

asked = import_module("samvag.access.migrations.0003_asked_often")

REVIEWS = "string_to_array(facts[6], ',') && ARRAY['reviewer'] AND facts[1] = 'staff'"
REPORTS = "string_to_array(facts[6], ',') && ARRAY['reviewer', 'manager', 'officer'] AND facts[1] = 'staff'"

# The log's map, for functions of the rules' role alone.
PERSONS = (
    "BEGIN RETURN QUERY SELECT s.subject, s.person FROM audit_subject s WHERE s.subject = ANY (subjects); END"
)
TOLD = """
    BEGIN
        INSERT INTO audit_entry (staff, service, unit, action, object, object_id, subjects, grounds, detail)
        SELECT me.staff, '', me.unit, 'read', page, about, whose, array_fill('review'::text, ARRAY[cardinality(whose)]),
               '{}' FROM access_context() me;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
    END
"""

# What somebody of the staff did with persons in the unit, from the first day to the last.
OF_THE_DAYS = """e.unit = here AND e.subjects <> '{}' AND e.staff IS NOT NULL
    AND e.at >= first::timestamp AT TIME ZONE 'Europe/Stockholm'
    AND e.at < (last + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'"""
# One index holds all that is needed to draw: a million entries take a third of a second.
SAMPLE = f"""
    DECLARE here uuid := access_reviewed_unit(); total bigint;
    BEGIN
        IF here IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'only a reviewer of the log'; END IF;
        SELECT count(*) INTO total FROM audit_entry e WHERE {OF_THE_DAYS};
        RETURN QUERY
        WITH drawn AS MATERIALIZED (SELECT e.id, hashint8extended(e.id, seed) AS hash FROM audit_entry e
                        WHERE {OF_THE_DAYS} ORDER BY 2, 1 LIMIT size)
        SELECT total, e.id, e.at, e.staff, e.subjects[o.nth], e.action,
               CASE WHEN e.action IN ('read', 'export') THEN e.object ELSE '' END, coalesce(e.grounds[o.nth], ''),
               cardinality(e.subjects) - 1
          FROM drawn d JOIN audit_entry e ON e.id = d.id
         CROSS JOIN LATERAL (SELECT 1 + (d.hash & 1152921504606846975) % cardinality(e.subjects) AS nth) o
         ORDER BY d.hash, d.id;
    END
"""

# One line for each of the staff and each person first; every rule is asked of those lines, not of the entries.
FINDINGS = f"""
    DECLARE here uuid := access_reviewed_unit();
    BEGIN
        IF here IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'only a reviewer of the log'; END IF;
        PERFORM set_config('work_mem', '128MB', true);
        RETURN QUERY
        WITH rest AS MATERIALIZED (
            SELECT w.day FROM codes_workday w JOIN codes_workday b ON b.day = w.day - 1
             WHERE w.number = b.number AND w.day BETWEEN first AND last),
        seen AS MATERIALIZED (
            SELECT e.id, e.staff, s.subject, cardinality(e.subjects) = 1 AS alone, e.at,
                   coalesce(e.grounds[s.nth], '') AS ground, (e.at AT TIME ZONE 'Europe/Stockholm') AS clock
              FROM audit_entry e CROSS JOIN LATERAL unnest(e.subjects) WITH ORDINALITY s (subject, nth)
             WHERE {OF_THE_DAYS} AND coalesce(e.grounds[s.nth], '') <> 'review'),
        pairs AS MATERIALIZED (
            SELECT s.staff, s.subject, max(s.id) AS id, max(s.id) FILTER (WHERE s.alone) AS alone,
                   max(s.at) FILTER (WHERE s.alone) AS at,
                   max(s.id) FILTER (WHERE s.alone AND s.ground IN ('unit', 'own_unit', 'unknown')) AS by_unit,
                   max(s.id) FILTER (WHERE s.alone AND (s.clock::time NOT BETWEEN '06:00' AND '19:00'
                                     OR s.clock::date IN (SELECT r.day FROM rest r))) AS late
              FROM seen s GROUP BY s.staff, s.subject),
        staff AS MATERIALIZED (
            SELECT a.id, people_folded(a.name) AS name, (string_to_array(people_folded(a.name), ' '))[2:] AS surnames,
                   nullif(right(regexp_replace(a.phone, '[^0-9]', '', 'g'), 9), '') AS phone,
                   nullif(lower(a.email), '') AS email
              FROM agencies_staff a WHERE a.id IN (SELECT p.staff FROM pairs p)),
        cards AS MATERIALIZED (
            SELECT m.subject, c.person_id, c.protection, people_folded(c.given_name || ' ' || c.family_name) AS name,
                   string_to_array(people_folded(c.family_name), ' ') AS surnames,
                   nullif(people_folded(c.address), '') AS address,
                   nullif(right(regexp_replace(c.phone, '[^0-9]', '', 'g'), 9), '') AS phone,
                   nullif(lower(c.email), '') AS email
              FROM audit_persons(ARRAY(SELECT DISTINCT p.subject FROM pairs p)) m
              JOIN people_card c ON c.person_id = m.person AND c.owner_unit_id = here),
        homes AS MATERIALIZED (
            SELECT s.id AS staff, people_folded(c.address) AS address FROM staff s JOIN people_card c
               ON c.owner_unit_id = here AND c.search = s.name AND c.address <> ''),
        hits (rule, id, staff, subject) AS (
            SELECT r.rule, r.id, p.staff, p.subject
              FROM pairs p JOIN staff s ON s.id = p.staff JOIN cards c ON c.subject = p.subject
             CROSS JOIN LATERAL (VALUES
                ('own', CASE WHEN c.name = s.name OR c.phone = s.phone OR c.email = s.email THEN p.id END),
                ('surname', CASE WHEN c.name <> s.name AND c.surnames && s.surnames THEN p.id END),
                ('address', CASE WHEN c.name <> s.name AND EXISTS (SELECT 1 FROM homes h WHERE h.staff = p.staff
                                 AND h.address = c.address) THEN p.id END),
                ('protected', CASE WHEN c.protection <> 'INGEN' THEN p.id END),
                ('late', p.late),
                ('unit', p.by_unit),
                ('closed', CASE WHEN EXISTS (SELECT 1 FROM cases_case k WHERE k.owner_unit_id = here
                                     AND k.person_id = c.person_id)
                    AND NOT EXISTS (SELECT 1 FROM cases_case k WHERE k.owner_unit_id = here
                                     AND k.person_id = c.person_id AND (k.closed_on IS NULL
                                     OR k.closed_on >= (p.at AT TIME ZONE 'Europe/Stockholm')::date - 30))
                    THEN p.alone END)) r (rule, id)
             WHERE r.id IS NOT NULL
            UNION ALL
            SELECT 'many', h.id, h.staff, (SELECT e.subjects[1] FROM audit_entry e WHERE e.id = h.id)
              FROM (SELECT max(s.id) AS id, s.staff FROM seen s WHERE s.alone
                     GROUP BY s.staff, date_trunc('hour', s.at) HAVING count(DISTINCT s.subject) >= 30) h),
        ranked AS (
            SELECT h.*, count(*) OVER (PARTITION BY h.rule) AS total,
                   row_number() OVER (PARTITION BY h.rule ORDER BY hashint8extended(h.id, seed), h.id, h.subject) AS nth
              FROM hits h)
        SELECT r.rule, r.total, e.id, e.at, r.staff, r.subject, e.action,
               CASE WHEN e.action IN ('read', 'export') THEN e.object ELSE '' END,
               coalesce(e.grounds[array_position(e.subjects, r.subject)], ''), cardinality(e.subjects) - 1
          FROM ranked r JOIN audit_entry e ON e.id = r.id WHERE r.nth <= most ORDER BY r.rule, r.nth;
    END
"""

# Whose the things on the list are: for the reviewer of her unit, and for whoever was asked about her own reading. A
# protected person's name is told to neither, and that the names were told is written down here.
NAMES = """
    DECLARE whose uuid[];
    BEGIN
        whose := ARRAY(SELECT DISTINCT i.subject FROM rights_reviewitem i WHERE i.id = ANY (items)
                          AND (i.unit_id = access_reviewed_unit() OR i.id IN (SELECT a.item FROM rights_asked() a)));
        IF cardinality(whose) = 0 THEN RETURN; END IF;
        PERFORM audit_log_reviewed(page, whose);
        RETURN QUERY SELECT i.id, CASE c.protection WHEN 'INGEN' THEN c.given_name || ' ' || c.family_name ELSE '' END,
               c.protection <> 'INGEN'
          FROM rights_reviewitem i JOIN audit_persons(whose) m ON m.subject = i.subject
          JOIN people_card c ON c.person_id = m.person AND c.owner_unit_id = i.unit_id
         WHERE i.id = ANY (items) AND i.unit_id = (SELECT c.unit FROM access_context() c WHERE c.kind = 'staff');
    END
"""
# Asked, and neither answered nor ended since.
ASKED = """
    BEGIN
        RETURN QUERY SELECT i.id FROM access_context() me JOIN rights_reviewitem i ON i.staff_id = me.staff
           AND i.unit_id = me.unit WHERE me.kind = 'staff'
           AND EXISTS (SELECT 1 FROM rights_reviewword w WHERE w.item_id = i.id AND w.kind = 'ASKED');
    END
"""

REPORTED = "unit_id = (SELECT access_reported_unit())"
OWN_QUESTION = "IN (SELECT a.item FROM rights_asked() a)"
POLICIES = f"""
    {forced("rights_logreview")} {forced("rights_reviewitem")} {forced("rights_reviewword")}
    GRANT SELECT, INSERT ON rights_logreview, rights_reviewitem, rights_reviewword TO {APP};
    CREATE POLICY seen ON rights_logreview FOR SELECT TO {APP} USING ({REPORTED});
    CREATE POLICY drawn ON rights_logreview FOR INSERT TO {APP}
        WITH CHECK (unit_id = (SELECT access_reviewed_unit()) AND drawn_by_id = (SELECT access_staff()));
    CREATE POLICY seen ON rights_reviewitem FOR SELECT TO {APP} USING ({REPORTED} OR id {OWN_QUESTION});
    CREATE POLICY drawn ON rights_reviewitem FOR INSERT TO {APP} WITH CHECK (unit_id = (SELECT access_reviewed_unit())
        AND EXISTS (SELECT 1 FROM rights_logreview r WHERE r.id = review_id AND r.unit_id = rights_reviewitem.unit_id));
    CREATE POLICY seen ON rights_reviewword FOR SELECT TO {APP} USING (item_id {OWN_QUESTION}
        OR EXISTS (SELECT 1 FROM rights_reviewitem i WHERE i.id = item_id AND i.{REPORTED} OFFSET 0));
    CREATE POLICY said ON rights_reviewword FOR INSERT TO {APP} WITH CHECK (by_id = (SELECT access_staff()) AND (
        (kind = 'ANSWERED' AND item_id {OWN_QUESTION})
        OR (kind <> 'ANSWERED' AND EXISTS (SELECT 1 FROM rights_reviewitem i WHERE i.id = item_id
            AND i.unit_id = (SELECT access_reviewed_unit()) AND i.staff_id <> (SELECT access_staff())))));
"""
DRAWN = """TABLE ({}, entry bigint, at timestamptz, staff uuid, subject uuid, action text, page text, ground text,
    others integer)"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0005_logreview"), ("codes", "0002_open")]
    operations = [
        *asked.of_context("access_reviewed_unit", "uuid", "facts[3]::uuid", REVIEWS),
        *asked.of_context("access_reported_unit", "uuid", "facts[3]::uuid", REPORTS),
        *definer(
            "audit_persons(subjects uuid[])",
            "TABLE (subject uuid, person uuid)",
            PERSONS,
            rows=1000,
            owner=AUDIT,
            to=(RULES,),
        ),
        *definer(
            "audit_log_reviewed(page text, whose uuid[], about uuid DEFAULT NULL)",
            "void",
            TOLD,
            volatile=True,
            owner=AUDIT,
            to=(RULES,),
        ),
        *definer("rights_asked()", "TABLE (item uuid)", ASKED, rows=3),
        *definer(
            "rights_sample(first date, last date, size integer, seed bigint)",
            DRAWN.format("population bigint"),
            SAMPLE,
            rows=50,
            to=(APP,),
        ),
        *definer(
            "rights_findings(first date, last date, most integer, seed bigint)",
            DRAWN.format("rule text, total bigint"),
            FINDINGS,
            rows=50,
            to=(APP,),
        ),
        *definer(
            "rights_names(items uuid[], page text)",
            "TABLE (item uuid, name text, protected boolean)",
            NAMES,
            volatile=True,
            rows=50,
            to=(APP,),
        ),
        sql(POLICIES),
    ]
