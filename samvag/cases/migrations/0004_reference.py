"""Each unit's own running case number, a year at a time; the function takes the unit from the context."""

from django.db import migrations

from samvag.access.rls import RULES, TODAY, definer, sql

COUNTER = f"""
    CREATE TABLE cases_reference_counter (
        unit uuid NOT NULL REFERENCES agencies_unit (id), year integer NOT NULL, last integer NOT NULL,
        PRIMARY KEY (unit, year));
    REVOKE ALL ON cases_reference_counter FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE ON cases_reference_counter TO {RULES};
"""
NEXT = f"""
    DECLARE
        this_year integer := extract(year FROM {TODAY});
        number integer;
    BEGIN
        INSERT INTO cases_reference_counter AS c (unit, year, last) SELECT me.unit, this_year, 1 FROM access_context() me
            ON CONFLICT (unit, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO number;
        RETURN this_year || '-' || lpad(number::text, greatest(4, length(number::text)), '0');
    END
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_policies")]
    operations = [
        sql(COUNTER, "DROP TABLE cases_reference_counter;"),
        *definer("cases_next_reference()", "text", NEXT, volatile=True),
    ]
