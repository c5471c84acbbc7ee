-- What goes on over time: participations (but for those registered by mistake), waits, placements, jobs, studies, pauses.
-- `owned` says whether it keeps the person from falling between two chairs.
SELECT p.case_id, p.kind, lower(p.period) AS first_on, upper(p.period) AS until, NULL::date AS planned_end,
       p.responsible_id IS NOT NULL OR p.kind <> 'WAIT' AS owned, false AS gone_on
  FROM spells p
UNION ALL
SELECT p.case_id, 'PARTICIPATION', lower(p.period), upper(p.period), p.planned_end, true, coalesce(p.gone_on, false)
  FROM participations p WHERE p.misregistered IS NOT TRUE
{consented: UNION ALL
SELECT s.case_id, p.kind, lower(p.period), upper(p.period), NULL, p.responsible_id IS NOT NULL OR p.kind <> 'WAIT', false
  FROM shared s JOIN cases_spell p ON p.person_id = s.person_id
           AND p.owner_unit_id = s.owner_unit_id AND p.category = s.category
UNION ALL
SELECT s.case_id, 'PARTICIPATION', lower(p.period), upper(p.period), p.planned_end, true, coalesce(x.gone_on, false)
  FROM shared s JOIN cases_participation p ON p.person_id = s.person_id
           AND p.owner_unit_id = s.owner_unit_id AND p.category = s.category
  LEFT JOIN exits x ON x.code = p.exit_reason
 WHERE x.misregistered IS NOT TRUE}
