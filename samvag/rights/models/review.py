"""Review of the log: what was drawn, how, and what came of each thing that was drawn."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from samvag.rights.terms import REVIEW_WORDS


class LogReview(models.Model):
    """A draw of a unit's log: which days, by which seed, out of how many. Drawn again it gives the same."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    first = models.DateField()
    last = models.DateField()
    seed = models.BigIntegerField()
    size = models.IntegerField(help_text="So many were asked for.")
    method = models.TextField(help_text="How it was drawn, so that anybody can draw it again.")
    population = models.BigIntegerField()
    found = models.JSONField(default=dict, help_text="How many each rule found, of which some were drawn.")
    drawn_by = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-drawn_at"], name="rights_logreview_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="rights_logreview_days_in_order"
            )
        ]


class ReviewItem(models.Model):
    """One of the staff and one person in one entry of the log, and why it is on the list. The person stands as in the
    log, by the random id, so that erasing her erases her here too."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    review = models.ForeignKey(LogReview, models.CASCADE, related_name="items")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    entry = models.BigIntegerField()
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+")
    subject = models.UUIDField()
    at = models.DateTimeField()
    action = models.TextField()
    page = models.TextField()
    ground = models.TextField()
    others = models.IntegerField(help_text="So many more persons the same page showed.")
    reasons = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "entry", "subject"], name="rights_reviewitem_once")
        ]


class ReviewWord(models.Model):
    """What was said of it, one after the other and never changed: a question, an answer, how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="words")
    kind = models.TextField(choices=REVIEW_WORDS)
    text = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)
