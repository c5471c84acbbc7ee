import django.db.models.deletion
from django.db import migrations, models

from samvag.access.counting import counted


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_counting"),
        ("agencies", "0003_external_contact_ended"),
    ]

    operations = [
        migrations.AddField(
            model_name="absence",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="absence",
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
        migrations.AddField(
            model_name="absence",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        migrations.AddField(
            model_name="externalcontact",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="externalcontact",
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
        migrations.AddField(
            model_name="externalcontact",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
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
        migrations.AddField(
            model_name="membership",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="staff",
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
        migrations.AddField(
            model_name="staff",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="team",
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
        migrations.AddField(
            model_name="team",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="unit",
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
        migrations.AddField(
            model_name="unit",
            name="version",
            field=models.IntegerField(
                default=1,
                help_text="Counts the changes, so that two cannot overwrite each other.",
            ),
        ),
        *counted(
            "agencies_absence",
            "agencies_externalcontact",
            "agencies_membership",
            "agencies_staff",
            "agencies_team",
            "agencies_unit",
        ),
    ]
