"""Interventions: what a unit offers. Kind, follow-up method and ESF financing never change after creation."""

from uuid import uuid4

from django.db import models

from samvag.access.rows import Versioned
from samvag.catalogue.terms import FOLLOWUP_METHODS, INTERVENTION_KINDS


class Intervention(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="interventions")
    name = models.TextField()
    kind = models.TextField(choices=INTERVENTION_KINDS, default="INDIVIDUAL")
    followup_method = models.TextField(choices=FOLLOWUP_METHODS, default="PERSON")
    esf_financed = models.BooleanField(default=False)
    bead = models.TextField(
        default="intervention", help_text="Its kind on the way: intervention, care or studies."
    )
    description = models.TextField(blank=True)
    places = models.IntegerField(null=True)
    draft = models.BooleanField(default=False, help_text="Came with a list; nobody has described it yet.")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="catalogue_intervention_once_a_unit"),
            models.CheckConstraint(
                condition=models.Q(places=None) | models.Q(places__gte=0),
                name="catalogue_intervention_places",
            ),
        ]
