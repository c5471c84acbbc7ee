-- Consents about the person that the unit may see: its own always, those of others that name it while they live.
-- One that has not begun yet is here for its date alone.
SELECT w.case_id, w.unit_id, c.id, c.kind, c.coordination_id, c.period, c.withdrawn_at, c.refused, true AS own,
       c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> as_of AS lives
  FROM watched w JOIN consents_consent c ON c.person_id = w.person_id AND c.owner_unit_id = w.unit_id
UNION ALL
SELECT w.case_id, w.unit_id, c.id, c.kind, c.coordination_id, c.period, NULL, false, false, c.period @> as_of
  FROM watched w
  JOIN consents_consent c ON c.person_id = w.person_id AND c.owner_unit_id <> w.unit_id
   AND c.withdrawn_at IS NULL AND NOT c.refused AND upper(c.period) > as_of
  JOIN consents_party p ON p.consent_id = c.id AND p.unit_id = w.unit_id AND p.withdrawn_at IS NULL
