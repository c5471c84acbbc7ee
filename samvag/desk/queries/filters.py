"""One's own saved filters."""

from typing import NamedTuple
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows

SAVED = "SELECT f.id, f.name, f.query FROM desk_savedfilter f WHERE f.page = %(page)s ORDER BY f.name, f.id"


class Saved(NamedTuple):
    id: UUID
    name: str
    query: str


def saved_filters(actor: Actor, page: str) -> list[Saved]:
    """By name; the database shows one's own only."""
    return [Saved(*row) for row in rows(SAVED, {"page": page})]
