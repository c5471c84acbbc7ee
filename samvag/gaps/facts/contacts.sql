-- Of an open case, one row: the latest contact, the latest attempt, and until when that contact lets other things carry.
-- Only who was reached counts as contact.
SELECT w.case_id, seen.reached_on, seen.tried_on, seen.reached_on + d.step_contact AS carries_to
  FROM watched w
  JOIN days d ON d.unit_id = w.unit_id
  LEFT JOIN (
       SELECT n.case_id, max(n."on") FILTER (WHERE n.reached) AS reached_on,
              max(n."on") FILTER (WHERE NOT n.reached) AS tried_on
         FROM (SELECT c.case_id, c."on", c.reached FROM cases_contact c WHERE {of c.case_id}
               {consented: UNION ALL
               SELECT s.case_id, c."on", c.reached FROM shared s JOIN cases_contact c ON c.person_id = s.person_id
                  AND c.owner_unit_id = s.owner_unit_id AND c.category = s.category}) n
        GROUP BY n.case_id) seen ON seen.case_id = w.case_id
 WHERE w.open
