"""A list's cases take their running numbers in one step."""

from django.db import migrations

from samvag.access.rls import TODAY, definer

TAKE = f"""
    DECLARE
        this_year integer := extract(year FROM {TODAY});
        newest integer;
    BEGIN
        INSERT INTO cases_reference_counter AS c (unit, year, last)
        SELECT me.unit, this_year, how_many FROM access_context() me
            ON CONFLICT (unit, year) DO UPDATE SET last = c.last + how_many RETURNING c.last INTO newest;
        RETURN QUERY SELECT this_year || '-' || lpad(n::text, greatest(4, length(n::text)), '0')
          FROM generate_series(newest - how_many + 1, newest) n;
    END
"""
# Serves: the same participation never twice, also from lists; and what a list made, for undo.
ONCE = """
    CREATE UNIQUE INDEX cases_participation_same_start ON cases_participation
        (owner_unit_id, person_id, intervention_id, lower(period)) WHERE exit_reason <> 'MISREGISTERED';
    CREATE INDEX cases_participation_imported ON cases_participation (imported) WHERE imported IS NOT NULL;
    CREATE INDEX cases_case_imported ON cases_case (imported) WHERE imported IS NOT NULL;
    CREATE INDEX people_card_imported ON people_card (imported) WHERE imported IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_lists_may_overlap"), ("people", "0003_card_imported")]
    operations = [
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
        *definer("cases_take_references(how_many integer)", "SETOF text", TAKE, volatile=True, rows=1000),
    ]
