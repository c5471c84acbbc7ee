-- The next follow-up after an intervention: from some days before its date to some days after, until somebody was reached.
-- Silent without consent to contact afterwards, and when attempts enough were made.
SELECT DISTINCT ON (f.case_id) f.case_id, h.unit_id, h.person_id, h.watched_from, 'follow_up', f.id, NULL::smallint,
       f.due_on, f.from_on, f.until, NULL::date, h.responsible_id, NULL::uuid, h.part, '', jsonb_build_object('months', f.months, 'ended', f.ended_on)
  FROM (SELECT f.case_id, f.id, f.months, f.ended_on, f.due_on, f.from_on, f.until, f.follow_attempts,
               coalesce(bool_or(c.reached), false) AS reached, count(*) FILTER (WHERE NOT c.reached) AS attempts
          FROM follow_ups f
          LEFT JOIN cases_contact c ON c.case_id = f.case_id AND c."on" BETWEEN f.from_on AND f.until
         GROUP BY f.case_id, f.id, f.months, f.ended_on, f.due_on, f.from_on, f.until, f.follow_attempts) f
  JOIN held h ON h.case_id = f.case_id
 WHERE NOT f.reached AND f.attempts < f.follow_attempts
 ORDER BY f.case_id, f.due_on, f.id
