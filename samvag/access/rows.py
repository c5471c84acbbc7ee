"""What every row about a person has: the unit that owns it, the person, one data category, when and by whom."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samvag.kernel.categories import CHOICES


class PersonRow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    owner_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Identity", models.PROTECT, related_name="+")
    category = models.TextField(choices=CHOICES)
    # Given by Python: a default of the database would be read back by RETURNING, which asks for the right to see.
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("agencies.Staff", models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(
        default=1, help_text="Counts the changes, so that two cannot overwrite each other."
    )

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person", "owner_unit"], name="%(class)s_of_person")]
