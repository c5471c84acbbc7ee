-- Steps and booked meetings: until which day there is, or was, one to look forward to; and the last that is still to come
-- or still not done.
SELECT seen.case_id, max(seen.last_on) AS step_on, max(seen.ahead_on) AS ahead_on
  FROM (SELECT p.case_id, coalesce(p.ended_on, p.due_on) AS last_on, CASE WHEN p.ended_on IS NULL THEN p.due_on END AS ahead_on
          FROM steps p
        UNION ALL
        SELECT m.case_id, least(m.starts_at, m.cancelled_at)::date,
               CASE WHEN m.cancelled_at IS NULL THEN m.starts_at::date END
          FROM cases_meeting m WHERE {of m.case_id}
        {consented: UNION ALL
        SELECT s.case_id, coalesce(p.ended_on, p.due_on), CASE WHEN p.ended_on IS NULL THEN p.due_on END
          FROM shared s JOIN cases_step p ON p.person_id = s.person_id
           AND p.owner_unit_id = s.owner_unit_id AND p.category = s.category
        UNION ALL
        SELECT s.case_id, least(m.starts_at, m.cancelled_at)::date,
               CASE WHEN m.cancelled_at IS NULL THEN m.starts_at::date END
          FROM shared s JOIN cases_meeting m ON m.person_id = s.person_id
           AND m.owner_unit_id = s.owner_unit_id AND m.category = s.category}) seen
 GROUP BY seen.case_id
