"""Who keeps rights opens a protected person when she is among the named, as everybody else; and has a ground to read."""

from importlib import import_module

from django.db import migrations

from samvag.access.closed import closed_to_others
from samvag.access.rls import AUDIT, RULES, definer

before = import_module("samvag.rights.migrations.0010_policies")

grounds = import_module("samvag.rights.migrations.0002_looked")

ELSE = "            ELSE 'unknown' END;"
assert grounds.OTHER.count(ELSE) == 1
OTHER = grounds.OTHER.replace(ELSE, f"            WHEN known AND rights_unit() = unit THEN 'rights'\n{ELSE}")
RESTRICTED = "SELECT r.person, r.owner_unit FROM access_restricted() r"
CLOSED = f"{RESTRICTED} UNION ALL SELECT c.person, c.owner_unit FROM access_closed() c"
for text, times in ((before.WHOM, 1), (before.FIND, 2), (before.RECIPIENTS, 1)):
    assert text.count(RESTRICTED) == times
WHOM, FIND, RECIPIENTS = (
    text.replace(RESTRICTED, CLOSED) for text in (before.WHOM, before.FIND, before.RECIPIENTS)
)
ENTRIES = "WHERE s.person = whose\n"
assert before.LOOKS.count(ENTRIES) == 1
LOOKS = before.LOOKS.replace(
    ENTRIES,
    f"{ENTRIES}           AND (whose, rights_unit()) NOT IN (SELECT c.person, c.owner_unit FROM access_closed() c)\n",
)


class Migration(migrations.Migration):
    dependencies = [("rights", "0010_policies"), ("people", "0009_erasures_open")]
    operations = [
        *definer(
            "access_other_ground(about uuid, staff uuid, unit uuid, meets boolean, whole boolean)",
            "text",
            OTHER,
            to=(RULES,),
        ),
        *definer(
            "rights_whom(wanted uuid)",
            "TABLE (card uuid, person uuid, name text, number text, protection text)",
            WHOM,
            rows=1,
        ),
        *closed_to_others("rights_correction", "rights_extract", "rights_hold", "rights_restriction"),
        *definer("rights_find(wanted text)", "TABLE (card uuid)", FIND, rows=1),
        *definer(
            "rights_recipients(whose uuid)",
            "TABLE (what text, who text, on_day date, told text)",
            RECIPIENTS,
            rows=10,
        ),
        *definer(
            "rights_looks(whose uuid)",
            "TABLE (month text, readings bigint, acts bigint, staff bigint)",
            LOOKS,
            rows=20,
            owner=AUDIT,
        ),
    ]
