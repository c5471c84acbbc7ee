"""A unit's own word that a consent opens its rows also of somebody who is protected."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samvag.consents.models.consent import Consent


class Expressly(models.Model):
    """By each unit for its own rows, and ended only by ending the consent."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="expressly", db_index=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("agencies.Staff", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "unit"], name="consents_expressly_once")]
