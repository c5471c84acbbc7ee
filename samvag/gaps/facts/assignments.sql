-- Who has had, has and will have the case.
SELECT a.case_id, a.owner_unit_id AS unit_id, a.staff_id, a.role, a.period FROM cases_assignment a WHERE {of a.case_id}
