"""What a protected person is asked is closed to all but the few who are named."""

from django.db import migrations

from samvag.access.closed import closed_to_others


class Migration(migrations.Migration):
    dependencies = [("my_way", "0002_policies"), ("people", "0008_protected")]
    operations = closed_to_others("my_way_asked")
