-- What fills the person's days: it carries without steps while somebody has contact every so many days.
SELECT a.case_id, max(a.first_on) AS began_on, max(a.until - 1) FILTER (WHERE a.until - 1 <= c.carries_to) AS carried_until,
       bool_or(a.until IS NULL OR a.until - 1 > c.carries_to) AS carries_on
  FROM (SELECT case_id, first_on, until FROM participations
        UNION ALL
        SELECT case_id, lower(period), upper(period) FROM spells WHERE kind IN ('PLACEMENT', 'JOB', 'STUDY')) a
  LEFT JOIN contacts c ON c.case_id = a.case_id
 GROUP BY a.case_id
