"""Every page asks which cases one has: answered by one index alone, not by everything that her unit has as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_fewer_indexes")]
    operations = [
        migrations.RemoveIndex("assignment", "cases_assignment_by_staff"),
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["staff", "owner_unit"], include=["case", "period"], name="cases_assignment_of_staff"
            ),
        ),
    ]
