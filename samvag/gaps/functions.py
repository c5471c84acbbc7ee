"""The database's functions of the gap watch: definers of the rules' role, which see what each unit may see.

The application may say that something changed, or ask for cases to be judged; it is answered nothing. Judging for
another day than today, or everything, is for the service `gaps` and for the installing role.
"""

from samvag.access.rls import APP, RULES, TODAY, definer
from samvag.gaps.evaluation import ALONE, EVERY, OFTEN, SOME, comparing, writing

# The working day so many after (before, when negative) a day, as samvag.kernel.workdays counts them.
WORKDAY = f"""
    CREATE OR REPLACE FUNCTION gaps_workday(from_day date, count integer, resting boolean) RETURNS date
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp SET enable_indexscan = on
    AS $body$ BEGIN
        IF count = 0 THEN RETURN from_day; END IF;
        IF count < 0 THEN
            RETURN (SELECT min(w.day) FROM codes_workday w WHERE w.number = (
                SELECT b.number + 1 + count FROM codes_workday b WHERE b.day = from_day - 1));
        END IF;
        IF resting THEN
            RETURN (SELECT min(w.day) FROM codes_workday w WHERE w.answer_number = (
                SELECT b.answer_number + count FROM codes_workday b WHERE b.day = from_day));
        END IF;
        RETURN (SELECT min(w.day) FROM codes_workday w WHERE w.number = (
            SELECT b.number + count FROM codes_workday b WHERE b.day = from_day));
    END $body$;
    GRANT EXECUTE ON FUNCTION gaps_workday(date, integer, boolean) TO {RULES};
"""
SERVICE = f"""
        IF session_user = '{APP}' AND NOT EXISTS (
            SELECT 1 FROM access_context() me WHERE me.kind = 'service' AND me.subject IN ('gaps', 'demo', 'setup'))
        THEN RAISE insufficient_privilege USING MESSAGE = 'only the gap watch itself'; END IF;
"""
#: So many cases at a time. The plan for a few joins by loops: 0.3 ms a case for a hundred, 1.5 for a thousand at once.
SLICE = 100
# Consents that a unit of these cases wrote down or is named in. Without any, a third of the statement is left out.
CONSENTED = """EXISTS (SELECT 1 FROM cases_case k JOIN consents_consent c ON c.person_id = k.person_id
                 WHERE k.id = ANY (few) AND (c.owner_unit_id = k.owner_unit_id OR EXISTS (
                       SELECT 1 FROM consents_party p WHERE p.consent_id = c.id AND p.unit_id = k.owner_unit_id)))"""


def _for_few(changed: str) -> str:
    """The statement for a few of which some, or none, have consents."""
    some, alone = (writing(which._replace(changed=changed)) for which in (SOME, ALONE))
    return f"IF consented THEN {some}; ELSE {alone}; END IF;"


