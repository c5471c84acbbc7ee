"""What makes sets that are kept for a transaction be found anew (samvag.access.kept)."""

from django.db import migrations

from samvag.access.kept import forget


class Migration(migrations.Migration):
    dependencies = [("access", "0001_context")]
    operations = [*forget("access_people", "access_shared", "access_coordinations")]
