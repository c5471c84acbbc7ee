-- An open case with all that its chain is judged by, one row. `ours`: nothing of others' is shared with the unit.
SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, h.responsible_id, h.part, d.no_step, d.contact,
       d.contact_wait, d.contact_work, d.contact_attempt, d.broken, d.broken_warning, {consented: s.case_id IS NULL; else: true} AS ours,
       c.reached_on, c.tried_on, c.carries_to, a.step_on, a.ahead_on, p.paused, p.waits, p.works, p.changed_on, p.owned_wait,
       p.owned_wait_until, p.began_on, p.carried_until, p.carries_on, p.goes_on, p.goes_on_until, p.chain_until, p.ended_on,
       p.gone_on
  FROM held h
  JOIN days d ON d.unit_id = h.unit_id
  {consented: LEFT JOIN (SELECT DISTINCT case_id FROM shared) s ON s.case_id = h.case_id}
  JOIN contacts c ON c.case_id = h.case_id
  LEFT JOIN ahead a ON a.case_id = h.case_id
  LEFT JOIN course p ON p.case_id = h.case_id
