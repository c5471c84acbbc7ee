"""Protected identity on a person's way: closed rows, no places, and what marking takes away and gives new ids.

An id that is changed is followed by every row that points at it: `cascading` is run after each migration too, so that
new tables' references do the same.
"""

from importlib import import_module

from django.db import migrations, models

from samvag.access.closed import closed_to_others
from samvag.access.rls import APP, RULES, TODAY, definer, sql
from samvag.cases.rekeying import CASCADING, REKEYED

first = import_module("samvag.cases.migrations.0003_policies")

CLOSED = (
    "case", "contact", "note", "step", "attachment", "meeting", "spell", "participation", "snapshot", "coordination",
    "handover", "draft",
)  # fmt: skip

# What may be changed of a row that marking takes away from, by the rules' role alone.
STRIPPED = {
    "cases_case": "id",
    "cases_contact": "id",
    "cases_note": "id",
    "cases_step": "id, doer, external_id",
    "cases_attachment": "id",
    "cases_meeting": "id, place",
    "cases_spell": "id, title",
    "cases_participation": "id, home_municipality, district",
    "cases_handover": "state, answered_on, person_name, person_number, protection, message",
    "cases_coordination": "closed_on, close_reason",
    "cases_coordinationcase": "case_id, person_name, person_number, message, left_on, left_reason",
    "cases_teammember": "period, end_reason",
    "cases_meetingparticipant": "organisation",
}
MAY_STRIP = (
    "".join(
        f"""
    GRANT UPDATE ({columns}) ON {table} TO {RULES};
    CREATE POLICY rules_strip ON {table} FOR UPDATE TO {RULES} USING (true) WITH CHECK (true);"""
        for table, columns in STRIPPED.items()
    )
    + f"""
    GRANT UPDATE (id) ON people_card TO {RULES};
    CREATE POLICY rules_strip ON people_card FOR UPDATE TO {RULES} USING (true) WITH CHECK (true);
    GRANT DELETE ON cases_draft TO {RULES};
    CREATE POLICY rules_strip ON cases_draft FOR DELETE TO {RULES} USING (true);
"""
)
# A row gets a new id when its person is marked, and then only. What was sent is kept from the application.
STAYS = f"""
    CREATE OR REPLACE FUNCTION access_row_stays() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF current_user = '{RULES}' AND (OLD.owner_unit_id, OLD.person_id, OLD.created_by_id, OLD.created_at)
            IS NOT DISTINCT FROM (NEW.owner_unit_id, NEW.person_id, NEW.created_by_id, NEW.created_at) THEN
            RETURN NEW;
        END IF;
        RAISE insufficient_privilege USING MESSAGE = 'a row keeps its unit, its person and its writer';
    END $body$;
"""
ONLY_ANSWER = (
    first.ONLY_ANSWER.split("CREATE TRIGGER")[0]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("BEGIN\n", f"BEGIN\n        IF current_user <> '{APP}' THEN RETURN NEW; END IF;\n", 1)
)
assert APP in ONLY_ANSWER

STRIP = f"""
    BEGIN
        UPDATE cases_spell s SET title = CASE s.kind WHEN 'STUDY' THEN 'Skyddad skola ' ELSE 'Skyddad arbetsplats ' END || n.nth
          FROM (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY lower(period), id) AS nth FROM cases_spell
                 WHERE owner_unit_id = unit AND person_id = whom AND kind IN ('PLACEMENT', 'JOB', 'STUDY')) n
         WHERE s.id = n.id;
        UPDATE cases_meeting SET place = '' WHERE owner_unit_id = unit AND person_id = whom AND place <> '';
        UPDATE cases_meetingparticipant p SET organisation = '' FROM cases_meeting m
         WHERE m.id = p.meeting_id AND m.owner_unit_id = unit AND m.person_id = whom AND p.organisation <> '';
        UPDATE cases_participation SET district = '',
               home_municipality = CASE marked WHEN 'SKYDDAD' THEN '' ELSE home_municipality END
         WHERE owner_unit_id = unit AND person_id = whom;
        UPDATE cases_step SET doer = 'STAFF', external_id = NULL
         WHERE owner_unit_id = unit AND person_id = whom AND external_id IS NOT NULL;
        DELETE FROM cases_draft WHERE owner_unit_id = unit AND person_id = whom;
        UPDATE cases_handover SET person_name = '', person_number = '', message = '', protection = marked,
               state = CASE state WHEN 'SENT' THEN 'WITHDRAWN' ELSE state END, answered_on = coalesce(answered_on, {TODAY})
         WHERE owner_unit_id = unit AND person_id = whom;
        UPDATE cases_teammember t SET period = daterange(lower(t.period), greatest({TODAY}, lower(t.period) + 1)),
               end_reason = 'Uppgifterna frågas på nytt.'
          FROM cases_coordination o WHERE o.id = t.coordination_id AND o.person_id = whom
           AND (t.unit_id = unit OR o.owner_unit_id = unit) AND t.period @> {TODAY};
        UPDATE cases_coordinationcase s SET person_name = '', person_number = '', message = ''
          FROM cases_coordination o WHERE o.id = s.coordination_id AND o.person_id = whom AND o.owner_unit_id = unit;
        UPDATE cases_coordinationcase s SET case_id = NULL, left_on = coalesce(s.left_on, {TODAY}),
               left_reason = coalesce(nullif(s.left_reason, ''), 'Uppgifterna frågas på nytt.')
          FROM cases_coordination o WHERE o.id = s.coordination_id AND o.person_id = whom
           AND (s.unit_id = unit OR o.owner_unit_id = unit);
        UPDATE cases_coordination SET closed_on = greatest({TODAY}, opened_on), close_reason = 'Uppgifterna frågas på nytt.'
         WHERE person_id = whom AND owner_unit_id = unit AND closed_on IS NULL;
    END
"""
REKEY = "BEGIN {} END".format(
    "".join(
        f"""
        UPDATE {table} SET id = gen_random_uuid() WHERE owner_unit_id = unit AND person_id = whom;"""
        for table in REKEYED
    )
)
# Within the act that marked the card, by somebody named for it: nobody else strips, and nobody twice.
MARK = """
    DECLARE me uuid := access_unit(); marked text;
    BEGIN
        SELECT c.protection INTO marked FROM people_card c WHERE c.owner_unit_id = me AND c.person_id = whom
           AND c.protection <> 'INGEN' AND EXISTS (SELECT 1 FROM people_named n WHERE n.owner_unit_id = me
               AND n.person_id = whom AND n.staff_id = access_staff());
        IF marked IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'not marked, or not named'; END IF;
        PERFORM cases_strip(me, whom, marked);
        PERFORM cases_rekey(me, whom);
        PERFORM audit_rekey(whom);
        RETURN (SELECT c.id FROM people_card c WHERE c.owner_unit_id = me AND c.person_id = whom);
    END
"""

