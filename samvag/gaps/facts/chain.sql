-- An open case with all that its chain is judged by, one row. `ours`: nothing of others' is shared with the unit.
SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, h.responsible_id, h.part, d.no_step, d.contact, d.contact_wait,
       d.contact_work, d.contact_attempt, d.broken, d.broken_warning, s.case_id IS NULL AS ours,
       c.reached_on, c.tried_on, c.carries_to, greatest(st.last_on, m.last_on) AS step_on,
       greatest(st.ahead_on, m.ahead_on) AS ahead_on, p.paused, p.waits, p.works, p.changed_on, p.owned_wait,
       p.owned_wait_until, p.goes_on, p.last_on AS spells_until, a.began_on, a.carried_until, a.carries_on
  FROM held h
  JOIN days d ON d.unit_id = h.unit_id
  LEFT JOIN (SELECT DISTINCT case_id FROM shared) s ON s.case_id = h.case_id
  LEFT JOIN contacts c ON c.case_id = h.case_id
  LEFT JOIN steps st ON st.case_id = h.case_id
  LEFT JOIN meetings m ON m.case_id = h.case_id
  LEFT JOIN periods p ON p.case_id = h.case_id
  LEFT JOIN activities a ON a.case_id = h.case_id
 WHERE h.open
