-- For `samvag gaps check`: what stands and what it should be, nothing written.
SELECT coalesce(c.old_owner_unit_id, c.owner_unit_id), coalesce(c.old_case_id, c.case_id),
       coalesce(c.old_rule_id, c.rule_id), c.old_since, c.since, c.old_fires_on, c.fires_on
  FROM changed c
 UNION ALL
SELECT k.owner_unit_id, m.case_id, 'again_on', NULL, NULL, m.old_again_on, m.again_on
  FROM moved m JOIN cases_case k ON k.id = m.case_id
