"""What a page needs of the database, as one would ask for it by hand, without row-level security.

The same answers as Samväg's own queries give; a test compares their names.
"""

OWN = """(SELECT DISTINCT own.person_id AS person
    FROM cases_assignment held JOIN cases_case own ON own.id = held.case_id
    WHERE held.staff_id = %(staff)s AND held.owner_unit_id = %(unit)s AND held.period @> current_date)"""
PEOPLE = f"""
    SELECT c.id, c.given_name, c.family_name, c.protection, s.id, s.what, s.due_on, g.starts_at, l.last, m.name
      FROM {OWN} mine
      JOIN cases_case k ON k.person_id = mine.person AND k.owner_unit_id = %(unit)s AND k.closed_on IS NULL
      JOIN people_card c ON c.person_id = k.person_id AND c.owner_unit_id = k.owner_unit_id
      LEFT JOIN LATERAL (SELECT t.id, t.what, t.due_on FROM cases_step t WHERE t.case_id = k.id AND t.ended_on IS NULL
             ORDER BY t.due_on, t.id LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT b.starts_at FROM cases_meeting b WHERE b.case_id = k.id AND b.starts_at >= current_date
             AND b.cancelled_at IS NULL ORDER BY b.starts_at LIMIT 1) g ON true
      LEFT JOIN LATERAL (SELECT max(x."on") AS last FROM cases_contact x WHERE x.case_id = k.id AND x.reached) l ON true
      LEFT JOIN LATERAL (SELECT f.name FROM cases_assignment a JOIN agencies_staff f ON f.id = a.staff_id
             WHERE a.case_id = k.id AND a.role = 'MAIN' AND a.period @> current_date) m ON true
     ORDER BY c.sort_key, c.id LIMIT 51
"""
GAPS = """
    SELECT g.rule_id, g.since, g.due_on, g.why, g.urgency, c.id, c.given_name, c.family_name, h.name, s.what, w.title
      FROM gaps_gap g LEFT JOIN people_card c ON c.owner_unit_id = g.owner_unit_id AND c.person_id = g.person_id
      LEFT JOIN agencies_staff h ON h.id = g.responsible_id
      LEFT JOIN cases_step s ON g.rule_id = 'step_overdue' AND s.id = g.subject
      LEFT JOIN cases_spell w ON g.rule_id = 'wait' AND w.id = g.subject
     WHERE g.owner_unit_id = %(unit)s AND g.shows_on <= current_date AND {whose}
     ORDER BY g.urgency, g.shows_on LIMIT 100
"""
MEETINGS = """
    SELECT g.id, c.id, c.given_name, c.family_name, g.starts_at, g.ends_at, g.about, g.place, g.interpreter
      FROM cases_meeting g JOIN people_card c ON c.person_id = g.person_id AND c.owner_unit_id = g.owner_unit_id
     WHERE g.owner_unit_id = %(unit)s AND g.cancelled_at IS NULL AND g.starts_at >= current_date
       AND g.starts_at < current_date + 7
       AND EXISTS (SELECT 1 FROM cases_meetingparticipant p WHERE p.meeting_id = g.id AND p.staff_id = %(staff)s)
     ORDER BY g.starts_at, g.id LIMIT 60
"""
SAVED = """SELECT f.id, f.name, f.query FROM desk_savedfilter f
     WHERE f.staff_id = %(staff)s AND f.unit_id = %(unit)s AND f.page = 'start' ORDER BY f.name, f.id"""
