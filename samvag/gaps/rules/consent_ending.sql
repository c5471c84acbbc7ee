-- The consent that runs out first and has not been renewed: same kind, same coordination. One for a coordination that
-- goes on stands until it is renewed; silent when the case ends before it, or the coordination has.
SELECT DISTINCT ON (h.case_id) h.case_id, h.unit_id, h.person_id, h.watched_from, 'consent_ending', k.id, NULL::smallint,
       k.ends_on, k.ends_on - d.consent_ending, k.ends_on, NULL::date, h.responsible_id, NULL::uuid, h.part, '', '{}'::jsonb
  FROM (SELECT DISTINCT ON (c.case_id, c.kind, c.coordination_id) c.case_id, c.coordination_id, c.id,
               upper(c.period) - 1 AS ends_on
          FROM consents c
         WHERE c.withdrawn_at IS NULL AND NOT c.refused AND (c.own OR c.lives)
         ORDER BY c.case_id, c.kind, c.coordination_id, upper(c.period) DESC, c.id) k
  JOIN held h ON h.case_id = k.case_id
  JOIN days d ON d.unit_id = h.unit_id
  LEFT JOIN cases_coordinationcase s ON s.coordination_id = k.coordination_id AND s.unit_id = h.unit_id AND s.left_on IS NULL
  LEFT JOIN cases_coordination o ON o.id = k.coordination_id AND (o.owner_unit_id = h.unit_id OR s.id IS NOT NULL)
 WHERE h.open AND coalesce(h.closed_on > k.ends_on, true)
   AND o.closed_on IS NULL AND (k.ends_on >= as_of OR o.id IS NOT NULL)
 ORDER BY h.case_id, k.ends_on, k.id
