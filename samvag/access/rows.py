"""What every row about a person has: the unit that owns it, the person, one data category, when and by whom."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from samvag.kernel.categories import CHOICES


class Versioned(models.Model):
    """A row that more than one may change. The database itself counts the changes and says whose the last one was
    (`samvag.access.counting`), so that no act can forget to; an act compares with what the writer had read
    (`samvag.access.versions`)."""

    version = models.IntegerField(
        default=1, help_text="Counts the changes, so that two cannot overwrite each other."
    )
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        "agencies.Staff", models.DO_NOTHING, null=True, editable=False, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip

    class Meta:
        abstract = True


class PersonRow(Versioned):
    """Its references are not indexed one by one: a row is found by its person or its case, and each index of random
    keys costs every write a page of its own. A model adds the indexes that its lists read.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    owner_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Identity", models.PROTECT, related_name="+", db_index=False)
    category = models.TextField(choices=CHOICES)
    # Given by Python: a default of the database would be read back by RETURNING, which asks for the right to see.
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "agencies.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person", "owner_unit"], name="%(class)s_of_person")]


def given(field: str, name: str) -> models.Index:
    """An index of the rows that have it, where most have not."""
    return models.Index(fields=[field], condition=models.Q(**{f"{field}__isnull": False}), name=name)
