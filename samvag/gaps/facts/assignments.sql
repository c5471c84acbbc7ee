-- Who has had, has and will have the case.
SELECT w.case_id, w.unit_id, a.staff_id, a.role, a.period
  FROM watched w
  JOIN cases_assignment a ON a.case_id {= w.case_id}