# For whole-unit roles: that there is a protected case, by its reference; who it is only the named see.
PROTECTED = f"""
    BEGIN
        RETURN QUERY SELECT k.id, k.person_id, k.reference, c.protection, k.opened_on,
               CASE WHEN x.person IS NULL THEN c.id END, a.staff_id, coalesce(s.name, ''),
               coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'staff', n.staff_id, 'name', w.name,
                         'since', lower(n.period), 'until', upper(n.period) - 1, 'reason', n.reason) ORDER BY w.name, n.id)
                  FROM people_named n JOIN agencies_staff w ON w.id = n.staff_id
                 WHERE n.owner_unit_id = me.unit AND n.person_id = k.person_id AND n.period @> {TODAY}), '[]'),
               (SELECT count(*) FROM gaps_gap g WHERE g.case_id = k.id AND g.shows_on <= {TODAY}),
               (SELECT min(t.due_on) FROM cases_step t WHERE t.case_id = k.id AND t.ended_on IS NULL)
          FROM access_context() me
          JOIN people_card c ON c.owner_unit_id = me.unit AND c.protection <> 'INGEN'
          JOIN cases_case k ON k.owner_unit_id = me.unit AND k.person_id = c.person_id AND k.closed_on IS NULL
          LEFT JOIN access_closed() x ON x.person = k.person_id AND x.owner_unit = me.unit
          LEFT JOIN cases_assignment a ON a.case_id = k.id AND a.role = 'MAIN' AND (a.period @> {TODAY}) IS TRUE
          LEFT JOIN agencies_staff s ON s.id = a.staff_id
         WHERE me.roles && ARRAY['manager', 'recipient'] ORDER BY k.reference, k.id;
    END
"""
PROTECTED_ROW = """TABLE (in_case uuid, person uuid, reference text, protection text, opened_on date, card uuid,
    main uuid, main_name text, named jsonb, gaps bigint, next_due date)"""

# Somebody in the unit has registered the same human being, not knowing: the named few are shown her case and whom to ask.
DOUBLES = f"""
    BEGIN
        RETURN QUERY SELECT k.reference, coalesce(s.name, '') FROM access_context() me
          JOIN people_double d ON d.of_id = whom AND d.owner_unit_id = me.unit
          JOIN cases_case k ON k.owner_unit_id = me.unit AND k.person_id = d.person_id
          LEFT JOIN cases_assignment a ON a.case_id = k.id AND a.role = 'MAIN' AND (a.period @> {TODAY}) IS TRUE
          LEFT JOIN agencies_staff s ON s.id = a.staff_id
         WHERE EXISTS (SELECT 1 FROM people_named n WHERE n.owner_unit_id = me.unit AND n.person_id = whom
               AND n.staff_id = me.staff AND n.period @> {TODAY})
         ORDER BY k.reference;
    END
"""


