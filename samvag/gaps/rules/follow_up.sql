-- The next follow-up after an intervention: from some days before its date to some days after, until somebody was reached.
-- Silent when attempts enough were made. (Only the consenting are among the follow-ups at all.)
WITH made AS (
    SELECT f.case_id, f.id, f.months, bool_or(c.reached) AS reached, count(*) FILTER (WHERE NOT c.reached) AS attempts
      FROM follow_ups f JOIN cases_contact c ON c.case_id = f.case_id AND c."on" BETWEEN f.from_on AND f.until
     WHERE f.from_on <= as_of
     GROUP BY f.case_id, f.id, f.months
)
SELECT DISTINCT ON (f.case_id) f.case_id, h.unit_id, h.person_id, h.watched_from, 'follow_up', f.id, NULL::smallint,
       f.due_on, f.from_on, f.until, NULL::date, h.responsible_id, NULL::uuid, h.part, '',
       jsonb_build_object('months', f.months, 'ended', f.ended_on)
  FROM follow_ups f
  JOIN held h ON h.case_id = f.case_id
  LEFT JOIN made m ON m.case_id = f.case_id AND m.id = f.id AND m.months = f.months
 WHERE m.reached IS NOT TRUE AND coalesce(m.attempts, 0) < f.follow_attempts
 ORDER BY f.case_id, f.due_on, f.id
