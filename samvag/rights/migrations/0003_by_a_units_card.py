"""Whoever came in with a code that went by a unit's card is told of no other unit's reads.

Which units have the same way to her, the floor that sends the codes says.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, AUDIT, definer, sql

before = import_module("samvag.rights.migrations.0002_looked")

LOOKED = (
    before.LOOKED.replace(
        "known uuid; own uuid;", "known uuid; own uuid; whole boolean := access_person_whole();"
    )
    .replace(
        "about::text THEN own := NULL;", "about::text THEN own := NULL; whole := coalesce(whole, false);"
    )
    .replace("own := me.unit;", "own := me.unit; whole := true;")
    .replace(
        "(own IS NULL OR e.unit = own)",
        "(own IS NULL OR e.unit = own) AND (whole OR e.unit IN (SELECT u.unit FROM access_person_units() u))",
    )
)


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_looked"), ("access", "0004_person"), ("outbox", "0002_policies")]
    operations = [
        sql(f"GRANT EXECUTE ON FUNCTION access_person_units() TO {AUDIT};"),
        sql(f"GRANT EXECUTE ON FUNCTION access_person_whole() TO {AUDIT};"),
        *definer(
            "rights_looked(about uuid, since date)",
            "TABLE (at timestamptz, who integer, unit uuid, action text, page text, ground text, times integer)",
            LOOKED,
            rows=100,
            owner=AUDIT,
            to=(APP,),
        ),
    ]
