"""What somebody has begun to write in a form and not saved; seen by nobody else, gone when it is saved."""

from uuid import uuid4

from django.db import models

from samvag.kernel.classified import classified


class Draft(models.Model):
    """`place` is the form's address. `fields` is what it held, as a browser sends it: a list of texts for each name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+", db_index=False)
    staff = models.ForeignKey("agencies.Staff", models.CASCADE, related_name="+", db_index=False)
    place = models.TextField()
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    PERSONAL = classified("Inget skrivet ska gå förlorat.", "fields", retention="DRAFT_90D")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "unit", "place"], name="drafts_draft_once")]
        indexes = [models.Index(fields=["saved_at"], name="drafts_draft_age")]
