"""The day's work on a case: contacts, notes, steps and papers."""

from uuid import uuid4

from django.db import models

from samvag.access.rows import PersonRow, given
from samvag.cases.models.case import Case
from samvag.cases.terms import CHANNELS, DIRECTIONS, DOERS, REMINDER_CHANNELS, STEP_ENDS
from samvag.kernel.classified import classified


class Contact(PersonRow):
    """The commonest act of the day. Only *reached* counts as contact; an attempt is a row too."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts", db_index=False)
    on = models.DateField()
    channel = models.TextField(choices=CHANNELS)
    direction = models.TextField(choices=DIRECTIONS, default="OUT")
    reached = models.BooleanField()
    line = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    meeting = models.ForeignKey(
        "cases.Meeting", models.SET_NULL, null=True, related_name="contacts", db_index=False,
        help_text="The meeting it was.",
    )  # fmt: skip

    PERSONAL = classified("Hålla kontakten.", "on", "channel", "direction", "reached", "line")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "on"], name="cases_contact_of_case"),
            models.Index(fields=["owner_unit", "on"], name="cases_contact_of_unit"),
            given("meeting", "cases_contact_at_meeting"),
        ]


class Note(PersonRow):
    """A working note: the parties keep their own journals. The person may read it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes", db_index=False)
    text = models.TextField()
    copied_to_journal_at = models.DateTimeField(null=True)

    PERSONAL = classified("Minnas vad som är gjort.", "text")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "created_at"], name="cases_note_of_case"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="cases_note_says_something")]


class Step(PersonRow):
    """What happens next: what, who, when due, why ended."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    what = models.TextField()
    doer = models.TextField(choices=DOERS, default="STAFF")
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    external = models.ForeignKey(
        "agencies.ExternalContact", models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(choices=STEP_ENDS, blank=True)
    end_note = models.TextField(blank=True)
    from_contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+", db_index=False)

    PERSONAL = classified(
        "Planera nästa steg.", "what", "doer", "due_on", "ended_on", "end_reason", "end_note"
    )

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "due_on"], name="cases_step_of_case"),
            models.Index(fields=["owner_unit"], condition=models.Q(ended_on=None), name="cases_step_open"),
            given("from_contact", "cases_step_from_contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None, end_reason="")
                | (~models.Q(ended_on=None) & ~models.Q(end_reason="")),
                name="cases_step_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(doer="STAFF", unit=None, external=None)
                | models.Q(doer="UNIT", unit__isnull=False, staff=None, external=None)
                | models.Q(doer="EXTERNAL", external__isnull=False, staff=None, unit=None)
                | models.Q(doer="PERSON", staff=None, unit=None, external=None),
                name="cases_step_one_doer",
            ),
        ]


class Reminder(models.Model):
    """Somebody who never logs in was reminded of a step: by whom of us, when and how."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    step = models.ForeignKey(Step, models.CASCADE, related_name="reminders", db_index=False)
    on = models.DateField()
    channel = models.TextField(choices=REMINDER_CHANNELS)
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["step", "on"], name="cases_reminder_of_step")]


class Attachment(PersonRow):
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    name = models.TextField()
    content_type = models.TextField()
    size = models.IntegerField()
    sha256 = models.TextField()
    retention = models.TextField(help_text="Code of the list retention.")

    PERSONAL = classified("Handlingar i ärendet.", "name")


class AttachmentContent(models.Model):
    """Apart, so that lists never drag the bytes along."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField()
