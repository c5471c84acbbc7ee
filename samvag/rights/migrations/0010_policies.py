"""Who keeps a person's rights in a unit, what is restricted for whom, and the policies of these rows."""

from django.db import migrations

from samvag.access.counting import counted
from samvag.access.rls import APP, AUDIT, OWN, RULES, SHARED, TODAY, definer, forced, signed, sql, unit_table

KEEPER = """
    DECLARE facts text[] := access_facts();
    BEGIN
        RETURN CASE WHEN facts IS NOT NULL AND string_to_array(facts[6], ',') && ARRAY['manager', 'admin', 'officer']
               THEN facts[3]::uuid END;
    END
"""
# Asked by every policy: nothing but a look into an index while nobody is restricted. Others' restrictions hide only
# what they would let me see, so that they tell nothing.
RESTRICTED = f"""
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM rights_restriction r WHERE r.lifted_at IS NULL AND r.period @> {TODAY}) THEN
            RETURN;
        END IF;
        RETURN QUERY SELECT r.person_id, r.owner_unit_id FROM access_context() me
          JOIN rights_restriction r ON r.lifted_at IS NULL AND r.period @> {TODAY}
         WHERE (r.owner_unit_id = me.unit AND me.subject <> 'erasures'
                AND NOT coalesce(me.staff = ANY (r.may_see), false))
            OR (r.owner_unit_id <> me.unit AND (r.person_id, r.owner_unit_id) IN (
                SELECT s.person, s.owner_unit FROM access_shared() s
                UNION SELECT c.person_id, c.owner_unit_id FROM access_consents() a
                  JOIN consents_consent c ON c.id = a.consent
                UNION SELECT o.person_id, o.owner_unit_id FROM access_coordinations() a
                  JOIN cases_coordination o ON o.id = a.coordination
                UNION SELECT h.person_id, h.owner_unit_id FROM cases_handover h WHERE h.to_unit_id = me.unit));
    END
"""
# For those who keep rights without meeting persons: the own unit's card, and nothing about what other units have.
WHOM = """
    DECLARE me uuid := rights_unit();
    BEGIN
        RETURN QUERY SELECT c.id, c.person_id, c.given_name || ' ' || c.family_name, coalesce(i.number, ''), c.protection
          FROM people_card c JOIN people_identity i ON i.id = c.person_id
         WHERE c.id = wanted AND c.owner_unit_id = me
           AND (c.person_id, me) NOT IN (SELECT r.person, r.owner_unit FROM access_restricted() r);
    END
"""
FIND = """
    DECLARE me uuid := rights_unit();
    BEGIN
        RETURN QUERY SELECT c.id FROM people_card c JOIN people_identity i ON i.id = c.person_id
         WHERE c.owner_unit_id = me AND i.number = wanted
           AND (c.person_id, me) NOT IN (SELECT r.person, r.owner_unit FROM access_restricted() r)
         UNION SELECT c.id FROM cases_case k JOIN people_card c ON c.person_id = k.person_id AND c.owner_unit_id = me
         WHERE k.owner_unit_id = me AND k.reference = wanted
           AND (c.person_id, me) NOT IN (SELECT r.person, r.owner_unit FROM access_restricted() r);
    END
"""
# To whom anything of the own unit's has gone, and from whom it came.
RECIPIENTS = """
    DECLARE me uuid := rights_unit();
    BEGIN
        IF me IS NULL OR (whose, me) IN (SELECT r.person, r.owner_unit FROM access_restricted() r) THEN RETURN; END IF;
        RETURN QUERY
        SELECT 'SENT', u.name, h.sent_on, h.message FROM cases_handover h JOIN agencies_unit u ON u.id = h.to_unit_id
         WHERE h.owner_unit_id = me AND h.person_id = whose
        UNION ALL
        SELECT 'RECEIVED', u.name, h.sent_on, '' FROM cases_handover h JOIN agencies_unit u ON u.id = h.owner_unit_id
         WHERE h.to_unit_id = me AND h.person_id = whose AND h.state = 'ACCEPTED'
        UNION ALL
        SELECT CASE WHEN c.withdrawn_at IS NULL AND p.withdrawn_at IS NULL THEN 'CONSENT' ELSE 'WITHDRAWN' END, u.name,
               lower(c.period), (SELECT string_agg(k.category, ',' ORDER BY k.category) FROM consents_consentcategory k
                                  WHERE k.consent_id = c.id AND k.withdrawn_at IS NULL)
          FROM consents_consent c JOIN consents_party p ON p.consent_id = c.id AND p.receives AND p.unit_id <> me
          JOIN agencies_unit u ON u.id = p.unit_id
         WHERE c.owner_unit_id = me AND c.person_id = whose AND NOT c.refused
        UNION ALL
        SELECT 'FOLLOWUP', 'Försäkringskassan', lower(p.period), '' FROM cases_finsamreport f
          JOIN cases_participation p ON p.id = f.participation_id
         WHERE p.owner_unit_id = me AND p.person_id = whose AND f.identified;
    END
"""
# The own unit's readings alone: each unit answers for its own.
LOOKS = f"""
    BEGIN
        RETURN QUERY SELECT to_char(e.at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM'),
               count(*) FILTER (WHERE e.action IN ('read', 'export')),
               count(*) FILTER (WHERE e.action NOT IN ('read', 'export')), count(DISTINCT e.staff)
          FROM audit_subject s JOIN audit_entry e ON e.subjects @> ARRAY[s.subject] AND e.unit = rights_unit()
         WHERE s.person = whose
           AND coalesce(e.grounds[array_position(e.subjects, s.subject)], '') NOT IN ('review', 'self')
           AND NOT EXISTS (SELECT 1 FROM rights_withheldlooks x WHERE x.owner_unit_id = e.unit AND x.person_id = whose
                           AND x.period @> {TODAY}) GROUP BY 1 ORDER BY 1 DESC;
    END
"""
FORGET = """
    BEGIN
        DELETE FROM audit_subject s WHERE s.person = ANY (gone);
    END
"""
FORGETS = f"""
    GRANT DELETE ON audit_subject TO {AUDIT};
    CREATE POLICY forgotten ON audit_subject FOR DELETE TO {AUDIT} USING (true);
"""
KEPT = "owner_unit_id = (SELECT rights_unit())"


