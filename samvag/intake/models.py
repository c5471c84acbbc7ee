"""Lists that came in: the file itself, how it was read, and what a unit's own words mean."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samvag.access.rows import Versioned
from samvag.intake.terms import STATES, UPLOADED


class Upload(Versioned):
    """One list of one unit. The file is kept as long as the import can be undone, then only the counts stay."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+")
    by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.TextField()
    content = models.BinaryField(null=True)
    mapping = models.JSONField(
        default=dict, help_text="Column position → field, where it was changed by hand."
    )
    state = models.TextField(choices=STATES, default=UPLOADED)
    sentence = models.TextField(blank=True, help_text="Why it was refused or stopped.")
    total = models.IntegerField(default=0)
    read = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    unassigned = models.IntegerField(default=0, help_text="Present participants who nobody has yet.")
    faults = models.JSONField(default=list, help_text="The first thousand faults and warnings.")
    unknown = models.JSONField(default=list, help_text="Column, value and how often: words to teach.")
    touched_at = models.DateTimeField(null=True, help_text="When a batch was last written.")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="intake_upload_newest")]


class Synonym(Versioned):
    """A unit's own word for a code; spelled folded, as the reader compares."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+")
    system = models.TextField()
    spelling = models.TextField()
    code = models.TextField()
    by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "system", "spelling"], name="intake_synonym_once")
        ]
