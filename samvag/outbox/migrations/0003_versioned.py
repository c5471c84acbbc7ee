import django.db.models.deletion
from django.db import migrations, models

from samvag.access.counting import counted


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_counting"),
        ("agencies", "0004_versioned"),
        ("outbox", "0002_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="changed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="agencies.staff",
            ),
        ),
        *counted("outbox_message"),
    ]
