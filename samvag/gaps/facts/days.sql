-- Each unit's numbers, one row a unit: its own values where it has decided, else the rules' defaults.
SELECT u.unit_id,
       max(n.days) FILTER (WHERE n.rule = 'no_main_contact') AS no_main_contact,
       max(n.days) FILTER (WHERE n.rule = 'main_contact_away') AS away_ill,
       max((n.more->>'leave')::int) FILTER (WHERE n.rule = 'main_contact_away') AS away_leave,
       max(n.days) FILTER (WHERE n.rule = 'no_step') AS no_step,
       max((n.more->>'contact')::int) FILTER (WHERE n.rule = 'no_step') AS step_contact,
       max(n.days) FILTER (WHERE n.rule = 'step_overdue') AS step_overdue,
       max(n.second_days) FILTER (WHERE n.rule = 'step_overdue') AS step_second,
       max(n.days) FILTER (WHERE n.rule = 'unanswered') AS unanswered,
       max(n.second_days) FILTER (WHERE n.rule = 'unanswered') AS unanswered_second,
       max(n.days) FILTER (WHERE n.rule = 'wait') AS wait_promised,
       max((n.more->>'review')::int) FILTER (WHERE n.rule = 'wait') AS wait_review,
       max(n.days) FILTER (WHERE n.rule = 'no_contact') AS contact,
       max((n.more->>'wait')::int) FILTER (WHERE n.rule = 'no_contact') AS contact_wait,
       max((n.more->>'work')::int) FILTER (WHERE n.rule = 'no_contact') AS contact_work,
       max((n.more->>'attempt')::int) FILTER (WHERE n.rule = 'no_contact') AS contact_attempt,
       max(n.days) FILTER (WHERE n.rule = 'broken_chain') AS broken,
       max((n.more->>'warning')::int) FILTER (WHERE n.rule = 'broken_chain') AS broken_warning,
       max(n.days) FILTER (WHERE n.rule = 'consent_ending') AS consent_ending,
       max(n.days) FILTER (WHERE n.rule = 'consent_withdrawn') AS consent_withdrawn,
       max(n.days) FILTER (WHERE n.rule = 'snapshot_missing') AS snapshot_missing,
       max(n.days) FILTER (WHERE n.rule = 'follow_up') AS follow_before,
       max((n.more->>'after')::int) FILTER (WHERE n.rule = 'follow_up') AS follow_after,
       max((n.more->>'attempts')::int) FILTER (WHERE n.rule = 'follow_up') AS follow_attempts,
       max(n.more->>'months') FILTER (WHERE n.rule = 'follow_up')::jsonb AS follow_months
  FROM ({few: SELECT DISTINCT unit_id FROM watched; all: SELECT id AS unit_id FROM agencies_unit}) u
 CROSS JOIN LATERAL (
       SELECT r.code AS rule, coalesce(v.days, r.days) AS days, coalesce(v.second_days, r.second_days) AS second_days,
              r.more || coalesce(v.more, '{}') AS more
         FROM gaps_rule r LEFT JOIN gaps_value v ON v.rule_id = r.code AND v.unit_id = u.unit_id) n
 GROUP BY u.unit_id
