"""A simple meeting: when, where, who, and whether the interpreter is ordered and confirmed."""

from uuid import uuid4

from django.db import models

from samvag.access.rows import PersonRow
from samvag.cases.models.case import Case
from samvag.cases.terms import INTERPRETER_STATES, MEETING_FORMS
from samvag.kernel.classified import classified


class Meeting(PersonRow):
    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings", db_index=False)
    about = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form = models.TextField(choices=MEETING_FORMS, default="PHYSICAL")
    place = models.TextField(blank=True)
    interpreter = models.TextField(choices=INTERPRETER_STATES, default="NONE")
    interpreter_language = models.TextField(blank=True)
    with_person = models.BooleanField(default=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    held = models.BooleanField(null=True, help_text="Null until somebody has said.")
    person_came = models.BooleanField(
        null=True, help_text="Null until somebody has said, or when not invited."
    )

    PERSONAL = classified(
        "Mötas.",
        "about",
        "starts_at",
        "ends_at",
        "place",
        "interpreter_language",
        "form",
        "interpreter",
        "cancelled_at",
        "held",
        "with_person",
        "cancel_reason",
        "person_came",
    )

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "starts_at"], name="cases_meeting_of_case"),
            models.Index(fields=["owner_unit", "starts_at"], name="cases_meeting_of_week"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="cases_meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(person_came=None) | models.Q(with_person=True, held__isnull=False),
                name="cases_meeting_came_when_invited",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None) | models.Q(held=None),
                name="cases_meeting_cancelled_not_held",
            ),
        ]


class MeetingParticipant(models.Model):
    """Staff of this unit, or somebody else by name and organisation."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    name = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    attended = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff=None) ^ models.Q(name=""),
                name="cases_meeting_participant_is_somebody",
            )
        ]
