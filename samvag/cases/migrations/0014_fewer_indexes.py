"""Each index of random keys costs a write a page of its own, and a step had eleven. Left are those that something reads."""

from django.db import migrations, models

from samvag.access.rows import given
from samvag.access.unindexing import Unindexed

OWNED = ("owner_unit", "person", "created_by")


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_own_word"), ("access", "0002_sets_kept")]
    operations = [
        Unindexed("case", *OWNED),
        Unindexed("assignment", "staff"),
        Unindexed("caseloadmove", "unit"),
        Unindexed("contact", *OWNED, "case", "meeting"),
        Unindexed("note", *OWNED, "case"),
        Unindexed("step", *OWNED, "case", "staff", "unit", "external", "from_contact"),
        Unindexed("reminder", "step"),
        Unindexed("draft", *OWNED, "case"),
        Unindexed("attachment", *OWNED),
        Unindexed("meeting", *OWNED, "case"),
        Unindexed("spell", *OWNED, "case", "responsible"),
        Unindexed("participation", *OWNED, "case"),
        Unindexed("snapshot", *OWNED, "participation"),
        Unindexed("livelihood", "snapshot", "owner_unit"),
        Unindexed("coordination", *OWNED),
        Unindexed("coordinationcase", "coordination", "unit"),
        Unindexed("teammember", "staff"),
        Unindexed("handover", *OWNED),
        migrations.AddIndex(
            "contact", models.Index(fields=["owner_unit", "on"], name="cases_contact_of_unit")
        ),
        migrations.AddIndex("contact", given("meeting", "cases_contact_at_meeting")),
        migrations.AddIndex(
            "step",
            models.Index(fields=["owner_unit"], condition=models.Q(ended_on=None), name="cases_step_open"),
        ),
        migrations.AddIndex("step", given("from_contact", "cases_step_from_contact")),
    ]
