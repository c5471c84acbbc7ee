"""A list holds a whole unit's persons: only those who see the whole unit see it."""

from django.db import migrations

from samvag.access.rls import APP, definer, forced, sql, unit_table

WHOLE = "unit_id = (SELECT access_unit()) AND (SELECT access_whole_unit())"
UPLOAD = f"""{forced("intake_upload")}
    GRANT SELECT, INSERT, UPDATE, DELETE ON intake_upload TO {APP};
    CREATE POLICY whole_unit ON intake_upload TO {APP} USING ({WHOLE}) WITH CHECK ({WHOLE});
"""

# What the unit has already, so that the same list twice brings nothing new. Only for those who see the whole unit.
KNOWN = """
    BEGIN
        RETURN QUERY SELECT i.number, v.name, lower(p.period)
          FROM access_context() me
          JOIN cases_participation p ON p.owner_unit_id = me.unit
          JOIN people_identity i ON i.id = p.person_id AND i.number IS NOT NULL
          JOIN catalogue_intervention v ON v.id = p.intervention_id
         WHERE me.roles && ARRAY['manager', 'recipient'];
    END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("cases", "0010_many_references"),
        ("people", "0004_register_many"),
    ]
    operations = [
        sql(UPLOAD),
        *unit_table("intake_synonym", write="access_unit()"),
        *definer("intake_known()", "TABLE (number text, intervention text, start date)", KNOWN, rows=1000),
    ]
