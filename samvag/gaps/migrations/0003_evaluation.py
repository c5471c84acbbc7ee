"""In which part somebody is responsible and which of a rule's sentences it is, and the index that counts rested days."""

from django.db import migrations, models

from samvag.access.rls import sql

# Serves gaps_workday for what rests in weeks 27–31.
RESTED_DAYS = "CREATE INDEX codes_workday_by_answer_number ON codes_workday (answer_number, day);"


class Migration(migrations.Migration):
    dependencies = [("gaps", "0002_policies"), ("codes", "0002_open")]
    operations = [
        migrations.AddField(
            "gap", "part", models.TextField(db_default="", help_text="Of the one responsible.")
        ),
        migrations.AddField(
            "gap", "kind", models.TextField(db_default="", help_text="Which of the rule's sentences.")
        ),
        sql(RESTED_DAYS, "DROP INDEX codes_workday_by_answer_number;"),
    ]
