"""A protected person's consents are closed to all but the few who are named."""

from django.db import migrations

from samvag.access.closed import closed_to_others


class Migration(migrations.Migration):
    dependencies = [("consents", "0005_versioned"), ("people", "0008_protected")]
    operations = closed_to_others("consents_consent")
