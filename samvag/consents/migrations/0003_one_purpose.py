"""Only a consent to exchange information may be bound to a coordination; what was given is only ever narrowed.

A consent is withdrawn by its own unit, or by any unit that it names: the person may say it to whom she likes.
"""

from django.db import migrations, models

from samvag.access.rls import APP, OWN, sql

NAMES_US = "SELECT consent FROM access_consents()"
NARROWS = f"""
    REVOKE UPDATE, DELETE ON consents_consent, consents_party, consents_consentcategory FROM {APP};
    GRANT UPDATE (withdrawn_at, withdrawn_how) ON consents_consent TO {APP};
    GRANT UPDATE (withdrawn_at) ON consents_party, consents_consentcategory TO {APP};

    DROP POLICY added ON consents_consent;
    CREATE POLICY added ON consents_consent FOR INSERT TO {APP} WITH CHECK ({OWN});
    DROP POLICY changed ON consents_consent;
    CREATE POLICY changed ON consents_consent FOR UPDATE TO {APP}
        USING (withdrawn_at IS NULL AND ({OWN} OR id IN ({NAMES_US}))) WITH CHECK (withdrawn_at IS NOT NULL);
"""


def narrows(table: str) -> str:
    """A party or a category is taken away by whoever sees the consent, and never given back."""
    there = f"EXISTS (SELECT 1 FROM consents_consent parent WHERE parent.id = {table}.consent_id OFFSET 0)"
    return f"""
        DROP POLICY changed ON {table};
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP}
            USING (withdrawn_at IS NULL AND {there}) WITH CHECK (withdrawn_at IS NOT NULL);
    """


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_policies")]
    operations = [
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("coordination", None),
                    ("kind__in", ["INFO_EXCHANGE", "SIP", "SCHOOL_HANDOVER"]),
                    _connector="OR",
                ),
                name="consents_consent_one_purpose",
            ),
        ),
        sql(NARROWS),
        sql(narrows("consents_party")),
        sql(narrows("consents_consentcategory")),
    ]
