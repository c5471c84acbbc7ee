"""Samordning: the joint way over the units' cases. It exists only by consent. And hand-over between units."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from samvag.access.rows import PersonRow, Versioned
from samvag.cases.models.case import Case, as_one
from samvag.cases.terms import HANDOVER_STATES, MAIN, TEAM_ROLES
from samvag.kernel.classified import classified
from samvag.people.terms import OPEN, PROTECTION

#: Of somebody protected neither name nor number is sent: the units tell each other by voice.
NAMELESS = models.Q(protection=OPEN) | models.Q(person_name="", person_number="")


class Coordination(PersonRow):
    """`owner_unit` is the unit that began it; the units in it are those whose cases it links."""

    purpose = models.TextField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    close_reason = models.TextField(blank=True)

    PERSONAL = classified("Samordna stödet.", "purpose", "close_reason")

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="cases_coordination_closed_after_opened",
            )
        ]


class CoordinationCase(Versioned):
    """A unit in the coordination. `case` is null until the unit itself has linked its own; only then are its rows
    open to the others, and no further than the consent that it has `agreed` to, which linking does (the database sets
    it). The invitation carries what the invited unit needs to know whom it is about."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="units", db_index=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="coordinations")
    agreed = models.ForeignKey(
        "consents.Consent", models.PROTECT, null=True, related_name="+",
        help_text="The consent that the unit has said yes to. What a later one adds stays closed until it says more.",
    )  # fmt: skip
    person_name = models.TextField(blank=True)
    person_number = models.TextField(blank=True)
    protection = models.TextField(choices=PROTECTION, default=OPEN)
    message = models.TextField(blank=True)
    invited_on = models.DateField()
    left_on = models.DateField(null=True)
    left_reason = models.TextField(blank=True)

    PERSONAL = classified(
        "Bjuda in till samordning.", "person_name", "person_number", "protection", "message", "invited_on", "left_on",
        "left_reason",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coordination", "unit"], name="cases_coordination_unit_once"),
            models.CheckConstraint(
                condition=models.Q(left_on=None, left_reason="") | ~models.Q(left_on=None),
                name="cases_coordination_left_with_reason",
            ),
            models.CheckConstraint(condition=NAMELESS, name="cases_invitation_protected_nameless"),
        ]
        indexes = [models.Index(fields=["unit", "coordination"], name="cases_coordination_by_unit")]


class TeamMember(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid4)
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="team")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    role = models.TextField(choices=TEAM_ROLES)
    period = DateRangeField()
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="cases_team_one_main",
                expressions=[("coordination", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(role=MAIN),
            ),
            ExclusionConstraint(
                name="cases_team_member_once_at_a_time",
                expressions=[
                    (as_one("staff", "coordination", "unit"), RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["staff", "coordination"], name="cases_team_by_staff")]


class Handover(PersonRow):
    """What the sender discloses travels in the row, so that the receiver needs nothing else to answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    to_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    consent = models.ForeignKey(
        "consents.Consent", models.PROTECT, null=True, related_name="+",
        help_text="Sent with it; null once the unit that wrote the consent down has disposed of it.",
    )  # fmt: skip
    person_name = models.TextField()
    person_number = models.TextField(blank=True)
    protection = models.TextField(choices=PROTECTION, default=OPEN)
    message = models.TextField()
    sent_on = models.DateField()
    answer_by = models.DateField()
    state = models.TextField(choices=HANDOVER_STATES, default="SENT")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Code of the list cannot_take.")
    answer = models.TextField(blank=True)
    to_case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    PERSONAL = classified(
        "Lämna över till nästa verksamhet.", "person_name", "person_number", "protection", "message", "sent_on",
        "answer_by", "answered_on", "state", "reason", "answer",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="SENT", answered_on=None) | ~models.Q(state="SENT"),
                name="cases_handover_answered_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CANNOT") | ~models.Q(reason=""),
                name="cases_handover_reason_when_cannot",
            ),
            models.CheckConstraint(condition=NAMELESS, name="cases_handover_protected_nameless"),
            models.UniqueConstraint(
                fields=["case", "to_unit"],
                condition=models.Q(state="SENT"),
                name="cases_handover_one_waiting",
            ),
        ]
