"""What the person lets whom see, what for and how long. Partial withdrawal is a date on a party or a category."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from samvag.access.rows import PersonRow
from samvag.consents.terms import CONSENT_KINDS, GIVEN_BY, GIVEN_HOW, SHARES
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified


class Consent(PersonRow):
    kind = models.TextField(choices=CONSENT_KINDS)
    purpose = models.TextField()
    text_version = models.TextField(default="1")
    language = models.TextField(default="sv")
    coordination = models.ForeignKey("cases.Coordination", models.PROTECT, null=True, related_name="consents")
    period = DateRangeField(help_text="The end is mandatory.")
    given_how = models.TextField(choices=GIVEN_HOW)
    given_by = models.TextField(choices=GIVEN_BY, default="PERSON")
    guardian = models.ForeignKey(
        "consents.GuardianDecision", models.PROTECT, null=True, related_name="+",
        help_text="The decision that lets a guardian answer for the young person.",
    )  # fmt: skip
    child_opinion = models.TextField(
        blank=True, help_text="What the young person says, when somebody else answers."
    )
    witnessed_by = models.TextField(blank=True, help_text="Who was there when it was said.")
    original_location = models.TextField(blank=True)
    refused = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.TextField(blank=True)

    PERSONAL = classified(
        "Personen bestämmer vad som delas.", "kind", "purpose", "language", "period", "given_how", "given_by",
        "child_opinion", "witnessed_by", "original_location", "refused", "withdrawn_at", "withdrawn_how",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isempty=False) & models.Q(period__endswith__isnull=False),
                name="consents_consent_has_an_end",
            ),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="consents_consent_has_a_purpose"),
            # So that follow-up, or any other purpose, can never open what an exchange of information opens.
            models.CheckConstraint(
                condition=models.Q(coordination=None) | models.Q(kind__in=SHARES),
                name="consents_consent_one_purpose",
            ),
            models.CheckConstraint(
                condition=models.Q(refused=True)
                | ~models.Q(given_by="VARDNADSHAVARE")
                | models.Q(guardian__isnull=False, child_opinion__gt=""),
                name="consents_consent_guardian_by_decision",
            ),
            # Two that overlap would leave it open which one a withdrawal takes back. What shares is told apart by who.
            ExclusionConstraint(
                name="consents_consent_not_twice",
                expressions=[
                    ("owner_unit", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(withdrawn_at=None, refused=False) & ~models.Q(kind__in=SHARES),
            ),
        ]


class Party(models.Model):
    """A named unit of the consent: lets others see its rows, sees others' rows, or both."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="parties", db_index=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    gives = models.BooleanField(default=True)
    receives = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "unit"], name="consents_party_once")]
        indexes = [models.Index(fields=["unit", "consent"], name="consents_party_by_unit")]


class ConsentCategory(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="categories", db_index=False)
    category = models.TextField(choices=CHOICES)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "category"], name="consents_category_once")]
