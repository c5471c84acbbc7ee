-- The case's own step that has been due the longest. In weeks 27–31 the days stand still when somebody outside does it.
-- First with whoever does it, if she has the case; then with the main contact.
SELECT s.case_id, h.unit_id, h.person_id, h.watched_from, 'step_overdue', s.id, NULL::smallint, s.due_on,
       greatest(f.day, s.due_on), NULL::date, CASE WHEN g.day < s.due_on THEN s.due_on ELSE g.day END,
       coalesce(o.staff_id, h.responsible_id), CASE WHEN o.staff_id IS NOT NULL THEN h.responsible_id END,
       CASE WHEN o.staff_id IS NOT NULL THEN 'DOER' ELSE h.part END, '', '{}'::jsonb
  FROM (SELECT DISTINCT ON (p.case_id) p.case_id, p.id, p.due_on, p.staff_id, p.doer IN ('UNIT', 'EXTERNAL') AS outside
          FROM steps p WHERE p.ended_on IS NULL ORDER BY p.case_id, p.due_on, p.id) s
  JOIN held h ON h.case_id = s.case_id AND h.open
  JOIN days d ON d.unit_id = h.unit_id
  LEFT JOIN assigned o ON o.case_id = s.case_id AND o.staff_id = nullif(s.staff_id, h.responsible_id)
   AND o.now AND NOT o.away
  LEFT JOIN codes_workday w ON w.day = s.due_on
  LEFT JOIN gaps_counted f ON f.rests = s.outside
   AND f.number = CASE WHEN s.outside THEN w.answer_number ELSE w.number END + d.step_overdue
  LEFT JOIN gaps_counted g ON g.rests = s.outside AND g.number = d.step_second
   + CASE WHEN o.staff_id IS NULL THEN NULL WHEN s.outside THEN w.answer_number ELSE w.number END
