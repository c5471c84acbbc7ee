"""The few shares without consent: a decision by the unit whose rows they are, on a ground that the law names."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from samvag.access.rows import PersonRow
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified


class LawfulShare(PersonRow):
    """Opens the categories to the team of the other unit, while the decision lives."""

    to_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    kinds = ArrayField(models.TextField(choices=CHOICES), help_text="Categories.")
    basis = models.TextField(help_text="Code of the list legal_basis, of those that are usable.")
    reason = models.TextField(help_text="What in this case makes the ground hold.")
    period = DateRangeField(help_text="The end is mandatory.")
    ended_at = models.DateTimeField(null=True)

    PERSONAL = classified(
        "Dela utan samtycke bara med stöd av lag.", "kinds", "basis", "reason", "period", "ended_at"
    )

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isempty=False) & models.Q(period__endswith__isnull=False),
                name="consents_lawful_has_an_end",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="consents_lawful_has_a_reason"),
            models.CheckConstraint(condition=models.Q(kinds__len__gt=0), name="consents_lawful_says_what"),
        ]