SEARCH = """
    SELECT c.id, c.person_id, c.given_name, c.family_name, c.born, c.protection FROM people_card c
     WHERE {whose} (people_folded(%(q)s) <%% c.search OR c.search LIKE '%%' || people_folded(%(q)s) || '%%')
     ORDER BY word_similarity(people_folded(%(q)s), c.search) DESC, c.sort_key, c.id LIMIT 50
"""
OF_UNIT = "c.owner_unit_id = %(unit)s AND"
SUBJECT = """
    SELECT c.id, c.person_id, c.given_name, c.family_name, c.born, c.protection, c.phone, c.email, c.safe_channel,
           c.safe_detail, c.language, c.interpreter, c.access_needs, k.id, k.reference, k.opened_on, k.closed_on
      FROM people_card c
      LEFT JOIN cases_case k ON k.owner_unit_id = c.owner_unit_id AND k.person_id = c.person_id AND k.closed_on IS NULL
     WHERE c.id = %(card)s AND c.owner_unit_id = %(unit)s
"""
HAPPENED = """
    SELECT e.*, u.short, s.name FROM (
        SELECT 'CONTACT', r.id, r.owner_unit_id AS owner, r.created_by_id AS who, r."on" AS first, NULL::date AS last,
               r.line, r.channel FROM cases_contact r WHERE r.person_id = %(person)s
        UNION ALL SELECT 'NOTE', r.id, r.owner_unit_id, r.created_by_id, r.created_at::date, NULL, r.text, r.category
          FROM cases_note r WHERE r.person_id = %(person)s
        UNION ALL SELECT 'STEP', r.id, r.owner_unit_id, r.staff_id, r.due_on, r.ended_on, r.what, r.end_reason
          FROM cases_step r WHERE r.person_id = %(person)s
        UNION ALL SELECT 'MEETING', r.id, r.owner_unit_id, r.created_by_id, r.starts_at::date, NULL, r.about, r.form
          FROM cases_meeting r WHERE r.person_id = %(person)s
        UNION ALL SELECT 'PARTICIPATION', r.id, r.owner_unit_id, NULL, lower(r.period), upper(r.period), i.name,
               r.exit_reason
          FROM cases_participation r JOIN catalogue_intervention i ON i.id = r.intervention_id
         WHERE r.person_id = %(person)s
        UNION ALL SELECT 'SPELL', r.id, r.owner_unit_id, r.responsible_id, lower(r.period), upper(r.period), r.title,
               r.kind FROM cases_spell r WHERE r.person_id = %(person)s
        UNION ALL SELECT 'HANDOVER', r.id, r.owner_unit_id, r.answered_by_id, r.sent_on, r.answered_on, r.answer,
               r.state FROM cases_handover r WHERE r.person_id = %(person)s
      ) e JOIN agencies_unit u ON u.id = e.owner LEFT JOIN agencies_staff s ON s.id = e.who ORDER BY e.first, e.id
"""
CIRCLE = """
    SELECT a.role, a.period, f.name, f.phone, NULL FROM cases_assignment a JOIN cases_case k ON k.id = a.case_id
      JOIN agencies_staff f ON f.id = a.staff_id WHERE k.person_id = %(person)s AND k.owner_unit_id = %(unit)s
    UNION ALL
    SELECT t.role, t.period, f.name, f.phone, u.short FROM cases_coordination o
      JOIN cases_teammember t ON t.coordination_id = o.id JOIN agencies_unit u ON u.id = t.unit_id
      JOIN agencies_staff f ON f.id = t.staff_id WHERE o.person_id = %(person)s AND o.closed_on IS NULL
"""
LIVES_ON = """
    SELECT r.moment, p.period, l.source FROM cases_snapshot r JOIN cases_participation p ON p.id = r.participation_id
      JOIN cases_livelihood l ON l.snapshot_id = r.id WHERE r.person_id = %(person)s ORDER BY lower(p.period), r.id
"""
NOTE = """INSERT INTO cases_note (id, case_id, owner_unit_id, person_id, category, created_at, created_by_id,
        version, text)
    VALUES (%(id)s, %(case)s, %(unit)s, %(person)s, 'planning', now(), %(staff)s, 1, %(text)s)"""
STEP = """INSERT INTO cases_step (id, case_id, owner_unit_id, person_id, category, created_at, created_by_id,
        version, what, doer, staff_id, due_on, end_reason, end_note)
    VALUES (%(id)s, %(case)s, %(unit)s, %(person)s, 'planning', now(), %(staff)s, 1, %(what)s, 'STAFF', %(staff)s,
        %(due_on)s, '', '')"""
LOG = """INSERT INTO audit_entry (staff, unit, action, object, object_id, subjects)
    VALUES (%(staff)s, %(unit)s, 'create', 'row', %(id)s, ARRAY[%(person)s]::uuid[])"""
# Judging a case in one statement is what it takes, with or without policies: the same that Samväg asks after a step.
JUDGED = "SELECT gaps_evaluate(ARRAY[%(case)s]::uuid[], (now() AT TIME ZONE 'Europe/Stockholm')::date, 'cases_step')"

#: By page, in the order in which they are asked.
PAGES = {
    "start": {
        "people": PEOPLE,
        "watch": GAPS.format(whose="g.responsible_id = %(staff)s"),
        "meetings": MEETINGS,
        "saved": SAVED,
    },
    "search": {"hits": SEARCH.format(whose=f"{OF_UNIT} c.person_id IN {OWN} AND")},
    "search_unit": {"hits": SEARCH.format(whose=OF_UNIT)},
    "search_all": {"hits": SEARCH.format(whose="")},
    "person": {
        "subject": SUBJECT,
        "happened": HAPPENED,
        "circle": CIRCLE,
        "lives_on": LIVES_ON,
        "watch": GAPS.format(whose="g.person_id = %(person)s"),
    },
    "note": {"row": NOTE, "log": LOG},
    "step": {"row": STEP, "log": LOG},
    "step_judged": {"row": STEP, "log": LOG, "judged": JUDGED},
}
