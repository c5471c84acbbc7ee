"""Somebody who is marked as protected gets a new random id in the log. What the log says is never touched (ADR 0007):
who reads it lawfully finds the ids that she had before in a list of their own; an extract that has spread follows
nobody any further.
"""

from django.db import migrations, models

from samvag.access.rls import APP, AUDIT, RULES, definer, forced, sql

FORMER = f"""{forced("audit_formersubject")}
    DROP POLICY rules_read ON audit_formersubject;
    REVOKE ALL ON audit_formersubject FROM {APP}, {RULES};
    GRANT SELECT, INSERT, DELETE ON audit_formersubject TO {AUDIT};
    GRANT UPDATE (subject) ON audit_subject TO {AUDIT};
    CREATE POLICY kept_by_the_log ON audit_formersubject TO {AUDIT} USING (true) WITH CHECK (true);
    CREATE POLICY tried ON audit_formersubject FOR SELECT TO CURRENT_USER USING (true);
    CREATE POLICY rekeyed ON audit_subject FOR UPDATE TO {AUDIT} USING (true) WITH CHECK (true);
"""
REKEY = """
    BEGIN
        INSERT INTO audit_formersubject (person, subject, until)
        SELECT s.person, s.subject, clock_timestamp() FROM audit_subject s WHERE s.person = whom;
        UPDATE audit_subject SET subject = gen_random_uuid() WHERE person = whom;
    END
"""
# Now and before: for whatever shows the log of a person.
EVER = """
    BEGIN
        RETURN ARRAY(SELECT s.subject FROM audit_subject s WHERE s.person = whom
                     UNION ALL SELECT f.subject FROM audit_formersubject f WHERE f.person = whom);
    END
"""
# Whoever is erased is erased from both.
GONE = "BEGIN DELETE FROM audit_formersubject f WHERE f.person = OLD.person; RETURN NULL; END"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_grounds")]
    operations = [
        migrations.CreateModel(
            "FormerSubject",
            [
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("person", models.UUIDField(db_index=True)),
                ("until", models.DateTimeField()),
            ],
        ),
        sql(FORMER),
        *definer("audit_rekey(whom uuid)", "void", REKEY, volatile=True, owner=AUDIT, to=(AUDIT, RULES)),
        *definer("audit_subjects_ever(whom uuid)", "uuid[]", EVER, owner=AUDIT, to=(AUDIT, RULES)),
        *definer("audit_former_gone()", "trigger", GONE, volatile=True, owner=AUDIT, to=(AUDIT,)),
        sql("""CREATE TRIGGER former_gone AFTER DELETE ON audit_subject FOR EACH ROW
            EXECUTE FUNCTION audit_former_gone();"""),
    ]
