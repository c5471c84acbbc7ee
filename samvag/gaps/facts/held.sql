-- Who is responsible for what nobody else is: the main contact; who covers for her, or the deputy, while she is away.
SELECT w.case_id, w.unit_id, w.person_id, w.watched_from, w.closed_on, w.open, m.staff_id AS main_id,
       CASE WHEN NOT m.away THEN m.staff_id ELSE coalesce(m.cover_id, d.staff_id, m.staff_id) END AS responsible_id,
       CASE WHEN NOT m.away THEN 'MAIN' WHEN m.cover_id IS NOT NULL THEN 'COVER'
            WHEN d.staff_id IS NOT NULL THEN 'DEPUTY' WHEN m.staff_id IS NOT NULL THEN 'MAIN' ELSE '' END AS part
  FROM watched w
  LEFT JOIN assigned m ON m.case_id = w.case_id AND m.role = 'MAIN' AND m.now
  LEFT JOIN deputies d ON d.case_id = w.case_id
