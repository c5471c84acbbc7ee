-- What the rules found, with each rule's own urgency and days; never from before the person came in.
SELECT f.case_id, f.rule AS rule_id, f.unit_id AS owner_unit_id, f.person_id, f.subject,
       coalesce(f.urgency, r.urgency) AS urgency, f.since, greatest(f.fires_on, f.watched_from) AS fires_on,
       coalesce(f.due_on, greatest(f.fires_on, f.watched_from) + r.due_days) AS due_on, f.responsible_id,
       f.second_on, f.second_id, f.part, f.kind, f.why
  FROM found f
  JOIN gaps_rule r ON r.code = f.rule
 WHERE f.fires_on IS NOT NULL
