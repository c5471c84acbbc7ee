-- The latest contact and the latest attempt. Only who was reached counts as contact.
SELECT seen.case_id, max(seen."on") FILTER (WHERE seen.reached) AS reached_on,
       max(seen."on") FILTER (WHERE NOT seen.reached) AS tried_on
  FROM (SELECT c.case_id, c."on", c.reached FROM cases_contact c WHERE {of c.case_id}
        UNION ALL
        SELECT s.case_id, c."on", c.reached FROM shared s JOIN cases_contact c ON c.person_id = s.person_id
           AND c.owner_unit_id = s.owner_unit_id AND c.category = s.category) seen
 GROUP BY seen.case_id
