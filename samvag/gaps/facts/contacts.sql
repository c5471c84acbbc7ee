-- The latest contact and the latest attempt: only who was reached counts as contact. And until when it carries what
-- fills the person's days.
SELECT seen.case_id, max(seen."on") FILTER (WHERE seen.reached) AS reached_on,
       max(seen."on") FILTER (WHERE NOT seen.reached) AS tried_on,
       max(seen."on" + seen.step_contact) FILTER (WHERE seen.reached) AS carries_to
  FROM (SELECT w.case_id, c."on", c.reached, w.step_contact
          FROM watched w JOIN cases_contact c ON c.case_id = w.case_id WHERE w.open
        UNION ALL
        SELECT s.case_id, c."on", c.reached, s.step_contact FROM shared s
          JOIN cases_contact c ON c.person_id = s.person_id AND c.owner_unit_id = s.owner_unit_id
           AND c.category = s.category) seen
 GROUP BY seen.case_id
