"""What a backup brought in from another server, where transactions count otherwise, is sealed once and never again.

There its transactions may have counted further than here. What is not sealed yet has then a number that is still to be
given out, which no transaction that we see can have; and what is sealed gets a number that comes again.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, AUDIT, definer

BEFORE = import_module("samvag.audit.migrations.0003_sealed").SEAL
CHANGED = {
    "b audit_batch;": "b audit_batch; upto bigint; next bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;",
    "INSERT INTO audit_seal (place": """upto := CASE WHEN since > 0 THEN till ELSE 9223372036854775807 END;
        INSERT INTO audit_seal (place""",
    "e.xid < till": "e.xid < upto AND (e.xid < till OR e.xid >= next)",
    "(since > 0 OR NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry = e.id))": (
        "NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry = e.id)"
    ),
}


def changed(body: str) -> str:
    for was, becomes in CHANGED.items():
        assert body.count(was) == 1, was
        body = body.replace(was, becomes)
    return body


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_rekeyed")]
    operations = definer(
        "audit_seal_new()",
        "TABLE (number bigint, entries bigint, head bytea, log bytea)",
        changed(BEFORE),
        volatile=True,
        rows=1,
        owner=AUDIT,
        to=(APP,),
    )
