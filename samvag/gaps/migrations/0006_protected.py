"""What there is to watch of a protected person is closed to all but the few who are named."""

from django.db import migrations

from samvag.access.closed import closed_to_others


class Migration(migrations.Migration):
    dependencies = [("gaps", "0005_versioned"), ("people", "0008_protected")]
    operations = closed_to_others("gaps_gap", "gaps_postponement", "gaps_closed")
