-- What the spells say of a case, all in one: what goes on now, what has begun, what ended last, what ends when.
SELECT p.case_id,
       bool_or(p.period @> as_of AND p.kind = 'PAUSE') AS paused,
       bool_or(p.period @> as_of AND p.kind = 'WAIT') AS waits,
       bool_or(p.period @> as_of AND p.kind IN ('JOB', 'STUDY')) AS works,
       max(upper(p.period)) FILTER (WHERE p.kind <> 'PLACEMENT' AND upper(p.period) <= as_of) AS changed_on,
       bool_or(p.kind = 'WAIT' AND p.owned AND upper(p.period) IS NULL) AS owned_wait,
       max(upper(p.period) - 1) FILTER (WHERE p.kind = 'WAIT' AND p.owned) AS owned_wait_until,
       bool_or(upper(p.period) IS NULL AND (p.owned OR p.kind <> 'WAIT')) AS goes_on,
       max(upper(p.period) - 1) FILTER (WHERE p.owned OR p.kind <> 'WAIT') AS last_on,
       min(CASE WHEN lower(p.period) > as_of THEN lower(p.period)
                WHEN upper(p.period) > as_of THEN upper(p.period) END) AS next_on
  FROM spells p
 GROUP BY p.case_id
