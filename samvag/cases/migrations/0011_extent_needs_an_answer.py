"""How much somebody works or studies is only for those who do: a percentage beside no answer is refused too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_external_contact_ended"),
        ("cases", "0010_many_references"),
        ("people", "0004_register_many"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="snapshot",
            name="cases_snapshot_work",
        ),
        migrations.RemoveConstraint(
            model_name="snapshot",
            name="cases_snapshot_study",
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("work_percent", None),
                    models.Q(("work_percent__range", (1, 100)), ("works", True), ("works__isnull", False)),
                    _connector="OR",
                ),
                name="cases_snapshot_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("study_percent", None),
                    models.Q(
                        ("studies", True), ("studies__isnull", False), ("study_percent__range", (1, 100))
                    ),
                    _connector="OR",
                ),
                name="cases_snapshot_study",
            ),
        ),
    ]
