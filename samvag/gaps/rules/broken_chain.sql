-- Glapp: the last intervention has ended and nothing has taken over; or it is to end, and nothing is planned after it.
-- Not when the person went on by herself, nor for what had ended before the person came in.
SELECT c.case_id, c.unit_id, c.person_id, c.watched_from, 'broken_chain', NULL::uuid,
       CASE WHEN l.ended THEN NULL ELSE 3 END::smallint, c.chain_until,
       CASE WHEN l.ended THEN greatest(c.chain_until + c.broken, c.ahead_on + 1)
            WHEN c.ahead_on > c.chain_until THEN NULL ELSE c.chain_until - c.broken_warning END,
       NULL::date, NULL::date, c.responsible_id, NULL::uuid, c.part,
       CASE WHEN l.ended AND c.ours THEN 'ours' WHEN l.ended THEN '' WHEN c.ours THEN 'warning ours' ELSE 'warning' END,
       '{}'::jsonb
  FROM chain c
 CROSS JOIN LATERAL (SELECT (c.ended_on = c.chain_until) IS TRUE AS ended) l
 WHERE c.chain_until >= c.watched_from AND c.chain_until < 'infinity' AND (c.gone_on = c.chain_until) IS NOT TRUE
   AND c.goes_on IS NOT TRUE AND (c.goes_on_until > c.chain_until) IS NOT TRUE
