"""On what ground each person is shown, found anew for every entry of the log; and who has looked at a person."""

from django.db import migrations

from samvag.access.rls import APP, AUDIT, OWN, RULES, TODAY, definer, person_table, sql

# Own assignments and those one covers first, as one set: most pages need no more. What is asked person by person is
# asked only of those that are left.
GROUNDS = f"""
    DECLARE
        me record; meets boolean; whole boolean;
    BEGIN
        SELECT c.* INTO me FROM access_context() c;
        IF me.kind IS DISTINCT FROM 'staff' THEN
            RETURN QUERY SELECT p, CASE WHEN me.kind = 'service' THEN 'service'
                WHEN me.kind = 'person' AND p::text = me.subject THEN 'self' ELSE 'unknown' END FROM unnest(persons) p;
            RETURN;
        END IF;
        meets := me.roles && ARRAY['worker', 'manager', 'recipient'];
        whole := me.roles && ARRAY['manager', 'recipient'];
        RETURN QUERY
        WITH whose AS (SELECT me.staff AS staff, 'assigned' AS ground UNION ALL
                       SELECT away.staff_id, 'cover' FROM agencies_absence away
                        WHERE away.cover_id = me.staff AND away.unit_id = me.unit AND away.period @> {TODAY}),
             mine AS MATERIALIZED (
                SELECT c.person_id, min(w.ground) AS ground FROM whose w
                  JOIN cases_assignment a ON a.staff_id = w.staff AND a.owner_unit_id = me.unit
                   AND (a.period @> {TODAY}) IS TRUE
                  JOIN cases_case c ON c.id = a.case_id WHERE meets GROUP BY c.person_id)
        SELECT p, coalesce(m.ground, access_other_ground(p, me.staff, me.unit, meets, whole))
          FROM unnest(persons) p LEFT JOIN mine m ON m.person_id = p;
    END
"""
OTHER = f"""
    DECLARE known boolean := EXISTS (SELECT 1 FROM people_card k WHERE k.person_id = about AND k.owner_unit_id = unit);
    BEGIN
        RETURN CASE
            WHEN whole AND known THEN 'unit'
            WHEN meets AND EXISTS (
                SELECT 1 FROM cases_coordination o JOIN cases_teammember t ON t.coordination_id = o.id
                   AND t.staff_id = staff AND t.unit_id = unit AND (t.period @> {TODAY}) IS TRUE
                 WHERE o.person_id = about AND o.id IN (SELECT a.coordination FROM access_coordinations() a)) THEN 'team'
            WHEN meets AND (EXISTS (SELECT 1 FROM cases_handover h WHERE h.person_id = about AND h.to_unit_id = unit)
                 OR EXISTS (SELECT 1 FROM cases_coordination o JOIN cases_coordinationcase s ON s.coordination_id = o.id
                     AND s.unit_id = unit WHERE o.person_id = about)) THEN 'received'
            WHEN meets AND known THEN 'own_unit'
            ELSE 'unknown' END;
    END
"""

# The person asks about herself, a unit about its own reads of a person whom the one who asks has part in.
LOOKED = f"""
    DECLARE me record; known uuid; own uuid;
    BEGIN
        SELECT c.* INTO me FROM access_context() c;
        IF me.kind = 'person' AND me.subject = about::text THEN own := NULL;
        ELSIF me.kind IN ('staff', 'service') AND EXISTS (SELECT 1 FROM access_grounds(ARRAY[about]) g
              WHERE g.ground IN ('assigned', 'cover', 'unit', 'service')) THEN own := me.unit;
        ELSE RETURN; END IF;
        SELECT s.subject INTO known FROM audit_subject s WHERE s.person = about;
        RETURN QUERY
        SELECT min(e.at), dense_rank() OVER (ORDER BY e.unit, e.staff, e.service)::integer, e.unit, e.action,
               CASE WHEN e.action IN ('read', 'export') THEN e.object ELSE '' END, w.ground, count(*)::integer
          FROM audit_entry e CROSS JOIN LATERAL (
               SELECT coalesce(e.grounds[array_position(e.subjects, known)], '') AS ground) w
         WHERE e.subjects @> ARRAY[known] AND (own IS NULL OR e.unit = own)
           AND (since IS NULL OR e.at >= since::timestamp AT TIME ZONE 'Europe/Stockholm')
           AND w.ground NOT IN ('review', 'self')
           AND NOT EXISTS (SELECT 1 FROM rights_withheldlooks x WHERE x.owner_unit_id = e.unit AND x.person_id = about
                           AND x.period @> {TODAY})
         GROUP BY e.unit, e.staff, e.service, (e.at AT TIME ZONE 'Europe/Stockholm')::date, e.action, 5, w.ground;
    END
"""
# The manager decides for the unit, and a decision is changed by ending it.
DECIDED = f"""
    DROP POLICY added ON rights_withheldlooks;
    CREATE POLICY added ON rights_withheldlooks FOR INSERT TO {APP}
        WITH CHECK (owner_unit_id = (SELECT access_managed_unit()));
    DROP POLICY changed ON rights_withheldlooks;
    CREATE POLICY changed ON rights_withheldlooks FOR UPDATE TO {APP}
        USING (owner_unit_id = (SELECT access_managed_unit()))
        WITH CHECK (owner_unit_id = (SELECT access_managed_unit()));
    DROP POLICY removed ON rights_withheldlooks;
    REVOKE UPDATE, DELETE ON rights_withheldlooks FROM {APP};
    GRANT UPDATE (period, version) ON rights_withheldlooks TO {APP};
    GRANT SELECT ON rights_withheldlooks TO {AUDIT};
    CREATE POLICY read_by_the_log ON rights_withheldlooks FOR SELECT TO {AUDIT} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        ("audit", "0004_grounds"),
        ("cases", "0015_whose_cases"),
    ]
    operations = [
        *person_table("rights_withheldlooks", seen=OWN),
        sql(DECIDED),
        *definer(
            "access_other_ground(about uuid, staff uuid, unit uuid, meets boolean, whole boolean)",
            "text",
            OTHER,
            to=(RULES,),
        ),
        *definer(
            "access_grounds(persons uuid[])",
            "TABLE (person uuid, ground text)",
            GROUNDS,
            rows=10,
            to=(RULES, AUDIT),
        ),
        *definer(
            "rights_looked(about uuid, since date)",
            """TABLE (at timestamptz, who integer, unit uuid, action text, page text, ground text, times integer)""",
            LOOKED,
            rows=100,
            owner=AUDIT,
            to=(APP,),
        ),
    ]
