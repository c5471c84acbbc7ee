"""Why each person was shown, found by the database as the entry is written, and kept under the seal.

What makes a ground stands in the tables of upper floors: until they fill it in, none is known.
"""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from samvag.access.rls import APP, AUDIT, RULES, definer, sql

sealed = import_module("samvag.audit.migrations.0003_sealed")

UNKNOWN = "BEGIN RETURN QUERY SELECT p, 'unknown' FROM unnest(persons) p; END"
# Somebody whom the log has not met gets her random id first.
SUBJECTS = """
    DECLARE whose uuid[] := ARRAY(SELECT DISTINCT p FROM unnest(persons) p);
    BEGIN
        subjects := '{}'; grounds := '{}';
        IF cardinality(whose) = 0 THEN RETURN NEXT; RETURN; END IF;
        IF (SELECT count(*) FROM audit_subject s WHERE s.person = ANY (whose)) < cardinality(whose) THEN
            INSERT INTO audit_subject (person) SELECT p FROM unnest(whose) p ORDER BY 1 ON CONFLICT DO NOTHING;
        END IF;
        SELECT array_agg(s.subject ORDER BY s.subject), array_agg(g.ground ORDER BY s.subject) INTO subjects, grounds
          FROM access_grounds(whose) g JOIN audit_subject s ON s.person = g.person;
        RETURN NEXT;
    END
"""
WRITE = """
    BEGIN
        INSERT INTO audit_entry (staff, service, unit, action, object, object_id, subjects, grounds, detail)
        SELECT me.staff, CASE me.kind WHEN 'service' THEN me.subject WHEN 'person' THEN 'person' ELSE '' END, me.unit,
               {facts}, w.subjects, w.grounds, {detail}
          FROM access_context() me, audit_subjects({persons}) w;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
    END
"""
CHANGE = WRITE.format(facts="$1, $2, $3", persons="$4", detail="$5")
# What was handed out as a file is told from what was shown on a page.
READ = WRITE.format(
    facts="CASE $3 WHEN '' THEN 'read' ELSE 'export' END, $1, NULL",
    persons="$2",
    detail="CASE $3 WHEN '' THEN '{}'::jsonb ELSE jsonb_build_object('file', $3) END",
)
AS_MANY = """ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_ground_for_each
    CHECK (grounds IS NULL OR cardinality(grounds) = cardinality(subjects));"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_sealed")]
    operations = [
        migrations.AddField(
            "entry",
            "grounds",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                null=True,
                size=None,
                help_text="Why each of the subjects was shown, as the database found it; null from before it was kept.",
            ),
        ),
        sql(AS_MANY),
        migrations.AddIndex(
            "entry",
            django.contrib.postgres.indexes.GinIndex(fields=["subjects"], name="audit_entry_of_subject"),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["unit", "at"],
                include=["id", "staff"],
                condition=~models.Q(subjects=[]),
                name="audit_entry_of_unit",
            ),
        ),
        *definer(
            "access_grounds(persons uuid[])",
            "TABLE (person uuid, ground text)",
            UNKNOWN,
            rows=1,
            to=(RULES, AUDIT),
        ),
        sql("DROP FUNCTION audit_log_change(text, text, uuid, uuid, jsonb);"),
        sql("DROP FUNCTION audit_log_read(text, uuid[]);"),
        sql("DROP FUNCTION audit_subjects(uuid[]);"),
        *definer(
            "audit_subjects(persons uuid[])",
            "TABLE (subjects uuid[], grounds text[])",
            SUBJECTS,
            volatile=True,
            rows=1,
            owner=AUDIT,
            to=(AUDIT,),
        ),
        *definer(
            "audit_log_change(verb text, subject text, subject_id uuid, persons uuid[], detail jsonb)",
            "void",
            CHANGE,
            volatile=True,
            owner=AUDIT,
        ),
        *definer(
            "audit_log_read(page text, persons uuid[], file text DEFAULT '')",
            "void",
            READ,
            volatile=True,
            owner=AUDIT,
        ),
        *definer(
            "audit_seal_new()",
            "TABLE (number bigint, entries bigint, head bytea, log bytea)",
            sealed.SEAL,
            volatile=True,
            rows=1,
            owner=AUDIT,
            to=(APP,),
        ),
    ]
