-- The follow-ups of what has ended in the unit that are ahead or due, none of a day long past; and only of those who
-- consent, now, to be contacted afterwards.
SELECT f.case_id, f.id, f.ended_on, f.months, f.due_on, f.due_on - f.follow_before AS from_on,
       f.due_on + f.follow_after AS until, f.follow_attempts
  FROM (SELECT e.*, n.months, (e.ended_on + make_interval(months => n.months))::date AS due_on
          FROM (SELECT w.case_id, p.id, upper(p.period) - 1 AS ended_on, d.follow_before, d.follow_after, d.follow_attempts,
                       d.follow_months
                  FROM participations p
                  JOIN watched w ON w.case_id = p.case_id AND upper(p.period) > w.watched_from
                  JOIN days d ON d.unit_id = w.unit_id
                 WHERE (p.misregistered OR p.deceased) IS NOT TRUE AND w.case_id IN (
                       SELECT k.case_id FROM consents k WHERE k.own AND k.lives AND k.kind = 'SURVEY_CONTACT')) e
         CROSS JOIN LATERAL (SELECT m::int AS months FROM jsonb_array_elements_text(e.follow_months) m) n) f
 WHERE f.due_on + f.follow_after >= as_of
