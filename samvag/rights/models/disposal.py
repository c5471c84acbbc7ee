"""How long a unit keeps what, what waits, and the certificates of what has gone."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samvag.access.rows import PersonRow, Versioned
from samvag.kernel.classified import classified
from samvag.rights.terms import COUNTED_FROM, DISPOSAL_STATES


class Hold(PersonRow):
    """Disposal waits: a dispute, a supervision, an archive's request."""

    reason = models.TextField()
    until = models.DateField(null=True, help_text="Null until somebody lifts it.")
    lifted_at = models.DateTimeField(null=True)

    PERSONAL = classified("Inget som behövs i en tvist ska gallras.", "reason", "until", "lifted_at")

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="rights_hold_has_a_reason"),
            models.UniqueConstraint(
                fields=["owner_unit", "person"], condition=models.Q(lifted_at=None), name="rights_hold_once"
            ),
        ]


class Schedule(Versioned):
    """How long this controller keeps a class of rows, where it says so, and whether a person has checked that."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+")
    retention = models.TextField(help_text="Code of the list retention.")
    months = models.IntegerField()
    counted_from = models.TextField(choices=COUNTED_FROM)
    source = models.TextField(blank=True, help_text="The plan or law that says so.")
    verified = models.BooleanField(default=False)
    by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "retention"], name="rights_schedule_once"),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, 1200)), name="rights_schedule_months"
            ),
        ]


class Disposal(models.Model):
    """The certificate of one disposal: what kinds, how many, by which rule, by whom. No names."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    state = models.TextField(choices=DISPOSAL_STATES)
    rules = models.JSONField(help_text="The schedules as they stood: class, months, counted from, source.")
    total = models.IntegerField(default=0)
    persons = models.IntegerField(default=0)
    stayed = models.IntegerField(default=0, help_text="Came to be held, restricted or active meanwhile.")
    counts = models.JSONField(default=dict, help_text="Kind of row → how many.")
    oldest = models.DateField(null=True)
    newest = models.DateField(null=True)
    journal = models.TextField(blank=True, help_text="The head of the erasure journal when it was done.")

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="rights_disposal_newest")]
