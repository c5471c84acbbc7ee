from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_lawful_acts")]
    operations = [
        migrations.AddField(
            model_name="contact",
            name="meeting",
            field=models.ForeignKey(
                help_text="The meeting it was.",
                null=True,
                on_delete=models.deletion.SET_NULL,
                related_name="contacts",
                to="cases.meeting",
            ),
        ),
    ]
