-- Whose rows of which category the unit may see on the day, by a consent that names both, in a coordination that both
-- have joined and the giver has said yes to: the only rows of others that any rule reads. The same terms as
-- access_shared(), for the whole unit; what is shared by law alone, for a short time, is left out.
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
  JOIN agencies_unit here ON here.id = w.unit_id
  JOIN agencies_unit there ON there.id = giver.unit_id
 WHERE EXISTS (
       SELECT 1 FROM access_opens opens WHERE opens.consent = 'live' AND opens.reader = here.secrecy_regime
          AND opens.owner = there.secrecy_regime AND opens.category = k.category)
   AND NOT EXISTS (
       SELECT 1 FROM consents_block b WHERE b.person_id = w.person_id AND b.owner_unit_id = giver.unit_id
          AND b.lifted_at IS NULL AND (b.toward_id IS NULL OR b.toward_id = w.unit_id)
          AND (b.kinds = '{}' OR k.category = ANY (b.kinds)))
   AND (joined.unit_id = c.owner_unit_id OR joined.agreed_id = c.id OR EXISTS (
       SELECT 1 FROM consents_party gave
         JOIN consents_party took ON took.consent_id = gave.consent_id AND took.unit_id = w.unit_id AND took.receives
          AND took.withdrawn_at IS NULL
         JOIN consents_consentcategory said ON said.consent_id = gave.consent_id AND said.category = k.category
          AND said.withdrawn_at IS NULL
        WHERE gave.consent_id = joined.agreed_id AND gave.unit_id = joined.unit_id AND gave.gives
          AND gave.withdrawn_at IS NULL))
