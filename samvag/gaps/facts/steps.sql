-- Until which day there is, or was, a step; and the last day of those that are not done.
SELECT seen.case_id, max(coalesce(seen.ended_on, seen.due_on)) AS last_on,
       max(seen.due_on) FILTER (WHERE seen.ended_on IS NULL) AS ahead_on
  FROM (SELECT w.case_id, p.due_on, p.ended_on FROM watched w JOIN cases_step p ON p.case_id = w.case_id WHERE w.open
        UNION ALL
        SELECT s.case_id, p.due_on, p.ended_on FROM shared s
          JOIN cases_step p ON p.person_id = s.person_id AND p.owner_unit_id = s.owner_unit_id
           AND p.category = s.category) seen
 GROUP BY seen.case_id
