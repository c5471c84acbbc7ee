"""A guardian's insight: granted by a decision that names maturity, harm and both guardians; never derived from age."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from samvag.access.rows import PersonRow
from samvag.consents.terms import OTHER_GUARDIAN
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified


class GuardianDecision(PersonRow):
    """Lives at most until the day before the ward turns 18, which the database holds by the unit's own card."""

    guardian = models.TextField(help_text="Name.")
    other = models.TextField(blank=True, help_text="The other guardian's name; empty when there is none.")
    other_says = models.TextField(choices=OTHER_GUARDIAN)
    kinds = ArrayField(models.TextField(choices=CHOICES), help_text="Categories that the guardian may know.")
    maturity = models.TextField(help_text="How age and maturity were weighed.")
    harm = models.TextField(help_text="Why it does the young person no harm.")
    child_opinion = models.TextField(help_text="What the young person says.")
    period = DateRangeField(help_text="The end is mandatory.")
    ended_at = models.DateTimeField(null=True)

    PERSONAL = classified(
        "Vårdnadshavares insyn prövas för sig.", "guardian", "other", "other_says", "kinds", "maturity", "harm",
        "child_opinion", "period", "ended_at",
    )  # fmt: skip

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isempty=False) & models.Q(period__endswith__isnull=False),
                name="consents_guardian_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(guardian__gt="", maturity__gt="", harm__gt="", child_opinion__gt=""),
                name="consents_guardian_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(other_says="OBJECTS")
                & (
                    models.Q(other="", other_says="NONE")
                    | models.Q(other__gt="") & ~models.Q(other_says="NONE")
                ),
                name="consents_guardian_both_named",
            ),
        ]
