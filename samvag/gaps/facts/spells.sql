-- Waits, placements, jobs, studies and pauses that the unit may see.
SELECT w.case_id, p.kind, p.period, p.responsible_id IS NOT NULL AS owned
  FROM watched w JOIN cases_spell p ON p.case_id {= w.case_id} WHERE w.open
UNION ALL
SELECT s.case_id, p.kind, p.period, p.responsible_id IS NOT NULL
  FROM shared s
  JOIN cases_spell p ON p.person_id = s.person_id AND p.owner_unit_id = s.owner_unit_id AND p.category = s.category
