"""Acting in tests: as the application does it, and when it is over nobody acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from samvag.access.actor import Actor
from samvag.access.context import NOBODY, acting_as, acting_as_service


@contextmanager
def acting(staff: object, unit: object) -> Iterator[Actor]:
    """`with acting(anna, ame) as actor:`; takes rows or ids. The one who acted before acts again afterwards."""
    with restored(), acting_as(_id(staff), _id(unit)) as actor:
        yield actor


@contextmanager
def setting_up(unit: object = NOBODY) -> Iterator[Actor]:
    """As the service that builds agencies."""
    with restored(), acting_as_service("setup", _id(unit)) as actor:
        yield actor


@contextmanager
def restored() -> Iterator[None]:
    """Tests run within one transaction, where a context would outlive its block."""
    before = current()
    try:
        yield
    finally:
        if not connection.needs_rollback:
            set_context(before)


def current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('samvag.context', true), '')")
        return cursor.fetchone()[0]


def set_context(context: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samvag.context', %s, true)", [context])


def _id(row: object) -> UUID:
    return row if isinstance(row, UUID) else row.pk  # type: ignore[attr-defined]
