-- What the periods say of a case, all in one row. What fills the days (`busy`) carries without steps while somebody has
-- contact. Of interventions: the last day, known or planned, of the last, of those ended, of those that nothing need follow.
SELECT p.case_id,
       bool_or(p.now AND p.kind = 'PAUSE') AS paused,
       bool_or(p.now AND p.kind = 'WAIT') AS waits,
       bool_or(p.now AND p.kind IN ('JOB', 'STUDY')) AS works,
       max(p.until) FILTER (WHERE p.until <= as_of AND p.kind NOT IN ('PLACEMENT', 'PARTICIPATION')) AS changed_on,
       bool_or(p.kind = 'WAIT' AND p.owned AND p.until IS NULL) AS owned_wait,
       max(p.ends_on) FILTER (WHERE p.kind = 'WAIT' AND p.owned) AS owned_wait_until,
       max(p.first_on) FILTER (WHERE p.busy) AS began_on,
       max(p.until - 1) FILTER (WHERE p.busy AND p.until - 1 <= p.carries_to) AS carried_until,
       bool_or(p.busy AND (p.until IS NULL OR p.until - 1 > p.carries_to)) AS carries_on,
       bool_or(p.owned AND p.until IS NULL AND p.kind <> 'PARTICIPATION') AS goes_on,
       max(p.ends_on) FILTER (WHERE p.owned AND p.kind <> 'PARTICIPATION') AS goes_on_until,
       max(coalesce(p.ends_on, 'infinity')) FILTER (WHERE p.kind = 'PARTICIPATION') AS chain_until,
       max(p.ends_on) FILTER (WHERE p.kind = 'PARTICIPATION' AND p.until <= as_of) AS ended_on,
       max(p.ends_on) FILTER (WHERE p.kind = 'PARTICIPATION' AND p.gone_on) AS gone_on,
       min(CASE WHEN p.first_on > as_of THEN p.first_on WHEN p.until > as_of THEN p.until END) AS next_on
  FROM (SELECT p.case_id, p.kind, p.first_on, p.until, p.owned, p.gone_on, coalesce(p.until - 1, p.planned_end) AS ends_on,
               p.first_on <= as_of AND coalesce(p.until > as_of, true) AS now,
               p.kind IN ('PARTICIPATION', 'PLACEMENT', 'JOB', 'STUDY') AS busy, c.carries_to
          FROM periods p JOIN contacts c ON c.case_id = p.case_id) p
 GROUP BY p.case_id
