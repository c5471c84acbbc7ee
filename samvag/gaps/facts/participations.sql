-- Participations that the unit may see, but for those registered by mistake. `last_on` is the last day, if known.
SELECT seen.case_id, seen.id, lower(seen.period) AS first_on, upper(seen.period) AS until,
       coalesce(upper(seen.period) - 1, seen.planned_end) AS last_on, coalesce(x.gone_on, false) AS gone_on
  FROM (SELECT w.case_id, p.id, p.period, p.planned_end, p.exit_reason
          FROM watched w JOIN cases_participation p ON p.case_id = w.case_id WHERE w.open
        UNION ALL
        SELECT s.case_id, p.id, p.period, p.planned_end, p.exit_reason FROM shared s
          JOIN cases_participation p ON p.person_id = s.person_id AND p.owner_unit_id = s.owner_unit_id
           AND p.category = s.category) seen
  LEFT JOIN exits x ON x.code = seen.exit_reason
 WHERE x.misregistered IS NOT TRUE
