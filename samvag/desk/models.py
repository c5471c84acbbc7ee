"""What somebody of the staff has saved for her own desk."""

from uuid import uuid4

from django.db import models

from samvag.access.rows import Versioned
from samvag.desk.terms import SAVED_PAGES


class SavedFilter(Versioned):
    """A list's filters under a name of one's own. Never holds the words of a search, which would name persons."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("agencies.Unit", models.CASCADE, related_name="+")
    staff = models.ForeignKey("agencies.Staff", models.CASCADE, related_name="+")
    page = models.TextField(choices=SAVED_PAGES)
    name = models.TextField()
    query = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "unit", "page", "name"], name="desk_savedfilter_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="desk_savedfilter_has_a_name"),
        ]
