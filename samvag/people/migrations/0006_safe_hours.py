"""When in the day a person may be reached, beside how."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_fewer_indexes")]
    operations = [
        migrations.AddField(
            "card",
            "safe_from",
            models.TimeField(null=True, help_text="Nothing is sent before, nor after `safe_until`."),
        ),
        migrations.AddField("card", "safe_until", models.TimeField(null=True)),
    ]
