"""Policies ask in the statement itself: what was tried once in a transaction is stamped, and not tried for each table.

With it the set of who is hidden from the one who acts, and where: the rows of protected persons that she is not named
for, and those that are restricted.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.kept import answered, forget, forgotten_with, kept
from samvag.access.rls import definer
from samvag.access.tried import ACTS, KEPT, facts, key, sequences, sets, stamp

asked = import_module("samvag.access.migrations.0003_asked_often")
standing = import_module("samvag.access.migrations.0007_policy_table")
rights = import_module("samvag.rights.migrations.0010_policies")

ENTERED = "RETURN NEXT;\n    END"
assert standing.ENTER.count(ENTERED) == 1
NOTHING_KEPT = " ".join(stamp(name, "0") for name in KEPT)
ENTER = standing.ENTER.replace(ENTERED, f"{stamp(ACTS)} {NOTHING_KEPT}\n        {ENTERED}")

PERSON = {"person": "uuid"}
PLACE = {**PERSON, "owner_unit": "uuid"}
SHARE = {**PLACE, "category": "text"}
# Unknown when nobody acts, as the sets that take away are: a context that is emptied in the middle of a statement must
# not open what it closed at the statement's beginning.
UNKNOWN = "IF access_facts() IS NULL THEN RETURN QUERY SELECT NULL::uuid, NULL::uuid; RETURN; END IF;"
RESTRICTED = rights.RESTRICTED.replace("BEGIN", f"BEGIN {UNKNOWN}", 1)
HIDDEN = """BEGIN RETURN QUERY SELECT c.person, c.owner_unit FROM access_closed_found() c
    UNION SELECT r.person, r.owner_unit FROM access_restricted() r; END"""


# A person's rows in my unit, by one key for both: see `samvag.access.narrowing`.
OWN = f"""BEGIN RETURN QUERY SELECT {key("p.person", "u.unit")} FROM access_people() p, access_unit() u (unit); END"""
# What says by a stamp what was tried: made anew whenever a stamp is made otherwise.
STAMPED = [
    *sequences(),
    *definer(
        "access_enter(context text)",
        "TABLE (staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb)",
        ENTER,
        volatile=True,
        rows=1,
    ),
    *answered("access_people", PERSON, rows=40),
    *kept("access_own", {"key": "text"}, OWN, rows=40),
    *answered("access_shared", SHARE, rows=20),
    *answered("access_coordinations", {"coordination": "uuid"}, rows=40),
    *answered("access_closed", PLACE, rows=20),
    *definer("access_restricted()", "TABLE (person uuid, owner_unit uuid)", RESTRICTED, rows=10),
    *kept("access_hidden", PLACE, HIDDEN, rows=20),
    *asked.of_context("access_no_staff", "boolean", "facts[1] <> 'staff'"),
    *facts(),
    *sets(),
]


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_pace"),
        ("cases", "0025_seen_by_others"),
        ("people", "0009_erasures_open"),
        ("rights", "0012_names_of_before"),
    ]
    operations = [*STAMPED, *forget(*KEPT), *forgotten_with("rights_restriction", "cases_handover")]
