-- The cases' own steps.
SELECT p.case_id, p.id, p.category, p.due_on, p.ended_on, p.doer, p.staff_id, p.unit_id FROM cases_step p WHERE {of p.case_id}
