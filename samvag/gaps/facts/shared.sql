-- Whose rows of which category the unit may see on the day, by a consent that names both, in a coordination that both
-- have joined: the only rows of others that any rule reads. The same terms as access_shared(), for the whole unit.
SELECT DISTINCT w.case_id, w.person_id, giver.unit_id AS owner_unit_id, k.category
  FROM watched w
  JOIN cases_coordinationcase mine ON mine.case_id = w.case_id AND mine.unit_id = w.unit_id AND mine.left_on IS NULL
  JOIN cases_coordination o ON o.id = mine.coordination_id AND o.person_id = w.person_id AND o.closed_on IS NULL
  JOIN consents_consent c ON c.coordination_id = o.id AND c.person_id = w.person_id
   AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> as_of
  JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id = w.unit_id AND taker.receives
   AND taker.withdrawn_at IS NULL
  JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id <> w.unit_id AND giver.gives
   AND giver.withdrawn_at IS NULL
  JOIN cases_coordinationcase joined ON joined.coordination_id = o.id AND joined.unit_id = giver.unit_id
   AND joined.case_id IS NOT NULL AND joined.left_on IS NULL
  JOIN consents_consentcategory k ON k.consent_id = c.id AND k.withdrawn_at IS NULL
