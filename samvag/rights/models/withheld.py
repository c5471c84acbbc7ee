"""A unit's decision that a person is not told of its reads for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from samvag.access.rows import PersonRow
from samvag.kernel.classified import classified
from samvag.rights.terms import WITHHOLDING


class WithheldLooks(PersonRow):
    """While it lives, the unit's reads of the person are neither shown to her nor counted. It always has an end."""

    ground = models.TextField(choices=WITHHOLDING)
    decision = models.TextField(help_text="The decision's reference number.")
    period = DateRangeField()

    PERSONAL = classified("Veta varför läsningar inte visas.", "ground", "decision", "period")

    class Meta(PersonRow.Meta):
        indexes = [models.Index(fields=["person", "owner_unit"], name="rights_withheld_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__endswith__isnull=False), name="rights_withheld_has_an_end"
            ),
            models.CheckConstraint(condition=~models.Q(decision=""), name="rights_withheld_by_a_decision"),
            ExclusionConstraint(
                name="rights_withheld_once_at_a_time",
                expressions=[
                    ("owner_unit", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
