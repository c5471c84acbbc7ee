"""Who has looked at somebody is told by every id she has had in the log; of a protected person, to the named few."""

from importlib import import_module

from django.db import migrations

from samvag.access.closed import closed_to_others
from samvag.access.rls import APP, AUDIT, definer, sql

before = import_module("samvag.rights.migrations.0003_by_a_units_card")

CHANGED = {
    "known uuid; own uuid;": "known uuid[] := audit_subjects_ever(about); own uuid;",
    "        SELECT s.subject INTO known FROM audit_subject s WHERE s.person = about;\n": "",
    "SELECT coalesce(e.grounds[array_position(e.subjects, known)], '') AS ground)": (
        "SELECT coalesce(max(e.grounds[array_position(e.subjects, k)]), '') AS ground FROM unnest(known) k)"
    ),
    "e.subjects @> ARRAY[known]": "e.subjects && known",
    "WHERE g.ground IN ('assigned', 'cover', 'unit', 'service'))": (
        "WHERE g.ground IN ('assigned', 'cover', 'unit', 'service'))\n"
        "            AND NOT EXISTS (SELECT 1 FROM access_closed() c WHERE c.person = about AND c.owner_unit = me.unit)"
    ),
}
LOOKED = before.LOOKED
for was, becomes in CHANGED.items():
    assert was in LOOKED
    LOOKED = LOOKED.replace(was, becomes)


class Migration(migrations.Migration):
    dependencies = [("rights", "0006_reviewing"), ("audit", "0005_rekeyed"), ("people", "0008_protected")]
    operations = [
        *closed_to_others("rights_withheldlooks"),
        sql(f"GRANT EXECUTE ON FUNCTION access_closed() TO {AUDIT};"),
        *definer(
            "rights_looked(about uuid, since date)",
            "TABLE (at timestamptz, who integer, unit uuid, action text, page text, ground text, times integer)",
            LOOKED,
            rows=100,
            owner=AUDIT,
            to=(APP,),
        ),
    ]
