"""When a list was last written on: one that has stood still can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_policies")]
    operations = [
        migrations.AddField(
            "upload",
            "touched_at",
            models.DateTimeField(null=True, help_text="When a batch was last written."),
        ),
    ]
