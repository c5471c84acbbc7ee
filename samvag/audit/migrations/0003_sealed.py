"""One log of changes and reads, sealed in batches: edits and losses show, even those of the database's own master.

The random id that the log knows a person by stands in a map that nothing but the log's own functions read.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

from samvag.access.rls import APP, AUDIT, RULES, definer, forced, sql
from samvag.audit.hashing import BATCH_TEXT, ENTRY_TEXT

FILLED = """
    ALTER TABLE audit_entry ALTER xid SET DEFAULT pg_current_xact_id()::text::bigint,
        ALTER at SET DEFAULT clock_timestamp(), ALTER service SET DEFAULT '', ALTER detail SET DEFAULT '{}',
        ALTER subjects SET DEFAULT '{}';
    ALTER TABLE audit_subject ALTER subject SET DEFAULT gen_random_uuid();
"""
# What was logged before goes along in its order. The owner reads it, for which no policy may be forced.
MOVED = """
    ALTER TABLE audit_change NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE audit_read NO FORCE ROW LEVEL SECURITY;
    INSERT INTO audit_subject (person)
        SELECT person FROM audit_change WHERE person IS NOT NULL UNION SELECT unnest(persons) FROM audit_read;
    INSERT INTO audit_entry (at, staff, unit, action, object, object_id, subjects, detail)
        SELECT o.at, o.staff, o.unit, o.action, o.object, o.object_id,
               ARRAY(SELECT s.subject FROM audit_subject s WHERE s.person = ANY (o.persons) ORDER BY 1), o.detail
          FROM (SELECT at, staff, unit, verb AS action, subject AS object, subject_id AS object_id,
                       array_remove(ARRAY[person], NULL) AS persons, detail FROM audit_change
                 UNION ALL SELECT at, staff, unit, 'read', page, NULL, persons, '{}' FROM audit_read) o
         ORDER BY o.at;
"""
SUBJECTS = """
    DECLARE known uuid[] := ARRAY(SELECT s.subject FROM audit_subject s WHERE s.person = ANY (persons) ORDER BY 1);
    BEGIN
        IF cardinality(known) < cardinality(persons) THEN
            INSERT INTO audit_subject (person) SELECT p FROM unnest(persons) p ORDER BY 1 ON CONFLICT DO NOTHING;
            known := ARRAY(SELECT s.subject FROM audit_subject s WHERE s.person = ANY (persons) ORDER BY 1);
        END IF;
        RETURN known;
    END
"""
WRITE = """
    BEGIN
        INSERT INTO audit_entry (staff, service, unit, action, object, object_id, subjects, detail)
        SELECT me.staff, CASE me.kind WHEN 'service' THEN me.subject ELSE '' END, me.unit, {facts}
          FROM access_context() me;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
    END
"""
CHANGE = WRITE.format(facts="$1, $2, $3, audit_subjects(array_remove(ARRAY[$4], NULL)), $5")
READ = WRITE.format(facts="'read', $1, NULL, audit_subjects($2), '{}'")
# One at a time; below the oldest transaction that still runs, since what that writes may yet come in between. After a
# restore into another server transactions count from the beginning: what has no seal is then looked for one by one.
SEAL = f"""
    DECLARE
        b audit_batch; leaves bytea[]; since bigint; made bigint;
        till bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('audit_seal')) THEN RETURN; END IF;
        SELECT l.* INTO b FROM audit_batch l ORDER BY l.number DESC LIMIT 1;
        IF NOT FOUND THEN
            b := (0, now(), 0, 1, 0, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), '');
            b.head := sha256('\\x02'::bytea || convert_to({BATCH_TEXT}, 'UTF8') || b.root);
            INSERT INTO audit_batch SELECT b.*;
        END IF;
        since := CASE WHEN b.horizon <= till THEN b.horizon ELSE 0 END;
        INSERT INTO audit_seal (place, entry, leaf)
        SELECT b.first + b.count - 1 + row_number() OVER (ORDER BY e.xid, e.id), e.id,
               sha256('\\x00'::bytea || convert_to({ENTRY_TEXT}, 'UTF8'))
          FROM audit_entry e
         WHERE e.xid >= since AND e.xid < till
           AND (since > 0 OR NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry = e.id));
        GET DIAGNOSTICS made = ROW_COUNT;
        IF made > 0 THEN
            b.number := b.number + 1; b.sealed_at := clock_timestamp(); b.horizon := till;
            b.first := b.first + b.count; b.count := made;
            leaves := ARRAY(SELECT s.leaf FROM audit_seal s WHERE s.place >= b.first ORDER BY s.place);
            WHILE cardinality(leaves) > 1 LOOP
                leaves := ARRAY(
                    SELECT CASE count(*) WHEN 2 THEN sha256('\\x01'::bytea || string_agg(l.leaf, '' ORDER BY l.at))
                           ELSE (array_agg(l.leaf))[1] END
                      FROM unnest(leaves) WITH ORDINALITY l (leaf, at) GROUP BY (l.at - 1) / 2 ORDER BY (l.at - 1) / 2);
            END LOOP;
            b.root := leaves[1];
            b.head := sha256('\\x02'::bytea || b.head || convert_to({BATCH_TEXT}, 'UTF8') || b.root);
            INSERT INTO audit_batch SELECT b.*;
        END IF;
        RETURN QUERY SELECT b.number, b.first + b.count - 1, b.head, (SELECT l.head FROM audit_batch l WHERE l.number = 0);
    END
