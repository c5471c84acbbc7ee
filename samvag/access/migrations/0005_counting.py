"""The database counts each change of a row that more than one may change: samvag.access.counting."""

from django.db import migrations

from samvag.access.counting import counting


class Migration(migrations.Migration):
    dependencies = [("access", "0004_person")]
    operations = counting()
