"""The signed context that the database's policies read.

`kind|subject|unit|backend pid|expiry|level|mac` is set for one transaction. The application signs with a key that it
holds outside the database; `access_enter` verifies it with the same key, in a table that only definer functions
read, and seals it with the roles to this one transaction. So injected SQL can neither forge a context nor move one
to another connection or transaction, and it dies within a minute.
"""

import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction

from samvag.access.actor import Actor, Place
from samvag.access.roles import Role
from samvag.kernel.assurance import Level
from samvag.kernel.errors import Forbidden

LIFE_SECONDS = 50  # the database accepts 60: ten seconds for clocks that differ
FOUND_AT_MOST = (
    65_536  # characters: a thousand persons; more is found as quickly as it is held against its seal
)
NOBODY = UUID(int=0)
STAFF, SERVICE, PERSON = "staff", "service", "person"
ENTER = "SELECT * FROM access_enter(%s)"
ENTER_AGAIN = "SELECT * FROM access_enter_again(%s, %s)"


def signed(kind: str, subject: str, unit: UUID, backend: int, now: float, level: Level = Level.HIGH) -> str:
    facts = f"{kind}|{subject}|{unit}|{backend}|{int(now) + LIFE_SECONDS}|{int(level)}"
    mac = hmac.new(bytes.fromhex(settings.CONTEXT_KEY), facts.encode(), sha256).hexdigest()
    return f"{facts}|{mac}"


def entered(kind: str, subject: str, unit: UUID, level: Level = Level.HIGH) -> tuple[Any, ...] | None:
    """Sets the context of the running transaction. What the database says of it; None when it is not believed."""
    return _answered(ENTER, _signed(kind, subject, unit, level))


def enter(kind: str, subject: str, unit: UUID, level: Level = Level.HIGH) -> Actor:
    """Sets the context of the running transaction and returns who that is, as the database sees it.

    A page gives its session's level. Jobs and commands have none: they carry out what was ordered.
    """
    return _actor(entered(kind, subject, unit, level), level)


def enter_again(subject: str, unit: UUID, level: Level) -> Actor:
    """For pages, which somebody asks for one after another: what was found for her last time is told to the database,
    which believes it when nothing that it was made of has been written since.
    """
    found = caches["found"]
    key = f"{subject}.{unit}.{level}"
    row = _answered(ENTER_AGAIN, _signed(STAFF, subject, unit, level), found.get(key, ""))
    if row and row[-1] and len(row[-1]) < FOUND_AT_MOST:
        found.set(key, row[-1])
    return _actor(row and row[:-1], level)


def _signed(kind: str, subject: str, unit: UUID, level: Level) -> str:
    connection.ensure_connection()
    return signed(kind, subject, unit, connection.connection.info.backend_pid, time.time(), level)


def _answered(statement: str, *values: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def _actor(row: tuple[Any, ...] | None, level: Level) -> Actor:
    if row is None:
        raise Forbidden("Du har ingen roll i den verksamheten.")
    staff, unit, roles, name, unit_name, places = row
    places = json.loads(places) if isinstance(places, str) else places
    return Actor(
        staff or NOBODY,
        unit,
        frozenset(Role(role) for role in roles),
        name,
        unit_name,
        tuple(Place(UUID(place["unit"]), place["name"]) for place in places),
        level,
    )


@contextmanager
def acting_as(staff: UUID, unit: UUID) -> Iterator[Actor]:
    """A transaction in which a person of staff acts for a unit: for jobs and commands, as the middleware for pages."""
    with _acting(STAFF, str(staff), unit) as actor:
        yield actor


@contextmanager
def acting_as_service(name: str, unit: UUID = NOBODY) -> Iterator[Actor]:
    """A transaction in which a named service acts: `setup` builds agencies, the others keep one unit's rows."""
    with _acting(SERVICE, name, unit) as actor:
        yield actor


@contextmanager
def _acting(kind: str, subject: str, unit: UUID) -> Iterator[Actor]:
    with returning():
        yield enter(kind, subject, unit)


@contextmanager
def returning() -> Iterator[None]:
    """Within another's transaction that one acts again afterwards: a setting outlives its savepoint."""
    inside = connection.in_atomic_block
    with transaction.atomic():
        before = _standing() if inside else ""
        yield
        if inside:
            _set(before)


def _standing() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('samvag.context', true), '')")
        return cursor.fetchone()[0]


def _set(context: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samvag.context', %s, true)", [context])


def renew(actor: Actor) -> None:
    """For long jobs: a fresh minute for the same actor in the same transaction."""
    enter(STAFF, str(actor.staff), actor.unit, actor.level)