"""


def appended(table: str):
    """Written by the log's functions alone, read by them and by the installing role, changed by nobody."""
    return sql(f"""{forced(table)}
        REVOKE ALL ON {table} FROM {APP};
        GRANT SELECT, INSERT ON {table} TO {AUDIT};
        CREATE POLICY appended ON {table} FOR INSERT TO {AUDIT} WITH CHECK (true);
        CREATE POLICY read_by_the_log ON {table} FOR SELECT TO {AUDIT} USING (true);
        CREATE POLICY tried ON {table} FOR SELECT TO CURRENT_USER USING (true);""")


def unchanged(table: str):
    return sql(f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();""")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("access", "0003_asked_often")]
    operations = [
        migrations.CreateModel(
            "Subject",
            [
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("subject", models.UUIDField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            "Entry",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("xid", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("staff", models.UUIDField(null=True)),
                (
                    "service",
                    models.TextField(
                        help_text="The name of a job that acts; empty when it is somebody of the staff."
                    ),
                ),
                ("unit", models.UUIDField()),
                ("action", models.TextField(help_text="As step.create; read for a page.")),
                ("object", models.TextField(help_text="The kind of row, or the page.")),
                ("object_id", models.UUIDField(null=True)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("detail", models.JSONField(help_text="Nothing personal: codes, dates, counts.")),
            ],
            options={"indexes": [models.Index(fields=["xid", "id"], name="audit_entry_to_seal")]},
        ),
        migrations.CreateModel(
            "Seal",
            [
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField(unique=True)),
                ("leaf", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            "Batch",
            [
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("horizon", models.BigIntegerField()),
                ("first", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("head", models.BinaryField()),
            ],
        ),
        sql(FILLED),
        sql(MOVED),
        *(appended(table) for table in ("audit_subject", "audit_entry", "audit_seal", "audit_batch")),
        sql(f"DROP POLICY rules_read ON audit_subject; REVOKE ALL ON audit_subject FROM {RULES};"),
        sql("""CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN RAISE EXCEPTION 'the log is never changed'; END $body$;"""),
        *(unchanged(table) for table in ("audit_entry", "audit_seal", "audit_batch")),
        *definer(
            "audit_subjects(persons uuid[])", "uuid[]", SUBJECTS, volatile=True, owner=AUDIT, to=(AUDIT,)
        ),
        *definer(
            "audit_log_change(verb text, subject text, subject_id uuid, person uuid, detail jsonb)",
            "void",
            CHANGE,
            volatile=True,
            owner=AUDIT,
        ),
        *definer("audit_log_read(page text, persons uuid[])", "void", READ, volatile=True, owner=AUDIT),
        *definer(
            "audit_seal_new()",
            "TABLE (number bigint, entries bigint, head bytea, log bytea)",
            SEAL,
            volatile=True,
            rows=1,
            owner=AUDIT,
            to=(APP,),
        ),
        migrations.DeleteModel("Change"),
        migrations.DeleteModel("Read"),
    ]
