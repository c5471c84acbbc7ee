-- The next day on which something the unit may see begins or ends: until then the day changes nothing by itself.
SELECT n.case_id, min(n.next_on) AS again_on
  FROM (SELECT case_id, closed_on AS next_on FROM watched WHERE closed_on > as_of
        UNION ALL
        SELECT case_id, next_on FROM course WHERE next_on IS NOT NULL
        UNION ALL
        SELECT a.case_id, a.next_on FROM assigned a JOIN watched w ON w.case_id = a.case_id WHERE a.next_on IS NOT NULL
        {consented: UNION ALL
        SELECT case_id, CASE WHEN lower(period) > as_of THEN lower(period) ELSE upper(period) END
          FROM consents WHERE upper(period) > as_of
        UNION ALL
        SELECT case_id, CASE WHEN from_on > as_of THEN from_on ELSE until + 1 END FROM follow_ups}) n
 GROUP BY n.case_id
