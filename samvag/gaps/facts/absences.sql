-- Who is away from the unit on the day, who covers, and when the next absence begins or ends.
SELECT a.unit_id, a.staff_id, bool_or(a.period @> as_of) AS away,
       (array_agg(a.cover_id) FILTER (WHERE a.period @> as_of))[1] AS cover_id,
       min(CASE WHEN lower(a.period) > as_of THEN lower(a.period) ELSE upper(a.period) END) AS next_on
  FROM agencies_absence a
 WHERE (upper(a.period) IS NULL OR upper(a.period) > as_of)
   AND {few: (a.unit_id, a.staff_id) IN (SELECT unit_id, staff_id FROM assignments); all: true}
 GROUP BY a.unit_id, a.staff_id
