"""A consent is seen by its own unit, and by the units that it names while it lives."""

from django.db import migrations

from samvag.access.rls import OWN, TODAY, child_table, definer, person_table

CONSENTS = f"""
    BEGIN
        RETURN QUERY SELECT c.id FROM access_context() me
          JOIN consents_party p ON p.unit_id = me.unit AND p.withdrawn_at IS NULL
          JOIN consents_consent c ON c.id = p.consent_id AND c.withdrawn_at IS NULL AND NOT c.refused
           AND c.period @> {TODAY}
         WHERE me.roles && ARRAY['manager', 'recipient'] OR c.person_id IN (SELECT a.person FROM access_people() a);
    END
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial"), ("access", "0001_context")]
    operations = [
        *definer("access_consents()", "TABLE (consent uuid)", CONSENTS, rows=20),
        *person_table("consents_consent", seen=f"{OWN} OR id IN (SELECT consent FROM access_consents())"),
        *child_table("consents_party", "consents_consent", "consent_id"),
        *child_table("consents_consentcategory", "consents_consent", "consent_id"),
    ]
