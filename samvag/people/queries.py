"""Finding persons and reading the unit's own cards."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from samvag.access.actor import Actor
from samvag.kernel.errors import Unseen
from samvag.kernel.identity import Identity
from samvag.people.models import Card

SEARCH = """
    SELECT c.id, c.person_id, c.given_name, c.family_name, c.born, c.protection
      FROM people_search(%s, %s) hit JOIN people_card c ON c.id = hit.card
     ORDER BY hit.likeness DESC, c.sort_key, c.id
"""


@dataclass(frozen=True, slots=True)
class Hit:
    card: UUID
    person: UUID
    given_name: str
    family_name: str
    born: date | None
    protection: str


def search_people(actor: Actor, words: str, most: int = 50) -> list[Hit]:
    """The actor's own persons by name; typing errors and forgotten å, ä, ö are forgiven."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [words, most])
        hits = [Hit(*row) for row in cursor.fetchall()]
    actor.saw(hit.person for hit in hits)
    return hits


def card_by_number(actor: Actor, identity: Identity) -> tuple[UUID, bool] | None:
    """The own unit's card for a number, and whether the actor may open it; None when the unit has none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT card, person, mine FROM people_find(%s)", [identity.number])
        row = cursor.fetchone()
    if row is None:
        return None
    actor.saw([row[1]])
    return row[0], row[2]


def card_of(actor: Actor, card_id: UUID) -> Card:
    """The own unit's card; another unit's is not found here even when its contact details are shared."""
    card = Card.objects.filter(id=card_id, owner_unit=actor.unit).first()
    if card is None:
        raise Unseen
    actor.saw([card.person_id])
    return card


def number_of(actor: Actor, card_id: UUID) -> str:
    """The identity number, only for a card that the actor may open; empty when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_number(%s)", [card_id])
        return cursor.fetchone()[0] or ""
