"""A protected person's consents are closed to all but the few who are named."""

from django.db import migrations

from samvag.access.closed import closed_to_others


class Migration(migrations.Migration):
    dependencies = [("consents", "0007_grounds_policies"), ("people", "0008_protected")]
    operations = closed_to_others(
        "consents_consent",
        "consents_block",
        "consents_lawfulshare",
        "consents_guardiandecision",
        "consents_disclosure",
    )
