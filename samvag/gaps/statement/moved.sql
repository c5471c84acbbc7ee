-- Cases whose next day of change is another than the one that stands.
SELECT coalesce(n.case_id, a.case_id) AS case_id, n.again_on, a.again_on AS old_again_on
  FROM again n FULL JOIN (SELECT g.* FROM gaps_again g WHERE {of g.case_id}) a ON a.case_id = n.case_id
 WHERE n.again_on IS DISTINCT FROM a.again_on
