"""A note's draft becomes one of its form's address, as every form has. What was begun goes along."""

from django.db import migrations

from samvag.access.rls import sql

# As the owner, who else sees no person's rows.
MOVE = """
    ALTER TABLE cases_draft NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE people_card NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE drafts_draft NO FORCE ROW LEVEL SECURITY;
    INSERT INTO drafts_draft (id, unit_id, staff_id, place, fields, saved_at)
    SELECT d.id, d.owner_unit_id, d.created_by_id, '/people/' || c.id || '/note/',
           jsonb_build_object('text', jsonb_build_array(d.text)), d.saved_at
      FROM cases_draft d JOIN people_card c ON c.person_id = d.person_id AND c.owner_unit_id = d.owner_unit_id
     WHERE d.created_by_id IS NOT NULL;
    ALTER TABLE people_card FORCE ROW LEVEL SECURITY;
    ALTER TABLE drafts_draft FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_protected"), ("drafts", "0002_policies")]
    operations = [sql(MOVE), migrations.DeleteModel("Draft")]
