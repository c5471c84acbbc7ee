"""Utlämnande: one row a share and a refusal, kept for ever as it was written."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samvag.access.rows import PersonRow
from samvag.consents.models.consent import Consent
from samvag.consents.terms import DISCLOSURE_OUTCOMES, DISCLOSURE_WAYS
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified


class Disclosure(PersonRow):
    """The owning unit told, opened or refused. `to_unit` or, for who is not in Samväg, `to_outside`."""

    at = models.DateTimeField()
    to_unit = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    to_outside = models.TextField(blank=True)
    kinds = ArrayField(models.TextField(choices=CHOICES), help_text="Categories.")
    way = models.TextField(choices=DISCLOSURE_WAYS)
    outcome = models.TextField(choices=DISCLOSURE_OUTCOMES)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    basis = models.TextField(blank=True, help_text="Code of the list legal_basis.")
    note = models.TextField(blank=True)

    PERSONAL = classified(
        "Visa vad som lämnats till vem.", "at", "to_outside", "kinds", "way", "outcome", "basis", "note"
    )

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_unit=None, to_outside__gt="")
                | models.Q(to_unit__isnull=False, to_outside=""),
                name="consents_disclosure_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="REFUSED")
                | models.Q(consent__isnull=False)
                | models.Q(basis__gt=""),
                name="consents_disclosure_on_a_ground",
            ),
        ]
