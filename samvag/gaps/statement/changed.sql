-- Where what is judged and what stands differ: one or the other is missing, or any of the facts is another.
SELECT j.*, s.case_id AS old_case_id, s.rule_id AS old_rule_id, s.owner_unit_id AS old_owner_unit_id,
       s.person_id AS old_person_id, s.subject AS old_subject, s.since AS old_since, s.fires_on AS old_fires_on,
       s.responsible_id AS old_responsible_id
  FROM judged j FULL JOIN (SELECT g.* FROM gaps_gap g WHERE {of g.case_id} AND {rules g.rule_id}) s ON s.case_id = j.case_id AND s.rule_id = j.rule_id
 WHERE j.case_id IS NULL OR s.case_id IS NULL
    OR (j.subject, j.urgency, j.since, j.fires_on, j.due_on, j.responsible_id, j.second_on, j.second_id, j.part, j.kind, j.why)
       IS DISTINCT FROM
       (s.subject, s.urgency, s.since, s.fires_on, s.due_on, s.responsible_id, s.second_on, s.second_id, s.part, s.kind, s.why)
