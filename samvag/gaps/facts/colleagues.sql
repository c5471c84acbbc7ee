-- Whether they who have cases work with persons in the unit on the day, since when they do not, and the next change.
SELECT m.unit_id, m.staff_id, bool_or(m.period @> as_of AND s.active) AS here,
       max(upper(m.period)) FILTER (WHERE upper(m.period) <= as_of) AS until, coalesce(bool_or(a.away), false) AS away,
       (array_agg(a.cover_id))[1] AS cover_id,
       least(min(CASE WHEN lower(m.period) > as_of THEN lower(m.period)
                      WHEN upper(m.period) > as_of THEN upper(m.period) END), min(a.next_on)) AS next_on
  FROM agencies_membership m
  JOIN agencies_staff s ON s.id = m.staff_id
  LEFT JOIN absences a ON a.unit_id = m.unit_id AND a.staff_id = m.staff_id
 WHERE m.role IN (SELECT w.role FROM access_standing w WHERE w.standing = 'with_persons')
   AND {few: (m.unit_id, m.staff_id) IN (SELECT unit_id, staff_id FROM assignments); all: true}
 GROUP BY m.unit_id, m.staff_id
