"""What begins another index needs none of its own."""

from django.db import migrations

from samvag.access.unindexing import Unindexed


class Migration(migrations.Migration):
    dependencies = [("consents", "0003_one_purpose"), ("access", "0002_sets_kept")]
    operations = [
        Unindexed("consent", "owner_unit", "person", "created_by"),
        Unindexed("party", "consent", "unit"),
        Unindexed("consentcategory", "consent"),
    ]
