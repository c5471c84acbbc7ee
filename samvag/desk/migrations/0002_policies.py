"""A saved filter is seen and kept by whoever saved it, in the unit where it was saved."""

from django.db import migrations

from samvag.access.rls import APP, forced, sql

MINE = "unit_id = (SELECT access_any_unit()) AND staff_id = (SELECT access_staff())"


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("access", "0001_context")]
    operations = [
        sql(f"""{forced("desk_savedfilter")}
        GRANT SELECT, INSERT, UPDATE, DELETE ON desk_savedfilter TO {APP};
        CREATE POLICY seen ON desk_savedfilter FOR SELECT TO {APP} USING ({MINE});
        CREATE POLICY added ON desk_savedfilter FOR INSERT TO {APP} WITH CHECK ({MINE});
        CREATE POLICY changed ON desk_savedfilter FOR UPDATE TO {APP} USING ({MINE}) WITH CHECK ({MINE});
        CREATE POLICY removed ON desk_savedfilter FOR DELETE TO {APP} USING ({MINE});""")
    ]
