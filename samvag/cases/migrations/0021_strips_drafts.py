"""A mark strips the drafts where they are kept now: every form's, under the card's address. And a draft with it."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import RULES, definer, sql

protected = import_module("samvag.cases.migrations.0018_protected")

BEFORE = "DELETE FROM cases_draft WHERE owner_unit_id = unit AND person_id = whom;"
NOW = """DELETE FROM drafts_draft d USING people_card c WHERE c.owner_unit_id = unit AND c.person_id = whom
           AND d.unit_id = unit AND d.place LIKE '/people/' || c.id || '/%';"""
assert BEFORE in protected.STRIP
MAY = f"""
    DROP POLICY rules_remove ON drafts_draft;
    CREATE POLICY rules_remove ON drafts_draft FOR DELETE TO {RULES} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_own_unit_alone"), ("drafts", "0002_policies")]
    operations = [
        sql(MAY),
        *definer(
            "cases_strip(unit uuid, whom uuid, marked text)",
            "void",
            protected.STRIP.replace(BEFORE, NOW),
            volatile=True,
            to=(RULES,),
        ),
    ]
