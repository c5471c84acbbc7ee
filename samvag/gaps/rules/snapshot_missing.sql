-- Uppgifter at start or end are missing of a participation in the unit, the longest first; the dead are not asked.
SELECT DISTINCT ON (n.case_id) n.case_id, h.unit_id, h.person_id, h.watched_from, 'snapshot_missing', n.id, NULL::smallint,
       n.since, n.since + d.snapshot_missing, NULL::date, NULL::date, h.responsible_id, NULL::uuid, h.part, n.kind, '{}'::jsonb
  FROM (SELECT w.case_id, p.id, CASE WHEN entered.id IS NULL THEN '' ELSE 'EXIT' END AS kind,
               CASE WHEN entered.id IS NULL THEN greatest(lower(p.period), w.watched_from) ELSE upper(p.period) - 1 END AS since
          FROM participations p
          JOIN watched w ON w.case_id = p.case_id AND coalesce(upper(p.period) > w.watched_from, true)
          JOIN catalogue_intervention i ON i.id = p.intervention_id AND i.followup_method = 'PERSON'
          LEFT JOIN cases_snapshot entered ON entered.participation_id = p.id AND entered.moment = 'ENTRY'
          LEFT JOIN cases_snapshot exited ON exited.participation_id = p.id AND exited.moment = 'EXIT'
         WHERE (p.misregistered OR p.deceased) IS NOT TRUE
           AND (entered.id IS NULL OR (exited.id IS NULL AND upper(p.period) IS NOT NULL))) n
  JOIN held h ON h.case_id = n.case_id
  JOIN days d ON d.unit_id = h.unit_id
 ORDER BY n.case_id, n.since, n.kind, n.id
