"""Asking a bare connection as somebody: signed as the application signs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from samvag.access.context import STAFF, signed


def enter(connection: psycopg.Connection, staff: UUID, unit: UUID) -> bool:
    """Whether the database takes them for somebody who acts for that unit now."""
    context = signed(STAFF, str(staff), unit, connection.info.backend_pid, time.time())
    return connection.execute("SELECT staff FROM access_enter(%s)", [context]).fetchone() is not None


@contextmanager
def acting(connection: psycopg.Connection, staff: UUID, unit: UUID) -> Iterator[psycopg.Connection]:
    with connection.transaction(force_rollback=True):
        enter(connection, staff, unit)
        yield connection


def notes_seen(connection: psycopg.Connection) -> set[UUID]:
    return {row[0] for row in connection.execute("SELECT id FROM cases_note")}
