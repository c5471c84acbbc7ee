"""Only the audit role's functions write the log, and they take who acts from the verified context."""

from django.db import migrations

from samvag.access.rls import APP, AUDIT, definer, forced, sql

CHANGE = """
    BEGIN
        INSERT INTO audit_change (staff, unit, verb, person, subject, subject_id, detail)
        SELECT me.staff, me.unit, $1, $4, $2, $3, $5 FROM access_context() me;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
    END
"""
READ = """
    BEGIN
        INSERT INTO audit_read (staff, unit, page, persons)
        SELECT me.staff, me.unit, $1, $2 FROM access_context() me;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
    END
"""


def kept_by_audit(table: str):
    return sql(f"""{forced(table)}
        GRANT INSERT ON {table} TO {AUDIT};
        CREATE POLICY appended ON {table} FOR INSERT TO {AUDIT} WITH CHECK (true);
        REVOKE ALL ON {table} FROM {APP};""")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0001_context")]
    operations = [
        sql(
            f"GRANT USAGE, CREATE ON SCHEMA public TO {AUDIT}; GRANT EXECUTE ON FUNCTION access_context() TO {AUDIT};"
        ),
        kept_by_audit("audit_change"),
        kept_by_audit("audit_read"),
        *definer(
            "audit_log_change(verb text, subject text, subject_id uuid, person uuid, detail jsonb)",
            "void",
            CHANGE,
            volatile=True,
            owner=AUDIT,
        ),
        *definer("audit_log_read(page text, persons uuid[])", "void", READ, volatile=True, owner=AUDIT),
    ]
