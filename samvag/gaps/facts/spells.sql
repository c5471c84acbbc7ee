-- The cases' own waits, placements, jobs, studies and pauses.
SELECT p.case_id, p.id, p.kind, p.period, p.responsible_id, p.promised_on, p.review_on
  FROM cases_spell p WHERE {of p.case_id}
