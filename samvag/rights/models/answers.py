"""What a person has asked for: extracts with what was struck in them, corrections, restrictions."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils import timezone

from samvag.access.rows import PersonRow, Versioned
from samvag.kernel.classified import classified
from samvag.rights.terms import GROUNDS, HANDED_HOW, OUTCOMES, STRIKES

ANSWERING = "Svara på vad personen har begärt om sina uppgifter."
EVIDENCE = "Visa vad som har rättats eller inte, och varför."


class Controller(Versioned):
    """Each unit is controller of its own data: whom the person turns to there."""

    unit = models.OneToOneField("agencies.Unit", models.CASCADE, primary_key=True, related_name="+")
    officer = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    address = models.TextField(blank=True)


class Extract(PersonRow):
    """A register extract as it was when it was made. `content` goes after some weeks; that it was made stays."""

    asked_on = models.DateField()
    content = models.JSONField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        "agencies.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )
    handed_on = models.DateField(null=True)
    handed_how = models.TextField(choices=HANDED_HOW, blank=True)

    PERSONAL = classified(ANSWERING, "asked_on", "content", "reviewed_at", "handed_on", "handed_how")

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handed_on=None) | models.Q(reviewed_at__isnull=False),
                name="rights_extract_read_before_handed_out",
            )
        ]


class Strike(models.Model):
    """One value crossed out before the extract is handed out: which (`kind/row/field`), why and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="strikes")
    place = models.TextField()
    reason = models.TextField(choices=STRIKES)
    by = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extract", "place"], name="rights_strike_once")]


class Correction(PersonRow):
    """A value that was corrected, or that a person asked to have corrected and was not. Never changed afterwards."""

    kind = models.TextField(help_text="The model of the row, as cases.Note.")
    row = models.UUIDField()
    field = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    outcome = models.TextField(choices=OUTCOMES)
    reason = models.TextField()
    asked_by_person = models.BooleanField(default=False)
    statement = models.TextField(blank=True, help_text="What the person herself says, beside what stays.")

    PERSONAL = classified(
        EVIDENCE,
        "kind",
        "row",
        "field",
        "before",
        "after",
        "outcome",
        "reason",
        "asked_by_person",
        "statement",
    )

    class Meta(PersonRow.Meta):
        indexes = [*PersonRow.Meta.indexes, models.Index(fields=["row"], name="rights_correction_of_row")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="rights_correction_has_a_reason")
        ]


class Restriction(PersonRow):
    """The unit's rows about the person are kept and shown to nobody but `may_see`, while it lives."""

    ground = models.TextField(choices=GROUNDS)
    reason = models.TextField()
    period = DateRangeField()
    may_see = ArrayField(models.UUIDField(), help_text="Staff who still see the rows.")
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.TextField(blank=True)

    PERSONAL = classified(ANSWERING, "ground", "reason", "period", "lifted_at", "lifted_reason")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(
                fields=["person"], condition=models.Q(lifted_at=None), name="rights_restriction_lives"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="rights_restriction_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(may_see=[]), name="rights_restriction_named_few"),
            models.UniqueConstraint(
                fields=["owner_unit", "person"],
                condition=models.Q(lifted_at=None),
                name="rights_restriction_once",
            ),
        ]
