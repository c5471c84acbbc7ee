"""How sure it is who has logged in stands in the signed context, and closes the categories that demand more.

The application signs it last; sealed, it stands first among what is said of the roles, as `level_2`. A person's own
context says nothing of it: no policy of a unit's rows knows her.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import RULES, definer, sql

asked = import_module("samvag.access.migrations.0003_asked_often")
person = import_module("samvag.access.migrations.0004_person")

TABLE = f"""
    CREATE TABLE access_demand (category text PRIMARY KEY, level int NOT NULL CHECK (level BETWEEN 1 AND 3));
    REVOKE ALL ON access_demand FROM PUBLIC;
    GRANT SELECT ON access_demand TO {RULES};
"""

# The seal is tried first: what nobody signed is not looked at.
NOW = {
    "coalesce(array_length(parts, 1), 0) <> 6": (
        "coalesce(array_length(parts, 1), 0) <> 7 OR parts[6] !~ '^[123]$'\n"
        "           OR access_seal(array_to_string(parts[1:6], '|')) IS DISTINCT FROM parts[7]"
    ),
    "\n           OR access_seal(facts) IS DISTINCT FROM parts[6]": "",
    "facts := facts || '|' || array_to_string(roles": (
        "facts := facts || '|' || CASE parts[1] WHEN 'person' THEN '' ELSE 'level_' || parts[6] || ',' END"
        " || array_to_string(roles"
    ),
}
ENTER = person.ENTER
for before, after in NOW.items():
    assert ENTER.count(before) == 1, before
    ENTER = ENTER.replace(before, after)

LEVEL = "substring(facts[6] FROM '^level_([123]),')::int"
ASSURED = f"ARRAY(SELECT d.category FROM access_demand d WHERE d.level <= {LEVEL})"


class Migration(migrations.Migration):
    dependencies = [("access", "0005_counting")]
    operations = [
        sql(TABLE, "DROP TABLE access_demand;"),
        *definer(
            "access_enter(context text)",
            "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
            ENTER,
            volatile=True,
            rows=1,
        ),
        *asked.of_context("access_assured", "text[]", ASSURED, "facts[1] <> 'person'"),
    ]
