-- A wait of the case: some days after what was promised; without a promise, on the day it is to be looked at again.
SELECT DISTINCT ON (p.case_id) p.case_id, p.unit_id, p.person_id, p.watched_from, 'wait', p.id, NULL::smallint,
       coalesce(p.promised_on, p.fires_on), p.fires_on, NULL::date, NULL::date, coalesce(o.staff_id, p.held_by), NULL::uuid,
       CASE WHEN o.staff_id IS NOT NULL THEN 'WAIT' ELSE p.part END,
       CASE WHEN p.promised_on IS NULL THEN 'review' ELSE '' END, '{}'::jsonb
  FROM (SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, h.responsible_id AS held_by, h.part,
               p.id, p.period, p.responsible_id, p.promised_on,
               CASE WHEN p.promised_on IS NOT NULL THEN gaps_workday(p.promised_on, d.wait_promised, true)
                    ELSE coalesce(p.review_on, lower(p.period) + d.wait_review) END AS fires_on
          FROM spells p
          JOIN held h ON h.case_id = p.case_id AND h.open
          JOIN days d ON d.unit_id = h.unit_id
         WHERE p.kind = 'WAIT' AND coalesce(upper(p.period) > as_of, true)) p
  LEFT JOIN assigned o ON o.case_id = p.case_id AND o.staff_id = nullif(p.responsible_id, p.held_by)
   AND o.now AND NOT o.away
 WHERE coalesce(p.fires_on < upper(p.period), true)
 ORDER BY p.case_id, p.fires_on, p.id
