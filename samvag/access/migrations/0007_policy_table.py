"""What the policies read of the policy table: how a role stands in its own unit, and what a consent opens to it.

Filled from `samvag.access.table` after each migration; the start-up check refuses when it says something else.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, RULES, definer, sql

level = import_module("samvag.access.migrations.0006_level")

TABLES = f"""
    CREATE TABLE access_standing (role text, standing text, PRIMARY KEY (role, standing));
    CREATE TABLE access_opens (consent text, reader text, owner text, category text, role text,
        PRIMARY KEY (consent, reader, owner, category, role));
    REVOKE ALL ON access_standing, access_opens FROM PUBLIC;
    GRANT SELECT ON access_standing, access_opens TO {APP}, {RULES};
"""

# How somebody stands is found once, when she enters, and sealed with her roles.
STANDING = """roles || coalesce((SELECT array_agg(DISTINCT s.standing) FROM access_standing s
            WHERE s.role = ANY (roles)), '{}')"""
ENTER = level.ENTER.replace("array_to_string(roles, ',')", f"array_to_string({STANDING}, ',')")
assert ENTER != level.ENTER


class Migration(migrations.Migration):
    dependencies = [("access", "0006_level")]
    operations = [
        sql(TABLES, "DROP TABLE access_standing, access_opens;"),
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
    ]
