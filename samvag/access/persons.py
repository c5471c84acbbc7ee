"""The person herself, in Min väg: not staff, of no unit, and with a session of her own that is soon over."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection, connections
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from samvag.access.context import NOBODY, PERSON, entered, returning
from samvag.kernel.errors import Forbidden
from samvag.kernel.identity import NotAnIdentity, identity

#: Where the session remembers her.
KEY = "person"
IDLE_SECONDS = 30 * 60


class Shown(StrEnum):
    """How she has shown who she is."""

    EID = "eid"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Person:
    """`door` is the unit whose card told where her code was to be sent; she then sees what the units know that have
    the same way to her. None when she has shown who she is, or has said herself where codes go: she sees all."""

    id: UUID
    shown: Shown = Shown.EID
    door: UUID | None = None

    @property
    def whole(self) -> bool:
        return self.door is None


def person_logged_in(request: HttpRequest, number: str) -> bool:
    """After an e-ID has told whose number it is: she is let in, if anybody here knows her."""
    try:
        wanted = identity(number)
    except NotAnIdentity:
        return False
    with connections["auth"].cursor() as cursor:
        cursor.execute("SELECT access_person_of(%s)", [wanted.number])
        found = cursor.fetchone()[0]
    if found is None:
        return False
    let_in(request, Person(found))
    return True


def let_in(request: HttpRequest, person: Person) -> None:
    """A session that is all new, so that no key that somebody else knows becomes hers; nobody of the staff is in it."""
    with acting_as_person(person):
        _log("person.login", person, shown=person.shown.value)
    request.session.flush()
    request.session.set_expiry(IDLE_SECONDS)
    request.session[KEY] = {
        "id": str(person.id),
        "shown": person.shown.value,
        "door": str(person.door) if person.door else "",
    }
    rotate_token(request)


def leave(request: HttpRequest) -> None:
    request.session.flush()


def remembered(request: HttpRequest) -> Person:
    facts = request.session[KEY]
    door = UUID(facts["door"]) if facts["door"] else None
    return Person(UUID(facts["id"]), Shown(facts["shown"]), door)


def enter(person: Person) -> Person:
    """Sets the context of the running transaction. Refused when there is no such person any more."""
    if entered(PERSON, str(person.id), person.door or NOBODY) is None:
        raise Forbidden("")
    return person


@contextmanager
def acting_as_person(person: Person) -> Iterator[Person]:
    """A transaction in which she acts: for tests and for the login, as the middleware for pages."""
    with returning():
        yield enter(person)


def _log(verb: str, person: Person, **detail: Any) -> None:
    """As `samvag.audit.actions.log_change`, which stands above."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_log_change(%s, 'person', NULL, %s::uuid[], %s)",
            [verb, [person.id], json.dumps(detail)],
        )
