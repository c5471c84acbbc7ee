-- Nothing is ahead: no step, no booked meeting, no wait with somebody responsible. What fills the person's days
-- carries alone only while somebody has contact; when that is kept up to its end, the days count from there.
SELECT c.case_id, c.unit_id, c.person_id, c.watched_from, 'no_step', NULL::uuid, NULL::smallint, l.last_on,
       CASE WHEN c.owned_wait THEN NULL
            ELSE greatest(l.last_on + c.no_step, CASE WHEN c.carries_on THEN c.carries_to + 1 END) END,
       NULL::date, NULL::date, c.responsible_id, NULL::uuid, c.part, CASE WHEN c.ours THEN 'ours' ELSE '' END,
       '{}'::jsonb
  FROM chain c
 CROSS JOIN LATERAL (
       SELECT greatest(c.watched_from, c.step_on, c.owned_wait_until, c.began_on, c.carried_until) AS last_on) l
