-- The cases' own participations.
SELECT p.case_id, p.id, p.period, p.planned_end, p.intervention_id, p.exit_reason, x.gone_on, x.misregistered, x.deceased
  FROM cases_participation p LEFT JOIN exits x ON x.code = p.exit_reason WHERE {of p.case_id}