# Asked about nobody, each statement is begun once, so that its plan stands before somebody waits for it.
EVALUATE = f"""
    DECLARE rows_changed bigint; few uuid[]; consented boolean;
    BEGIN
        IF as_of <> {TODAY} THEN {SERVICE} END IF;
        FOR number IN 1..greatest(cardinality(cases), 1) BY {SLICE} LOOP
            few := cases[number:number + {SLICE} - 1];
            FOREACH consented IN ARRAY CASE WHEN few = '{{}}' THEN ARRAY[true, false] ELSE ARRAY[{CONSENTED}] END LOOP
                CASE changed {" ".join(f"WHEN '{table}' THEN {_for_few(table)}" for table in OFTEN)}
                ELSE {_for_few("")} END CASE;
            END LOOP;
        END LOOP;
    END
"""
# Nobody writes gaps meanwhile: whoever changes a row waits, some seconds for each hundred thousand people.
EVALUATE_ALL = f"""
    DECLARE rows_changed bigint;
    BEGIN
        {SERVICE}
        PERFORM pg_advisory_xact_lock(hashtext('gaps'));
        {writing(EVERY)};
        RETURN rows_changed;
    END
"""
DIFFERENCES = f"""
    BEGIN
        {SERVICE}
        RETURN QUERY {comparing(EVERY)};
    END
"""
# Cases are taken in order of their ids, so that two who change rows of the same person wait and do not lock each other.
# `changed` is the table whose rows are others than before, or nothing.
JUDGE = f"""
        PERFORM pg_advisory_xact_lock_shared(hashtext('gaps'));
        PERFORM pg_advisory_xact_lock(hashtextextended(a.id::text, 0)) FROM (
            SELECT unnest(affected) AS id ORDER BY 1) a WHERE cardinality(affected) <= 200;
        PERFORM gaps_evaluate(affected, {TODAY}, changed);
"""
# Another unit's cases are judged when a coordination or a hand-over of the person joins it with the acting one, never
# else: how long that takes, and what it locks, would tell that the other unit knows her.
ROWS_CHANGED = f"""
    DECLARE affected uuid[]; me uuid := access_any_unit();
    BEGIN
        IF unit <> me THEN
            persons := ARRAY(SELECT p FROM unnest(persons) p WHERE EXISTS (
                SELECT 1 FROM cases_coordination o
                  JOIN cases_coordinationcase ours ON ours.coordination_id = o.id AND ours.unit_id = me
                 WHERE o.person_id = p AND o.owner_unit_id = unit) OR EXISTS (
                SELECT 1 FROM cases_handover h WHERE h.person_id = p
                   AND ((h.owner_unit_id, h.to_unit_id) = (me, unit) OR (h.owner_unit_id, h.to_unit_id) = (unit, me))));
        END IF;
        SELECT array_agg(c.id) INTO affected FROM cases_case c
         WHERE c.person_id = ANY (persons) AND (c.owner_unit_id = unit OR c.id IN (
               SELECT theirs.case_id FROM cases_coordination o
                 JOIN cases_coordinationcase ours ON ours.coordination_id = o.id AND ours.unit_id = unit
                 JOIN cases_coordinationcase theirs ON theirs.coordination_id = o.id
                WHERE o.person_id = ANY (persons)));
        IF affected IS NULL OR me IS NULL THEN RETURN; END IF;
        {JUDGE}
    END
"""
# The units that a consent of the acting unit names, and its own; others' consents are no matter of this one.
CONSENT_CHANGED = f"""
    DECLARE affected uuid[]; me uuid := access_any_unit(); changed text := '';
    BEGIN
        SELECT array_agg(k.id) INTO affected FROM cases_case k
         WHERE k.person_id = person AND (k.owner_unit_id = me OR k.owner_unit_id IN (
               SELECT theirs.unit_id FROM consents_consent c JOIN consents_party theirs ON theirs.consent_id = c.id
                WHERE c.person_id = person AND (c.owner_unit_id = me OR EXISTS (
                      SELECT 1 FROM consents_party ours WHERE ours.consent_id = c.id AND ours.unit_id = me))
               UNION ALL
               SELECT c.owner_unit_id FROM consents_consent c
                 JOIN consents_party ours ON ours.consent_id = c.id AND ours.unit_id = me WHERE c.person_id = person));
        IF affected IS NULL OR me IS NULL THEN RETURN; END IF;
        {JUDGE}
    END
"""
UNIT_CHANGED = f"""
    DECLARE affected uuid[]; changed text := '';
    BEGIN
        SELECT array_agg(c.id) INTO affected FROM cases_case c
         WHERE c.owner_unit_id = unit AND c.watched_from IS NOT NULL;
        IF affected IS NULL OR access_any_unit() IS DISTINCT FROM unit THEN RETURN; END IF;
        {JUDGE}
    END
"""
DUE = f"""
    DECLARE affected uuid[]; total integer := 0;
    BEGIN
        {SERVICE}
        LOOP
            SELECT array_agg(a.case_id) INTO affected FROM (
                SELECT g.case_id FROM gaps_again g WHERE g.again_on <= as_of ORDER BY g.again_on LIMIT 1000) a;
            EXIT WHEN affected IS NULL;
            PERFORM gaps_evaluate(affected, as_of);
            total := total + cardinality(affected);
        END LOOP;
        RETURN total;
    END
"""
DIFFERENCE = """TABLE (unit uuid, in_case uuid, rule text, since date, should_since date, fires_on date,
    should_fire_on date)"""

#: What these were called with before.
BEFORE = "DROP FUNCTION IF EXISTS gaps_evaluate(uuid[], date), gaps_rows_changed(uuid, uuid[]);"
#: Planned once a connection: planning costs more than running, and the planner would do it anew for each array.
PLANNED = "SET plan_cache_mode = force_generic_plan"
ONE_PLAN = f"{PLANNED} SET jit = off SET timezone = 'Europe/Stockholm'"
#: For all cases every table is read once, from end to end; a wrong guess of the planner's must not make it a loop, nor
#: look a million rows up by index.
HASHED = f"""{ONE_PLAN} SET work_mem = '256MB' SET hash_mem_multiplier = 2
    SET enable_nestloop = off SET enable_mergejoin = off SET enable_indexscan = off SET enable_bitmapscan = off"""


def statements() -> list[str]:
    """In the order in which they are made."""
    made = [
        *definer(
            "gaps_evaluate(cases uuid[], as_of date, changed text DEFAULT '')",
            "void",
            EVALUATE,
            volatile=True,
        ),
        *definer("gaps_evaluate_all(as_of date)", "bigint", EVALUATE_ALL, volatile=True),
        *definer("gaps_evaluate_due(as_of date)", "integer", DUE, volatile=True),
        *definer("gaps_differences(as_of date)", DIFFERENCE, DIFFERENCES),
        *definer(
            "gaps_rows_changed(unit uuid, persons uuid[], changed text)", "void", ROWS_CHANGED, volatile=True
        ),
        *definer("gaps_consent_changed(person uuid)", "void", CONSENT_CHANGED, volatile=True),
        *definer("gaps_unit_changed(unit uuid)", "void", UNIT_CHANGED, volatile=True),
    ]
    return [
        BEFORE,
        WORKDAY,
        *(str(operation.sql) for operation in made),
        f"ALTER FUNCTION gaps_rows_changed(uuid, uuid[], text) {PLANNED};",
        f"ALTER FUNCTION gaps_consent_changed(uuid) {PLANNED};",
        f"ALTER FUNCTION gaps_unit_changed(uuid) {PLANNED};",
        f"ALTER FUNCTION gaps_evaluate(uuid[], date, text) {ONE_PLAN};",
        f"ALTER FUNCTION gaps_evaluate_all(date) {HASHED};",
        f"ALTER FUNCTION gaps_differences(date) {HASHED};",
    ]
