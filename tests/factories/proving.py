"""A number that has been proven, as it is: a code was asked for, and said back by whoever has the telephone."""

from uuid import UUID

from samvag.access.persons import Person, acting_as_person
from samvag.agencies.models import Staff
from samvag.outbox import proving
from samvag.people.models import Card
from tests.harness.acting import acting


def prove(worker: Staff, person: UUID) -> None:
    """Of the person's card in the worker's unit."""
    with acting(worker, worker.unit):
        said_back(Card.objects.get(person=person, owner_unit=worker.unit.pk).id)


def prove_own(person: UUID) -> None:
    with acting_as_person(Person(person)):
        said_back(None)


def said_back(card: UUID | None) -> None:
    asked = proving.ask(card)
    assert asked
    made = proving.make_code(asked)
    assert made and proving.is_right(card, asked, made.code)
