-- Glapp: an intervention has ended and nothing has taken over; or is to end, and nothing is planned after it.
-- Not when the person went on by herself, nor for what had ended before the person came in.
SELECT l.case_id, c.unit_id, c.person_id, c.watched_from, 'broken_chain', l.id,
       CASE WHEN l.ended THEN NULL ELSE 3 END::smallint, l.last_on,
       CASE WHEN l.ended THEN greatest(l.last_on + c.broken, c.ahead_on + 1)
            WHEN c.ahead_on > l.last_on THEN NULL ELSE l.last_on - c.broken_warning END,
       NULL::date, NULL::date, c.responsible_id, NULL::uuid, c.part,
       CASE WHEN l.ended AND c.ours THEN 'ours' WHEN l.ended THEN '' WHEN c.ours THEN 'warning ours' ELSE 'warning' END,
       '{}'::jsonb
  FROM (SELECT DISTINCT ON (p.case_id) p.case_id, p.id, p.last_on, p.gone_on, coalesce(p.until <= as_of, false) AS ended
          FROM participations p
         ORDER BY p.case_id, p.last_on DESC NULLS FIRST, p.gone_on DESC, p.until <= as_of DESC NULLS LAST, p.id) l
  JOIN chain c ON c.case_id = l.case_id
 WHERE l.last_on >= c.watched_from AND NOT l.gone_on
   AND c.goes_on IS NOT TRUE AND (c.spells_until > l.last_on) IS NOT TRUE
