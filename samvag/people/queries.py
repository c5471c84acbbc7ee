"""Finding persons and reading the unit's own cards."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.kernel.errors import Unseen
from samvag.kernel.identity import Identity, identity
from samvag.people.events import card_shown, looked_for
from samvag.people.models import Card

DIGITS_OF_A_NUMBER = 6
SEARCH = """
    SELECT c.id, c.person_id, c.given_name, c.family_name, c.born, c.protection
      FROM people_search(%s, %s) hit JOIN people_card c ON c.id = hit.card
     ORDER BY hit.likeness DESC, c.sort_key, c.id
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a list: no phone, address or municipality, whoever it is."""

    card: UUID
    person: UUID
    given_name: str
    family_name: str
    born: date | None
    protection: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody in the own unit to ask about a colleague's person."""

    name: str
    phone: str
    role: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: own persons, or whom in the unit to ask, or a number that the unit has not."""

    hits: tuple[Hit, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    unknown: Identity | None = None
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The card as its form shows it: `values` by field, and the number as people write it."""

    name: str
    number: str
    protection: str
    values: dict[str, Any]

    @property
    def told_by_number(self) -> bool:
        return self.number.replace("-", "").isdigit() and self.values["born"] is not None


@dataclass(frozen=True, slots=True)
class Note:
    """What another floor knows of how the person is reached, and the page where something is done about it."""

    words: str
    path: str
    label: str


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


def find_person(actor: Actor, words: str, most: int = 50) -> Found:
    """By the number of a case, or by a person's when the words hold six digits or more, else by name.

    Raises `NotAnIdentity` for a wrong number.
    """
    digits = sum(sign.isdigit() for sign in words)
    if digits and (hits := _by_other_numbers(actor, words.strip())):
        return Found(hits=hits, by_number=True)
    if digits < DIGITS_OF_A_NUMBER:
        return Found(hits=tuple(search_people(actor, words, most)))
    wanted = identity(words, today=timezone.localdate())
    known = card_by_number(actor, wanted)
    if known is None:
        return Found(unknown=wanted, by_number=True)
    card, mine = known
    if mine and (hits := _hits(id=card)):
        return Found(hits=hits, by_number=True)
    return Found(keepers=tuple(whom_to_ask(actor, card)), by_number=True)


def whom_to_ask(actor: Actor, card: UUID) -> list[Keeper]:
    """Main contact and deputy of a person in the own unit, else the unit's recipients; another unit's has none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, phone, role FROM people_whom_to_ask(%s) ORDER BY role <> 'MAIN', name", [card]
        )
        return [Keeper(*row) for row in cursor.fetchall()]


def _by_other_numbers(actor: Actor, words: str) -> tuple[Hit, ...]:
    persons: set[UUID] = set()
    looked_for.announce(actor=actor, words=words, persons=persons)
    actor.saw(persons)
    return _hits(owner_unit=actor.unit, person__in=persons) if persons else ()


def _hits(**wanted: Any) -> tuple[Hit, ...]:
    """Empty when what the unit has is restricted for the actor: then she is told whom to ask."""
    columns = ("id", "person_id", "given_name", "family_name", "born", "protection")
    return tuple(Hit(*row) for row in Card.objects.filter(**wanted).values_list(*columns))


def card_of(actor: Actor, card_id: UUID) -> Card:
    """The own unit's card; another unit's is not found here even when its contact details are shared."""
    card = Card.objects.filter(id=card_id, owner_unit=actor.unit).first()
    if card is None:
        raise Unseen
    actor.saw([card.person_id])
    return card


def own_card(actor: Actor, person: UUID) -> UUID:
    """The own unit's card of a person whom one has come to by another way, such as an invitation."""
    card = Card.objects.filter(owner_unit=actor.unit, person=person).values_list("id", flat=True).first()
    if card is None:
        raise Unseen
    actor.saw([person])
    return card


def card_facts(actor: Actor, card_id: UUID) -> CardFacts:
    """Raises `Unseen` as `card_of`. Two statements."""
    card = card_of(actor, card_id)
    number = number_of(actor, card_id)
    written = f"{number[:8]}-{number[8:]}" if number else ""
    values = {name: getattr(card, name) for name in (*Card.PERSONAL, "version")}
    return CardFacts(f"{card.given_name} {card.family_name}", written, card.protection, values)


def notes_about(actor: Actor, card_id: UUID) -> list[Note]:
    notes: list[Note] = []
    card_shown.announce(actor=actor, card=card_id, notes=notes)
    return notes


def number_of(actor: Actor, card_id: UUID) -> str:
    """The identity number, only for a card that the actor may open; empty when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_number(%s)", [card_id])
        return cursor.fetchone()[0] or ""
