"""Spärr: the person closes the unit's rows to others. It goes before every consent, until the person lifts it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samvag.access.rows import PersonRow
from samvag.consents.terms import GIVEN_HOW
from samvag.kernel.categories import CHOICES
from samvag.kernel.classified import classified


class Block(PersonRow):
    """Of the owning unit's rows: towards one unit, or all; of some categories, or every one."""

    toward = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    kinds = ArrayField(models.TextField(choices=CHOICES), help_text="Categories; none is all of them.")
    said_how = models.TextField(choices=GIVEN_HOW)
    words = models.TextField(blank=True, help_text="What the person said.")
    lifted_at = models.DateTimeField(null=True)
    lifted_how = models.TextField(blank=True)

    PERSONAL = classified(
        "Personen bestämmer vad som inte delas.", "kinds", "said_how", "words", "lifted_at", "lifted_how"
    )

    class Meta(PersonRow.Meta):
        pass
