"""Every function that asked for roles by name asks how one stands in the unit, which the policy table says."""

from django.db import migrations

from samvag.access.rls import sql

NAMED = {
    "ARRAY['worker', 'manager', 'recipient']": "ARRAY['with_persons']",
    "ARRAY['manager', 'recipient']": "ARRAY['whole_unit']",
    "role IN ('worker', 'manager', 'recipient')": "role IN (SELECT w.role FROM access_standing w WHERE w.standing = 'with_persons')",
}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


said = "pg_get_functiondef(p.oid)"
for before, after in NAMED.items():
    said = f"replace({said}, {quoted(before)}, {quoted(after)})"
ASKED_BY_NAME = " OR ".join(f"position({quoted(text)} IN p.prosrc) > 0" for text in NAMED)
REPLACED = f"""
    DO $do$ DECLARE made text; BEGIN
        FOR made IN SELECT {said} FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND ({ASKED_BY_NAME})
        LOOP EXECUTE made; END LOOP;
    END $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_policy_table"),
        ("cases", "0017_opens"),
        ("consents", "0007_grounds_policies"),
        ("followup", "0001_aggregates"),
        ("gaps", "0005_versioned"),
        ("intake", "0004_versioned"),
        ("people", "0007_versioned"),
        ("audit", "0004_grounds"),
        ("rights", "0004_versioned"),
        ("outbox", "0003_versioned"),
    ]
    operations = [sql(REPLACED)]
