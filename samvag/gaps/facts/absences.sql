-- Who is away from the unit on the day, who covers, and when the next absence begins or ends.
SELECT a.unit_id, a.staff_id, bool_or(a.period @> as_of) AS away,
       (array_agg(a.cover_id) FILTER (WHERE a.period @> as_of))[1] AS cover_id,
       min(CASE WHEN lower(a.period) > as_of THEN lower(a.period) ELSE upper(a.period) END) AS next_on
  FROM (SELECT DISTINCT unit_id, staff_id FROM assignments) n
  JOIN agencies_absence a ON a.unit_id = n.unit_id AND a.staff_id = n.staff_id
 WHERE upper(a.period) IS NULL OR upper(a.period) > as_of
 GROUP BY a.unit_id, a.staff_id
