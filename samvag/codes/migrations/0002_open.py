"""Code lists hold no persons: everybody reads them; the installer loads them."""

from django.db import migrations

from samvag.access.rls import open_table


class Migration(migrations.Migration):
    dependencies = [("codes", "0001_initial"), ("access", "0001_context")]
    operations = [
        *open_table("codes_system"),
        *open_table("codes_code"),
        *open_table("codes_map"),
        *open_table("codes_workday"),
    ]
