"""A draft is its writer's alone, in the unit that she writes for; and what is thirty days old goes."""

from django.db import migrations

from samvag.access.rls import APP, RULES, definer, forced, sql

OWN = "staff_id = (SELECT access_staff()) AND unit_id = (SELECT access_any_unit())"
DISPOSE = """
    DECLARE gone integer;
    BEGIN
        DELETE FROM drafts_draft WHERE saved_at < now() - interval '30 days';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
    END
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("access", "0005_counting")]
    operations = [
        sql(f"""{forced("drafts_draft")}
        GRANT SELECT, INSERT, UPDATE, DELETE ON drafts_draft TO {APP};
        CREATE POLICY own ON drafts_draft FOR ALL TO {APP} USING ({OWN}) WITH CHECK ({OWN});
        GRANT DELETE ON drafts_draft TO {RULES};
        CREATE POLICY rules_remove ON drafts_draft FOR DELETE TO {RULES} USING (saved_at < now() - interval '30 days');
        """),
        *definer("drafts_dispose()", "integer", DISPOSE, volatile=True),
    ]
