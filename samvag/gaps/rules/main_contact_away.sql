-- The main contact is away, or soon will be, and nobody covers: no cover is named and no deputy is there instead.
-- An illness that is over before its days are up never shows.
WITH uncovered AS MATERIALIZED (
    SELECT a.id, a.unit_id, a.staff_id, a.period,
           CASE a.kind WHEN 'LEAVE' THEN gaps_workday(lower(a.period), -d.away_leave, false)
                ELSE gaps_workday(lower(a.period), d.away_ill, false) END AS fires_on
      FROM agencies_absence a
      JOIN days d ON d.unit_id = a.unit_id
     WHERE a.cover_id IS NULL AND coalesce(upper(a.period) > as_of, true)
       AND {few: (a.unit_id, a.staff_id) IN (SELECT unit_id, main_id FROM held); all: true}
), away AS (
    SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, a.id, a.staff_id, a.period, a.fires_on
      FROM uncovered a
      JOIN held h ON h.unit_id = a.unit_id AND h.main_id = a.staff_id AND h.open
), replaced AS (
    SELECT w.case_id, w.id
      FROM away w
      JOIN assigned p ON p.case_id = w.case_id AND p.role = 'DEPUTY' AND p.here
       AND p.period @> greatest(lower(w.period), as_of)
      LEFT JOIN agencies_absence o ON o.unit_id = w.unit_id AND o.staff_id = p.staff_id AND o.cover_id IS NULL
       AND o.period && w.period
     WHERE o.id IS NULL
)
SELECT DISTINCT ON (w.case_id) w.case_id, w.unit_id, w.person_id, w.watched_from, 'main_contact_away', w.id,
       NULL::smallint, lower(w.period), w.fires_on, NULL::date, NULL::date, NULL::uuid, NULL::uuid, '', '',
       jsonb_build_object('staff', w.staff_id, 'last', upper(w.period) - 1)
  FROM away w
 WHERE coalesce(w.fires_on < upper(w.period), true)
   AND NOT EXISTS (SELECT 1 FROM replaced r WHERE r.case_id = w.case_id AND r.id = w.id)
 ORDER BY w.case_id, w.fires_on, w.id
