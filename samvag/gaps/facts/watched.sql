-- The cases to judge. One without `watched_from` came with past participations and raises nothing.
SELECT c.id AS case_id, c.owner_unit_id AS unit_id, c.person_id, c.watched_from, c.closed_on,
       (c.closed_on IS NULL OR c.closed_on > as_of) AS open
  FROM cases_case c
 WHERE c.watched_from IS NOT NULL AND {of c.id}
