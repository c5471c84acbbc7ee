-- The assignments with what is known of those who have them. Who no longer works in the unit has the case no more.
SELECT a.case_id, a.staff_id, a.role, a.period, a.period @> as_of AND coalesce(c.here, false) AS now,
       coalesce(c.here, false) AS here, c.until, coalesce(c.away, false) AS away, c.cover_id,
       least(CASE WHEN lower(a.period) > as_of THEN lower(a.period)
                  WHEN upper(a.period) > as_of THEN upper(a.period) END,
             CASE WHEN coalesce(upper(a.period) > as_of, true) THEN c.next_on END) AS next_on
  FROM assignments a
  LEFT JOIN colleagues c ON c.unit_id = a.unit_id AND c.staff_id = a.staff_id
