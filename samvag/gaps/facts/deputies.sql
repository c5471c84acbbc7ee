-- One deputy a case: who is not away.
SELECT DISTINCT ON (case_id) case_id, staff_id
  FROM assigned
 WHERE role = 'DEPUTY' AND now AND NOT away
 ORDER BY case_id, lower(period), staff_id