def kept_by_keepers(table: str, changes: str) -> str:
    """Rows about persons for those who keep rights, whether or not they meet persons."""
    return f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE ({changes}) ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({KEPT});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({KEPT});
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({KEPT}) WITH CHECK ({KEPT});
        {signed(table)}"""


# What was corrected is seen as the row is: by one's own, and by those with whom the category is shared.
CORRECTION = f"""{forced("rights_correction")}
    GRANT SELECT, INSERT ON rights_correction TO {APP};
    CREATE POLICY seen ON rights_correction FOR SELECT TO {APP} USING ({OWN} OR (outcome = 'CORRECTED' AND {SHARED}));
    CREATE POLICY added ON rights_correction FOR INSERT TO {APP} WITH CHECK ({OWN});
    {signed("rights_correction")}
"""
STRIKE = f"""{forced("rights_strike")}
    GRANT SELECT, INSERT, DELETE ON rights_strike TO {APP};
    CREATE POLICY seen ON rights_strike FOR SELECT TO {APP}
        USING (EXISTS (SELECT 1 FROM rights_extract e WHERE e.id = extract_id));
    CREATE POLICY added ON rights_strike FOR INSERT TO {APP}
        WITH CHECK (EXISTS (SELECT 1 FROM rights_extract e WHERE e.id = extract_id AND e.handed_on IS NULL)
            AND by_id = (SELECT access_staff()));
    CREATE POLICY removed ON rights_strike FOR DELETE TO {APP}
        USING (EXISTS (SELECT 1 FROM rights_extract e WHERE e.id = extract_id AND e.handed_on IS NULL));
"""
KEEPS = "unit_id = (SELECT access_kept_unit())"
DISPOSAL = f"""{forced("rights_disposal")}
    GRANT SELECT, INSERT ON rights_disposal TO {APP};
    GRANT UPDATE (finished_at, state, total, persons, stayed, counts, oldest, newest, journal) ON rights_disposal TO {APP};
    CREATE POLICY seen ON rights_disposal FOR SELECT TO {APP} USING (unit_id = (SELECT rights_unit()));
    CREATE POLICY added ON rights_disposal FOR INSERT TO {APP} WITH CHECK ({KEEPS});
    CREATE POLICY changed ON rights_disposal FOR UPDATE TO {APP}
        USING ({KEEPS} AND finished_at IS NULL) WITH CHECK ({KEEPS});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0009_rights"),
        ("cases", "0022_handover_outlives_its_consent"),
        ("consents", "0005_versioned"),
        ("audit", "0004_grounds"),
    ]
    operations = [
        *definer("rights_unit()", "uuid", KEEPER, to=(APP, RULES, AUDIT)),
        *definer("access_restricted()", "TABLE (person uuid, owner_unit uuid)", RESTRICTED, rows=10),
        sql(FORGETS),
        *definer("audit_forget(gone uuid[])", "void", FORGET, volatile=True, owner=AUDIT, to=(RULES,)),
        *definer(
            "rights_whom(wanted uuid)",
            "TABLE (card uuid, person uuid, name text, number text, protection text)",
            WHOM,
            rows=1,
        ),
        *definer(
            "rights_recipients(whose uuid)",
            "TABLE (what text, who text, on_day date, told text)",
            RECIPIENTS,
            rows=10,
        ),
        *definer(
            "rights_looks(whose uuid)",
            "TABLE (month text, readings bigint, acts bigint, staff bigint)",
            LOOKS,
            rows=20,
            owner=AUDIT,
        ),
        *definer("rights_find(wanted text)", "TABLE (card uuid)", FIND, rows=1),
        *unit_table("rights_controller", write="access_kept_unit()", read="true"),
        sql(
            kept_by_keepers(
                "rights_extract", "content, reviewed_at, reviewed_by_id, handed_on, handed_how, version"
            )
        ),
        sql(kept_by_keepers("rights_restriction", "lifted_at, lifted_reason, may_see, version")),
        sql(kept_by_keepers("rights_hold", "until, lifted_at, version")),
        sql(CORRECTION),
        sql(STRIKE),
        *unit_table("rights_schedule", write="access_kept_unit()", read="unit_id = (SELECT rights_unit())"),
        sql(DISPOSAL),
        *counted(
            "rights_extract",
            "rights_correction",
            "rights_restriction",
            "rights_hold",
            "rights_controller",
            "rights_schedule",
        ),
    ]
