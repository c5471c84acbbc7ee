"""Counts leave the database, rows never do: the association sees figures of every unit and no person.

The scope comes from the context: the association's administrator counts all units of the association, a manager or
recipient the own unit; everybody else counts nothing. Protected persons and misregistered participations are left out.

Small counts are withheld by the program, which weighs a whole table (samvag.followup.disclosure). What leaves the
database is held to whole years and one dimension at a time, so that no narrow stretch of days singles anybody out.
"""

from django.db import migrations

from samvag.access.rls import definer

UNITS = """
    BEGIN
        RETURN QUERY
        SELECT me.unit FROM access_context() me WHERE me.roles && ARRAY['manager', 'recipient']
        UNION
        SELECT u.id FROM access_context() me
          JOIN agencies_unit own ON own.id = me.unit JOIN agencies_agency a ON a.id = own.agency_id
          JOIN agencies_agency every ON every.association_id = a.association_id
          JOIN agencies_unit u ON u.agency_id = every.id
         WHERE 'association' = ANY (me.roles);
    END
"""

WHOLE_YEAR = """
        IF (first_day, last_day) IS DISTINCT FROM (date_trunc('year', first_day::timestamp)::date,
            (date_trunc('year', first_day::timestamp) + interval '1 year')::date - 1) THEN
            RAISE insufficient_privilege USING MESSAGE = 'whole years only';
        END IF;
"""

# One row a finished participation, with its unit's card and its state at start and end.
FINISHED = """
    finished AS (
        SELECT p.id, i.name AS intervention, c.sex, p.home_municipality AS municipality, p.exit_reason
          FROM cases_participation p
          JOIN catalogue_intervention i ON i.id = p.intervention_id
          JOIN people_card c ON c.person_id = p.person_id AND c.owner_unit_id = p.owner_unit_id
         WHERE p.owner_unit_id IN (SELECT unit FROM followup_units())
           AND upper(p.period) - 1 BETWEEN first_day AND last_day
           AND p.exit_reason <> 'MISREGISTERED' AND c.protection = 'INGEN')
"""

# Every table is counted whole and split by one dimension at a time, so that tables cannot be subtracted cell by cell.
SPLIT = """CASE WHEN grouping(f.intervention) = 0 THEN 'intervention' WHEN grouping(f.sex) = 0 THEN 'sex'
                WHEN grouping(f.municipality) = 0 THEN 'municipality' ELSE 'all' END,
           coalesce(f.intervention, f.sex, f.municipality, '')"""

OCCUPATION = f"""
    BEGIN {WHOLE_YEAR}
        RETURN QUERY WITH {FINISHED}, states AS (
            SELECT f.*, m.moment, CASE
                WHEN s.works IS NULL AND s.studies IS NULL AND s.job_seeking IS NULL THEN 'MISSING'
                WHEN s.works THEN 'WORK' WHEN s.studies THEN 'STUDIES' WHEN s.job_seeking THEN 'SEEKING'
                ELSE 'OTHER' END AS state
              FROM finished f CROSS JOIN (VALUES ('ENTRY'), ('EXIT')) m (moment)
              LEFT JOIN cases_snapshot s ON s.participation_id = f.id AND s.moment = m.moment)
        SELECT {SPLIT}, f.moment, f.state, count(*)
          FROM states f
         GROUP BY GROUPING SETS ((), (f.intervention), (f.sex), (f.municipality)), f.moment, f.state;
    END
"""

LIVELIHOOD = f"""
    BEGIN {WHOLE_YEAR}
        RETURN QUERY WITH {FINISHED}, states AS (
            SELECT f.*, m.moment, coalesce(l.source, 'MISSING') AS state
              FROM finished f CROSS JOIN (VALUES ('ENTRY'), ('EXIT')) m (moment)
              LEFT JOIN cases_snapshot s ON s.participation_id = f.id AND s.moment = m.moment
              LEFT JOIN cases_livelihood l ON l.snapshot_id = s.id AND l.source <> 'UNK')
        SELECT {SPLIT}, f.moment, f.state, count(DISTINCT f.id)
          FROM states f
         GROUP BY GROUPING SETS ((), (f.intervention), (f.sex), (f.municipality)), f.moment, f.state;
    END
"""

HEADS = f"""
    BEGIN {WHOLE_YEAR}
        RETURN QUERY WITH {FINISHED}
        SELECT {SPLIT}, count(*) FROM finished f
         GROUP BY GROUPING SETS ((), (f.intervention), (f.sex), (f.municipality));
    END
"""

# To work or studies: the exit says so, or the state at the end does. The wait is from the case's opening to the start.
BOARD = f"""
    BEGIN {WHOLE_YEAR}
        RETURN QUERY
        SELECT i.name, count(*) FILTER (WHERE lower(p.period) BETWEEN first_day AND last_day),
               count(*) FILTER (WHERE upper(p.period) - 1 BETWEEN first_day AND last_day),
               count(*) FILTER (WHERE upper(p.period) - 1 BETWEEN first_day AND last_day AND (
                   p.exit_reason IN ('COMPLETED_WORK', 'COMPLETED_WORK_STUDY') OR s.works)),
               count(*) FILTER (WHERE upper(p.period) - 1 BETWEEN first_day AND last_day AND (
                   p.exit_reason IN ('COMPLETED_STUDY', 'COMPLETED_WORK_STUDY') OR s.studies)),
               count(*) FILTER (WHERE upper(p.period) - 1 BETWEEN first_day AND last_day AND (
                   p.exit_reason IN ('COMPLETED_WORK', 'COMPLETED_STUDY', 'COMPLETED_WORK_STUDY')
                   OR s.works OR s.studies)),
               percentile_cont(0.5) WITHIN GROUP (ORDER BY lower(p.period) - k.opened_on)
                   FILTER (WHERE lower(p.period) BETWEEN first_day AND last_day)
          FROM cases_participation p
          JOIN catalogue_intervention i ON i.id = p.intervention_id
          JOIN cases_case k ON k.id = p.case_id
          JOIN people_card c ON c.person_id = p.person_id AND c.owner_unit_id = p.owner_unit_id
          LEFT JOIN cases_snapshot s ON s.participation_id = p.id AND s.moment = 'EXIT'
         WHERE p.owner_unit_id IN (SELECT unit FROM followup_units())
           AND p.exit_reason <> 'MISREGISTERED' AND c.protection = 'INGEN'
           AND p.period && daterange(first_day, last_day, '[]')
         GROUP BY i.name;
    END
"""
DAYS = "first_day date, last_day date"
CELLS = "TABLE (split text, value text, moment text, state text, n bigint)"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cases", "0003_policies")]
    operations = [
        *definer("followup_units()", "TABLE (unit uuid)", UNITS, rows=20),
        *definer(f"followup_heads({DAYS})", "TABLE (split text, value text, n bigint)", HEADS),
        *definer(f"followup_occupation({DAYS})", CELLS, OCCUPATION),
        *definer(f"followup_livelihood({DAYS})", CELLS, LIVELIHOOD),
        *definer(
            f"followup_board({DAYS})",
            "TABLE (intervention text, started bigint, ended bigint, to_work bigint, to_studies bigint, "
            "to_either bigint, wait double precision)",
            BOARD,
        ),
    ]
