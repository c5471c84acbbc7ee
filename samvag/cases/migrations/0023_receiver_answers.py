"""Whose case a hand-over is of is held when it is sent: who answers it asks nothing of another unit's case.

What was sent is not changed afterwards: only the answer's columns are granted (0007), and a trigger holds the rest for
the application. What takes a person's facts away, as protection and disposal do, is no answer (0018, 0022).
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, sql

HELD = f"""
    DROP POLICY of_own_cases_case ON cases_handover;
    CREATE POLICY of_own_cases_case ON cases_handover AS RESTRICTIVE FOR INSERT TO {APP}
        WITH CHECK (cases_case_is_of(case_id, owner_unit_id, person_id));
"""


disposed = import_module("samvag.cases.migrations.0022_handover_outlives_its_consent")
BEGINS = "AS $body$ BEGIN\n"
ONLY_ANSWER = disposed.ONLY_ANSWER.replace(
    BEGINS, f"{BEGINS}        IF current_user <> '{APP}' THEN RETURN NEW; END IF;\n", 1
)
assert APP in ONLY_ANSWER


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_handover_outlives_its_consent")]
    operations = [sql(HELD), sql(ONLY_ANSWER)]
