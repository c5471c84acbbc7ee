import django.db.models.deletion
from django.db import migrations, models

from samvag.access.counting import counted


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_counting"),
        ("agencies", "0004_versioned"),
        ("rights", "0003_by_a_units_card"),
    ]

    operations = [
        migrations.AddField(
            model_name="withheldlooks",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="withheldlooks",
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
        *counted("rights_withheldlooks"),
    ]
