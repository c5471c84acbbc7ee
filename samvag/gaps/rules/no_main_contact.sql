-- Nobody of the unit is main contact, since the last one ended (or left the unit) or the person came in.
SELECT n.case_id, n.unit_id, n.person_id, n.watched_from, 'no_main_contact', NULL::uuid,
       NULL::smallint, n.since, CASE WHEN n.next_from <= n.fires_on THEN NULL ELSE n.fires_on END,
       NULL::date, NULL::date, NULL::uuid, NULL::uuid, '', '', '{}'::jsonb
  FROM (SELECT h.case_id, h.unit_id, h.person_id, h.watched_from, b.next_from,
               greatest(h.watched_from, b.last_on) AS since,
               gaps_workday(greatest(h.watched_from, b.last_on), d.no_main_contact, false) AS fires_on
          FROM held h
          JOIN days d ON d.unit_id = h.unit_id
          LEFT JOIN (
               SELECT a.case_id,
                      max(least(upper(a.period), CASE WHEN NOT a.here THEN a.until END) - 1)
                          FILTER (WHERE lower(a.period) <= as_of) AS last_on,
                      min(lower(a.period)) FILTER (WHERE lower(a.period) > as_of) AS next_from
                 FROM assigned a WHERE a.role = 'MAIN' AND NOT a.now GROUP BY a.case_id) b ON b.case_id = h.case_id
         WHERE h.open AND h.main_id IS NULL) n
