-- Until which day there is, or was, a meeting to look forward to; and the last one that is booked.
SELECT seen.case_id, max(least(seen.starts_at::date, seen.cancelled_at::date)) AS last_on,
       max(seen.starts_at::date) FILTER (WHERE seen.cancelled_at IS NULL) AS ahead_on
  FROM (SELECT w.case_id, m.starts_at, m.cancelled_at
          FROM watched w JOIN cases_meeting m ON m.case_id = w.case_id WHERE w.open
        UNION ALL
        SELECT s.case_id, m.starts_at, m.cancelled_at FROM shared s
          JOIN cases_meeting m ON m.person_id = s.person_id AND m.owner_unit_id = s.owner_unit_id
           AND m.category = s.category) seen
 GROUP BY seen.case_id
