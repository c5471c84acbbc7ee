"""Made-up persons, registered by somebody of the unit through the real actions."""

from itertools import count
from typing import Any

from samvag.agencies.models import Staff
from samvag.cases.actions.case import open_case
from samvag.cases.models import Case
from samvag.kernel.identity import NO_NUMBER, Identity, identity
from samvag.people.actions import register_person
from samvag.people.models import Card
from tests.harness.acting import acting

FAMILY_NAMES = ("Påhitt", "Exempel", "Provsson", "Testgren", "Övning", "Åtänkt", "Skisslund", "Utkast")
GIVEN_NAMES = ("Amina", "Björn", "Cecilia", "Dawit", "Ester", "Filip", "Greta", "Hassan", "Ida", "Johan")
numbers = count(1)


def make_card(worker: Staff, number: str = "", **facts: Any) -> Card:
    """The card of a new person in the worker's unit; `number` is one of Skatteverket's test numbers, or none."""
    running = next(numbers)
    named = {"given_name": GIVEN_NAMES[running % 10], "family_name": FAMILY_NAMES[running % 8]}
    with acting(worker, worker.unit) as by:
        return register_person(identity_of(number), by=by, **{**named, **facts})


def make_case(worker: Staff, number: str = "", card: dict[str, Any] | None = None, **facts: Any) -> Case:
    """A person with an open case whose main contact is the worker; the person is `case.person_id`."""
    person = facts.pop("person", None) or make_card(worker, number, **(card or {})).person_id
    with acting(worker, worker.unit) as by:
        return open_case(person, by=by, **facts)


def identity_of(number: str) -> Identity:
    return identity(number) if number else NO_NUMBER
