-- What is no longer so goes, what is new or another is written, and a gap that had shown and shows no more is remembered.
-- A postponement lasts as long as its cause.
gone AS (
    DELETE FROM gaps_gap g USING changed c
     WHERE c.case_id IS NULL AND g.case_id = c.old_case_id AND g.rule_id = c.old_rule_id
), written AS (
    INSERT INTO gaps_gap AS g (case_id, rule_id, owner_unit_id, person_id, subject, urgency, since, fires_on, due_on,
           responsible_id, second_on, second_id, part, kind, why)
    SELECT case_id, rule_id, owner_unit_id, person_id, subject, urgency, since, fires_on, due_on,
           responsible_id, second_on, second_id, part, kind, why
      FROM changed WHERE case_id IS NOT NULL
    ON CONFLICT (case_id, rule_id) DO UPDATE
       SET subject = excluded.subject, urgency = excluded.urgency, since = excluded.since, fires_on = excluded.fires_on,
           due_on = excluded.due_on, responsible_id = excluded.responsible_id, second_on = excluded.second_on,
           second_id = excluded.second_id, part = excluded.part, kind = excluded.kind, why = excluded.why,
           postponed_until = CASE WHEN (g.since, g.subject) IS NOT DISTINCT FROM (excluded.since, excluded.subject)
                                  THEN g.postponed_until END,
           postponed_times = CASE WHEN (g.since, g.subject) IS NOT DISTINCT FROM (excluded.since, excluded.subject)
                                  THEN g.postponed_times ELSE 0 END
), remembered AS (
    INSERT INTO gaps_closed (owner_unit_id, case_id, person_id, rule_id, since, fired_on, closed_on, responsible_id)
    SELECT c.old_owner_unit_id, c.old_case_id, c.old_person_id, c.old_rule_id, c.old_since, c.old_fires_on, as_of,
           c.old_responsible_id
      FROM changed c
     WHERE c.old_fires_on <= as_of
       AND (c.case_id IS NULL OR c.fires_on > as_of OR c.subject IS DISTINCT FROM c.old_subject)
){again: , once AS (
    DELETE FROM gaps_again a USING moved m WHERE m.again_on IS NULL AND a.case_id = m.case_id
), anew AS (
    INSERT INTO gaps_again AS a (case_id, again_on) SELECT case_id, again_on FROM moved WHERE again_on IS NOT NULL
    ON CONFLICT (case_id) DO UPDATE SET again_on = excluded.again_on
)}
SELECT count(*) INTO rows_changed FROM changed