# Whom to ask, alike names and taking a case know nothing of who is closed.
days_work = import_module("samvag.cases.migrations.0006_days_work_policies")
lawful = import_module("samvag.cases.migrations.0007_lawful_acts")
NOT_CLOSED = (
    "({0}.person_id, {0}.owner_unit_id) NOT IN (SELECT x.person, x.owner_unit FROM access_closed() x)"
)
ASK = days_work.ASK.replace(
    "c.owner_unit_id = me.unit\n", f"c.owner_unit_id = me.unit AND {NOT_CLOSED.format('c')}\n"
)
ALIKE = days_work.ALIKE.replace("WHERE c.search =", f"WHERE {NOT_CLOSED.format('c')} AND c.search =")
assert ASK.count("access_closed") == 2
assert ALIKE.count("access_closed") == 1

# Those who were protected before this: the main contact is named, and what may not stand is taken away.
BEFORE = f"""
    ALTER TABLE people_card NO FORCE ROW LEVEL SECURITY; ALTER TABLE people_named NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY; ALTER TABLE cases_assignment NO FORCE ROW LEVEL SECURITY;
    INSERT INTO people_named (id, owner_unit_id, person_id, category, created_at, version, staff_id, period, reason)
    SELECT DISTINCT ON (c.owner_unit_id, c.person_id, a.staff_id) gen_random_uuid(), c.owner_unit_id, c.person_id,
           'planning', now(), 1, a.staff_id, daterange({TODAY}, NULL), 'Var huvudkontakt när reglerna kom.'
      FROM people_card c JOIN cases_case k ON k.owner_unit_id = c.owner_unit_id AND k.person_id = c.person_id
      JOIN cases_assignment a ON a.case_id = k.id AND a.role = 'MAIN' AND a.period @> {TODAY}
     WHERE c.protection <> 'INGEN';
    SELECT cases_strip(c.owner_unit_id, c.person_id, c.protection) FROM people_card c WHERE c.protection <> 'INGEN';
    ALTER TABLE people_card FORCE ROW LEVEL SECURITY; ALTER TABLE people_named FORCE ROW LEVEL SECURITY;
    ALTER TABLE cases_case FORCE ROW LEVEL SECURITY; ALTER TABLE cases_assignment FORCE ROW LEVEL SECURITY;
"""

PLACES = {
    "cases_meeting": "NEW.place <> ''",
    "cases_spell": "NEW.kind IN ('PLACEMENT', 'JOB', 'STUDY') AND NEW.title !~ '^Skyddad (skola|arbetsplats)( [0-9]+)?$'",
    "cases_participation": "NEW.district <> '' OR NEW.home_municipality <> ''",
}
# Who may write here at all sees the card.
NO_PLACE = """
    CREATE FUNCTION cases_no_place() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF EXISTS (SELECT 1 FROM people_card c WHERE c.person_id = NEW.person_id
            AND c.owner_unit_id = NEW.owner_unit_id AND c.protection <> 'INGEN'
            AND (TG_TABLE_NAME <> 'cases_participation' OR c.protection = 'SKYDDAD'
                 OR coalesce(to_jsonb(NEW) ->> 'district', '') <> '')) THEN
            RAISE check_violation USING MESSAGE = 'no place of a protected person is stored';
        END IF;
        RETURN NEW;
    END $body$;
""" + "".join(
    f"""
    CREATE TRIGGER no_place BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW WHEN ({when})
        EXECUTE FUNCTION cases_no_place();"""
    for table, when in PLACES.items()
)
NAMELESS = models.Q(protection="INGEN") | models.Q(person_name="", person_number="")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_opens"),
        ("people", "0008_protected"),
        ("audit", "0005_rekeyed"),
        ("gaps", "0002_policies"),
    ]
    operations = [
        *closed_to_others(*(f"cases_{row}" for row in CLOSED)),
        sql(STAYS),
        sql(ONLY_ANSWER),
        sql(MAY_STRIP),
        *definer("cases_strip(unit uuid, whom uuid, marked text)", "void", STRIP, volatile=True, to=(RULES,)),
        *definer("cases_rekey(unit uuid, whom uuid)", "void", REKEY, volatile=True, to=(RULES,)),
        *definer("cases_mark(whom uuid)", "uuid", MARK, volatile=True),
        *definer("cases_protected()", PROTECTED_ROW, PROTECTED, rows=20),
        *definer("cases_doubles(whom uuid)", "TABLE (reference text, ask text)", DOUBLES, rows=1),
        *definer("people_whom_to_ask(wanted uuid)", "TABLE (name text, phone text, role text)", ASK, rows=3),
        *definer(
            "people_alike(wanted_name text, wanted_born date)",
            "TABLE (card uuid, person uuid, mine boolean)",
            ALIKE,
            rows=1,
        ),
        sql(BEFORE),
        sql(NO_PLACE),
        migrations.AddConstraint(
            "handover", models.CheckConstraint(condition=NAMELESS, name="cases_handover_protected_nameless")
        ),
        migrations.AddConstraint(
            "coordinationcase",
            models.CheckConstraint(condition=NAMELESS, name="cases_invitation_protected_nameless"),
        ),
        sql(CASCADING),
    ]
