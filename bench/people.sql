-- Made-up people for the benchmarks, :people of them in :units units, about ten events each, as lives tend to be: most have
-- contact, a step ahead and a main contact; one in ten is closed, one in ten is coordinated with the next unit by consent.
-- Every id is computed, so that rows find each other without being read; a unit looks the same however many there are.
-- The first eight workers of each unit have forty open cases each: theirs are the pages that are measured.
CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN md5(kind || number)::uuid;
CREATE FUNCTION pg_temp.word(words text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN split_part(words, ' ', 1 + (number % (1 + length(words) - length(replace(words, ' ', ''))))::int);
CREATE TEMP TABLE life AS
    SELECT i, n, u, w, pg_temp.id('person', i) AS person, pg_temp.id('case', i) AS kase, pg_temp.id('unit', u) AS unit,
           pg_temp.id('staff', u * 100 + w) AS staff, (current_date - 60 - (n * 7 % 330))::date AS opened,
           n % 10 = 3 AND w >= 8 AS closed, n % 10 = 4 AS joint, pg_temp.id('second', i) AS second,
           pg_temp.id('unit', v) AS other, pg_temp.id('staff', v * 100 + 10 + n % 15) AS their_staff
      FROM (SELECT i, i % :units AS u, i / :units AS n, (i - 1) / :units / 40 % 25 AS w, (i % :units + 1) % greatest(:units, 2) AS v
              FROM generate_series(1, :people) AS i) s;
ANALYZE life;

INSERT INTO agencies_association (id, name, made_up) VALUES (pg_temp.id('association', 1), 'Mätförbundet', true);
INSERT INTO agencies_agency (id, association_id, kind, name) VALUES (pg_temp.id('agency', 1), pg_temp.id('association', 1), 'KOMMUN', 'Mätkommun');
INSERT INTO agencies_unit (id, agency_id, name, short, branch, municipality, secrecy_regime, does, may, may_not, phone, email, answer_days)
    SELECT pg_temp.id('unit', u), pg_temp.id('agency', 1), 'Enhet ' || u, 'E' || u, 'AME', '', 'OSL', '', '', '', '', '', 5
      FROM generate_series(0, greatest(:units, 2) - 1) u;
INSERT INTO agencies_staff (id, name, title, phone, email, active)
    SELECT pg_temp.id('staff', u * 100 + w), 'Personal ' || u || ' ' || w, '', '', '', true
      FROM generate_series(0, greatest(:units, 2) - 1) u, generate_series(0, 26) w;
INSERT INTO agencies_membership (id, staff_id, unit_id, role, period)
    SELECT gen_random_uuid(), pg_temp.id('staff', u * 100 + w), pg_temp.id('unit', u),
           CASE w WHEN 25 THEN 'manager' WHEN 26 THEN 'recipient' ELSE 'worker' END, daterange('2020-01-01', NULL)
      FROM generate_series(0, greatest(:units, 2) - 1) u, generate_series(0, 26) w;
INSERT INTO agencies_absence (id, staff_id, unit_id, kind, period, cover_id)
    SELECT gen_random_uuid(), pg_temp.id('staff', u * 100 + 10 + w), pg_temp.id('unit', u), CASE w % 2 WHEN 0 THEN 'ILLNESS' ELSE 'LEAVE' END,
           daterange(current_date - 2 + w, current_date + 10 + w), CASE WHEN w < 3 THEN pg_temp.id('staff', u * 100 + 20) END
      FROM generate_series(0, greatest(:units, 2) - 1) u, generate_series(0, 4) w;

INSERT INTO people_identity (id, kind) SELECT person, 'NONE' FROM life;
INSERT INTO people_card (id, owner_unit_id, person_id, category, created_at, version, given_name, family_name, sex, protection,
        home_municipality, phone, email, address, safe_channel, safe_detail, letters_home, language, interpreter, access_needs)
    SELECT pg_temp.id('card', i), unit, person, 'contact', now(), 1, pg_temp.word(:given, n * 7 + u), pg_temp.word(:family, n * 5 + u), 'U',
           'INGEN', '', '070-000 00 00', '', '', '', '', true, '', false, '' FROM life
    UNION ALL
    SELECT pg_temp.id('card', -i), other, person, 'contact', now(), 1, pg_temp.word(:given, n * 7 + u), pg_temp.word(:family, n * 5 + u), 'U',
           'INGEN', '', '070-000 00 00', '', '', '', '', true, '', false, '' FROM life WHERE joint;
INSERT INTO cases_case (id, owner_unit_id, person_id, category, created_at, version, reference, opened_on, closed_on, close_reason,
        watched_from)
    SELECT kase, unit, person, 'planning', opened, 1, 'B-' || i, opened,
           CASE WHEN closed THEN current_date - (n * 3 % 50)::int END,
           CASE WHEN closed THEN 'COMPLETED_OTHER' ELSE '' END, opened FROM life
    UNION ALL
    SELECT second, other, person, 'planning', opened, 1, 'C-' || i, opened, NULL, '', opened
      FROM life WHERE joint;
INSERT INTO cases_assignment (id, case_id, owner_unit_id, staff_id, role, period, end_reason)
    SELECT gen_random_uuid(), kase, unit, staff, 'MAIN', daterange(opened, NULL), '' FROM life WHERE n % 50 <> 1
    UNION ALL
    SELECT gen_random_uuid(), kase, unit, pg_temp.id('staff', u * 100 + 10 + (w + 1) % 15), 'DEPUTY', daterange(opened, NULL), ''
      FROM life WHERE n % 5 = 1
    UNION ALL
    SELECT gen_random_uuid(), second, other, their_staff, 'MAIN',
           daterange(opened, NULL), '' FROM life WHERE joint;
INSERT INTO cases_contact (id, case_id, owner_unit_id, person_id, category, created_at, version, created_by_id, "on", channel, direction,
        reached, line)
    SELECT gen_random_uuid(), kase, unit, person, 'contact', now(), 1, staff,
           current_date - (k * 25 + n * 5 % 27 + CASE WHEN n % 9 = 0 THEN 30 ELSE 0 END)::int, 'PHONE', 'OUT',
           (n + k) % 6 <> 0, 'Pratade om hur det går och vad som kommer sedan' FROM life, generate_series(0, 3) k
    UNION ALL
    SELECT gen_random_uuid(), second, other, person, 'contact', now(), 1, their_staff,
           current_date - (n % 40)::int, 'PHONE', 'OUT', true, '' FROM life WHERE joint;
INSERT INTO cases_note (id, case_id, owner_unit_id, person_id, category, created_at, version, created_by_id, text)
    SELECT gen_random_uuid(), kase, unit, person, 'planning', now() - n % 50 * interval '1 day', 1, staff,
           'Vill gärna arbeta med händerna. Trivs bäst på förmiddagen och orkar tre dagar i veckan just nu.' FROM life;
INSERT INTO cases_step (id, case_id, owner_unit_id, person_id, category, created_at, version, what, doer, staff_id, due_on, ended_on,
        end_reason, end_note)
    SELECT gen_random_uuid(), kase, unit, person, 'planning', now(), 1, 'Ringa och boka', 'STAFF', staff,
           current_date - (20 + n % 60)::int, current_date - (18 + n % 60)::int, 'DONE', '' FROM life
    UNION ALL
    SELECT gen_random_uuid(), kase, unit, person, 'planning', now(), 1, 'Möte om praktik', 'STAFF', staff,
           current_date + (n % 31)::int - CASE WHEN n % 11 = 0 THEN 40 ELSE 0 END, NULL, '', '' FROM life WHERE n % 20 <> 5
    UNION ALL
    SELECT gen_random_uuid(), second, other, person, 'planning', now(), 1, 'Läkarbesök', 'PERSON',
           NULL, current_date + (n % 50)::int - 10, NULL, '', '' FROM life WHERE joint;
INSERT INTO cases_meeting (id, case_id, owner_unit_id, person_id, category, created_at, version, about, starts_at, ends_at, form, place,
        interpreter, interpreter_language, with_person, cancel_reason)
    SELECT pg_temp.id('meeting', i), kase, unit, person, 'planning', now(), 1, 'Uppföljning', current_date + (n % 90)::int - 70 + time '10:00',
           current_date + (n % 90)::int - 70 + time '11:00', 'PHYSICAL', '', 'NONE', '', true, '' FROM life;
INSERT INTO cases_meetingparticipant (id, meeting_id, staff_id, name, organisation)
    SELECT gen_random_uuid(), pg_temp.id('meeting', i), staff, '', '' FROM life;
INSERT INTO catalogue_intervention (id, unit_id, name, kind, followup_method, esf_financed, bead, description, draft)
    SELECT pg_temp.id('intervention', u), pg_temp.id('unit', u), 'Arbetsträning', 'INDIVIDUAL', 'PERSON', false, 'intervention', '', false
      FROM generate_series(0, greatest(:units, 2) - 1) u;
INSERT INTO cases_participation (id, case_id, owner_unit_id, person_id, category, created_at, version, intervention_id, period, planned_end,
        home_municipality, district, referrer, education, diploma, support_duration, exit_reason)
    SELECT pg_temp.id('participation', i), kase, unit, person, 'work', now(), 1, pg_temp.id('intervention', u),
           daterange(opened, CASE WHEN n % 3 = 0 THEN current_date - (n % 25)::int END),
           CASE WHEN n % 3 = 1 THEN current_date + (n % 200)::int END, '', '', '', '', '', '',
           CASE WHEN n % 3 <> 0 THEN '' WHEN n % 2 = 0 THEN 'COMPLETED_WORK' ELSE 'COMPLETED_OTHER' END FROM life;
INSERT INTO cases_snapshot (id, owner_unit_id, person_id, category, created_at, version, participation_id, moment, work_type, study_form)
    SELECT pg_temp.id('entry', i), unit, person, 'work', now(), 1, pg_temp.id('participation', i), 'ENTRY', '', '' FROM life WHERE n % 40 <> 7
    UNION ALL
    SELECT gen_random_uuid(), unit, person, 'work', now(), 1, pg_temp.id('participation', i), 'EXIT', '', '' FROM life WHERE n % 3 = 0 AND n % 9 <> 0;
INSERT INTO cases_livelihood (id, snapshot_id, owner_unit_id, source)
    SELECT gen_random_uuid(), pg_temp.id('entry', i), unit, 'EB' FROM life WHERE n % 40 <> 7;
INSERT INTO cases_spell (id, case_id, owner_unit_id, person_id, category, created_at, version, kind, title, period, percent, form,
        responsible_id, promised_on, review_on, end_reason)
    SELECT gen_random_uuid(), kase, unit, person, 'work', now(), 1, k.kind, 'Det som är',
           daterange(current_date - (n % 50)::int, CASE WHEN n % 7 = 0 THEN current_date + (n % 30)::int + 1 END), NULL, '',
           CASE k.kind WHEN 'WAIT' THEN staff END, CASE WHEN k.kind = 'WAIT' AND n % 40 = 0 THEN current_date + (n % 30)::int END,
           CASE k.kind WHEN 'WAIT' THEN current_date + (n % 60)::int END, ''
      FROM life, LATERAL (SELECT (ARRAY['WAIT', 'WAIT', 'JOB', 'STUDY', 'PLACEMENT', 'PAUSE'])[n % 8 + 1] AS kind) k
     WHERE k.kind IS NOT NULL;
INSERT INTO cases_coordination (id, owner_unit_id, person_id, category, created_at, version, purpose, opened_on, close_reason)
    SELECT pg_temp.id('coordination', i), unit, person, 'planning', now(), 1, 'Gemensam väg', opened, '' FROM life WHERE joint;
INSERT INTO cases_coordinationcase (id, coordination_id, unit_id, case_id, person_name, person_number, message, invited_on, left_reason, protection, agreed_id)
    SELECT gen_random_uuid(), pg_temp.id('coordination', i), unit, kase, '', '', '', opened, '', 'INGEN', NULL FROM life WHERE joint
    UNION ALL
    SELECT gen_random_uuid(), pg_temp.id('coordination', i), other, second, '', '', '', opened, '', 'INGEN', pg_temp.id('consent', i)
      FROM life WHERE joint;
INSERT INTO cases_teammember (id, coordination_id, unit_id, staff_id, role, period, end_reason)
    SELECT gen_random_uuid(), pg_temp.id('coordination', i), t.unit, t.staff, t.role, daterange(opened, NULL), ''
      FROM life, LATERAL (VALUES (unit, staff, 'MAIN'), (other, their_staff, 'MEMBER')) t (unit, staff, role) WHERE joint;
INSERT INTO consents_consent (id, owner_unit_id, person_id, category, created_at, version, kind, purpose, text_version, language,
        coordination_id, period, given_how, given_by, original_location, child_opinion, witnessed_by, refused, withdrawn_at, withdrawn_how)
    SELECT pg_temp.id('consent', i), unit, person, 'planning', now(), 1, 'INFO_EXCHANGE', 'Gemensam planering', '1', 'sv',
           pg_temp.id('coordination', i), daterange(opened, current_date + 10 + (n % 300)::int), 'SKRIFTLIGT', 'PERSON', '', '', '', false,
           CASE WHEN n % 200 = 4 THEN now() END, '' FROM life WHERE joint
    UNION ALL
    SELECT pg_temp.id('survey', i), unit, person, 'planning', now(), 1, 'SURVEY_CONTACT', 'Kontakt efter avslut', '1', 'sv', NULL,
           daterange(opened, current_date + 20 + (n % 700)::int), 'SKRIFTLIGT', 'PERSON', '', '', '', false, NULL, '' FROM life WHERE n % 10 IN (3, 6, 9);
INSERT INTO consents_party (id, consent_id, unit_id, gives, receives)
    SELECT gen_random_uuid(), pg_temp.id('consent', i), p.unit, true, true
      FROM life, LATERAL (VALUES (unit), (other)) p (unit) WHERE joint;
INSERT INTO consents_consentcategory (id, consent_id, category)
    SELECT gen_random_uuid(), pg_temp.id('consent', i), k FROM life, unnest(ARRAY['planning', 'contact', 'work']) k WHERE joint;
INSERT INTO cases_handover (id, case_id, owner_unit_id, person_id, category, created_at, version, to_unit_id, consent_id, person_name,
        person_number, message, sent_on, answer_by, state, reason, answer, protection)
    SELECT gen_random_uuid(), kase, unit, person, 'planning', now(), 1, other, pg_temp.id('consent', i), '', '', '',
           current_date - (n % 20)::int, current_date - (n % 20)::int + 7, 'SENT', '', '', 'INGEN' FROM life WHERE joint AND n % 100 = 14;
DROP TABLE life;
