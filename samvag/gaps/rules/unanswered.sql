-- What was sent and has not been answered on the day that the receiver promised; later also the managers'.
SELECT DISTINCT ON (h.case_id) h.case_id, h.unit_id, h.person_id, h.watched_from, 'unanswered', o.id, NULL::smallint,
       o.sent_on,
       gaps_workday(coalesce(o.answer_by - 1, o.sent_on), CASE WHEN o.answer_by IS NULL THEN d.unanswered ELSE 1 END, true),
       NULL::date, gaps_workday(o.sent_on, d.unanswered_second, true), h.responsible_id, NULL::uuid, h.part, '',
       jsonb_build_object('unit', o.to_unit_id, 'due', o.answer_by)
  FROM held h
  JOIN days d ON d.unit_id = h.unit_id
  JOIN cases_handover o ON o.case_id = h.case_id AND o.state = 'SENT'
 WHERE h.open
 ORDER BY h.case_id, o.answer_by, o.id
