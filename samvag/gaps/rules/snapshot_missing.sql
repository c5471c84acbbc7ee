-- Uppgifter at start or end are missing of a participation in the unit, the longest first; the dead are not asked.
WITH told AS (
    SELECT s.participation_id, bool_or(s.moment = 'ENTRY') AS at_start, bool_or(s.moment = 'EXIT') AS at_end
      FROM participations p JOIN cases_snapshot s ON s.participation_id = p.id
     GROUP BY s.participation_id
)
SELECT DISTINCT ON (n.case_id) n.case_id, h.unit_id, h.person_id, h.watched_from, 'snapshot_missing', n.id, NULL::smallint,
       n.since, n.since + d.snapshot_missing, NULL::date, NULL::date, h.responsible_id, NULL::uuid, h.part, n.kind, '{}'::jsonb
  FROM (SELECT w.case_id, p.id, CASE WHEN t.at_start THEN 'EXIT' ELSE '' END AS kind,
               CASE WHEN t.at_start THEN upper(p.period) - 1 ELSE greatest(lower(p.period), w.watched_from) END AS since
          FROM participations p
          JOIN watched w ON w.case_id = p.case_id AND coalesce(upper(p.period) > w.watched_from, true)
          JOIN catalogue_intervention i ON i.id = p.intervention_id AND i.followup_method = 'PERSON'
          LEFT JOIN told t ON t.participation_id = p.id
         WHERE (p.misregistered OR p.deceased) IS NOT TRUE
           AND (t.at_start IS NOT TRUE OR (t.at_end IS NOT TRUE AND upper(p.period) IS NOT NULL))) n
  JOIN held h ON h.case_id = n.case_id
  JOIN days d ON d.unit_id = h.unit_id
 ORDER BY n.case_id, n.since, n.kind, n.id
