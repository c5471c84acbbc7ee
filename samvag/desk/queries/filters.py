"""One's own saved filters."""

from typing import NamedTuple
from uuid import UUID

from samvag.access.actor import Actor
from samvag.desk.models import SavedFilter


class Saved(NamedTuple):
    id: UUID
    name: str
    query: str


def saved_filters(actor: Actor, page: str) -> list[Saved]:
    """By name; the database shows one's own only."""
    rows = SavedFilter.objects.filter(page=page).order_by("name", "id")
    return [Saved(*row) for row in rows.values_list("id", "name", "query")]
