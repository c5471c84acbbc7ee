-- The unit's own consent was withdrawn, whole or in part, and steps that shared by it are still open.
WITH outside AS (
    SELECT p.case_id, p.id, p.due_on, p.doer, p.unit_id, p.category
      FROM steps p WHERE p.ended_on IS NULL AND p.doer IN ('UNIT', 'EXTERNAL')
), sharing AS (
    SELECT c.case_id, c.own, c.lives, p.unit_id AS to_unit_id, p.receives, k.category,
           least(c.withdrawn_at, p.withdrawn_at, k.withdrawn_at)::date AS cut_on
      FROM consents c
      JOIN consents_party p ON p.consent_id = c.id AND p.unit_id <> c.unit_id
      JOIN consents_consentcategory k ON k.consent_id = c.id
     WHERE c.kind IN ('INFO_EXCHANGE', 'SIP', 'SCHOOL_HANDOVER') AND NOT c.refused
       AND c.case_id IN (SELECT o.case_id FROM outside o)
), remaining AS (
    SELECT t.case_id, t.id, t.due_on, s.cut_on
      FROM sharing s JOIN outside t ON t.case_id = s.case_id
       AND t.doer = 'UNIT' AND t.unit_id = s.to_unit_id AND t.category = s.category
     WHERE s.own AND s.cut_on IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM sharing l WHERE l.case_id = s.case_id AND l.to_unit_id = s.to_unit_id
              AND l.category = s.category AND l.lives AND l.receives AND l.cut_on IS NULL)
    UNION
    SELECT t.case_id, t.id, t.due_on, s.cut_on
      FROM sharing s JOIN outside t ON t.case_id = s.case_id AND t.doer = 'EXTERNAL'
     WHERE s.own AND s.cut_on IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM sharing l WHERE l.case_id = s.case_id AND l.lives AND l.cut_on IS NULL)
)
SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, 'consent_withdrawn', r.id, NULL::smallint, r.cut_on,
       r.cut_on + d.consent_withdrawn, NULL::date, NULL::date, h.responsible_id, NULL::uuid, h.part, '',
       jsonb_build_object('count', r.count)
  FROM (SELECT case_id, (array_agg(id ORDER BY due_on, id))[1] AS id, min(cut_on) AS cut_on, count(DISTINCT id) AS count
          FROM remaining GROUP BY case_id) r
  JOIN held h ON h.case_id = r.case_id AND h.open
  JOIN days d ON d.unit_id = h.unit_id
