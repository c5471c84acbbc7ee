-- Nobody has reached the person. Longer in a wait, longest in a job or studies, never in a pause; when one of these has
-- ended the shorter time holds from there, and an attempt defers.
SELECT c.case_id, c.unit_id, c.person_id, c.watched_from, 'no_contact', NULL::uuid, NULL::smallint,
       greatest(c.reached_on, c.watched_from),
       CASE WHEN c.paused THEN NULL
            ELSE greatest(greatest(c.reached_on, c.watched_from) + CASE WHEN c.works THEN c.contact_work
                              WHEN c.waits THEN c.contact_wait ELSE c.contact END,
                          c.tried_on + c.contact_attempt, c.changed_on) END,
       NULL::date, NULL::date, c.responsible_id, NULL::uuid, c.part,
       CASE WHEN c.reached_on IS NULL AND c.ours THEN 'never ours' WHEN c.reached_on IS NULL THEN 'never'
            WHEN c.ours THEN 'ours' ELSE '' END, '{}'::jsonb
  FROM chain c
