"""How a person is reached, as she and as her units may know it; and what became of what was to be sent."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import connection

from samvag.access.actor import Actor
from samvag.access.persons import Person
from samvag.outbox import proving
from samvag.outbox.models import Message, OwnWay
from samvag.outbox.proving import Way
from samvag.outbox.terms import FAILED, IN_PERSON, STATES

FIELDS = ("channel", "phone", "email", "earliest", "latest", "letters_home", "shown_to_units")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a unit is told of the person's own choice. `channel` is empty when she keeps the rest to herself."""

    letters_home: bool
    channel: str
    destination: str
    earliest: time | None
    latest: time | None


@dataclass(frozen=True, slots=True)
class Told:
    state: str

    @property
    def words(self) -> str:
        return str(dict(STATES)[self.state])

    @property
    def in_person(self) -> bool:
        return self.state in (IN_PERSON, FAILED)


def own_way(actor: Person) -> dict | None:
    """Her own choice, by field; None when she has made none."""
    return OwnWay.objects.filter(person=actor.id).values(*FIELDS).first()


def own_choice(actor: Actor, card: UUID) -> Choice | None:
    """Of a person on the own unit's card; None when she has made none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_own_choice(%s)", [card])
        row = cursor.fetchone()
    return Choice(*row) if row else None


def way_of_card(actor: Actor, card: UUID) -> Way | None:
    """Where codes would go by the own unit's card, and whether it is proven. None when none can go."""
    return proving.way_now(card)


def proof_of_own(actor: Person) -> Way | None:
    """The same of her own choice."""
    return proving.way_now(None)


def told(actor: Actor, messages: list[UUID]) -> dict[UUID, Told]:
    """What became of the own unit's messages."""
    found = Message.objects.filter(id__in=messages, owner_unit=actor.unit).values_list("id", "state")
    return {message: Told(state) for message, state in found.order_by("id")}
