"""Keeps the gaps true: when rows change, at night, and by comparing the two.

The evaluation is a function of the database, since it must see what each unit may see; from here one can only say what
happened or ask for it, and it answers nothing of content.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from samvag.access.context import acting_as_service
from samvag.gaps.evaluation import OFTEN, tables

SERVICE = "gaps"
Difference = tuple[UUID, UUID, str, date | None, date | None, date | None, date | None]


def rows_changed(owner_unit: UUID, person: UUID, table: str = "", **_facts: Any) -> None:
    """In the transaction of the change: the own unit's case, and those of units that the person lets see.

    By the rules that read the rows of that table; by all when none is named.
    """
    if not table or table in tables():
        _call("gaps_rows_changed", owner_unit, [person], table)


def persons_changed(owner_unit: UUID, persons: list[UUID], **_facts: Any) -> None:
    """The same for many at once."""
    _call("gaps_rows_changed", owner_unit, persons, "")


def consent_changed(person: UUID, **_facts: Any) -> None:
    _call("gaps_consent_changed", person)


def staff_changed(unit: UUID, **_facts: Any) -> None:
    _call("gaps_unit_changed", unit)


def evaluate_all(as_of: date) -> int:
    """Everything, at night or after a fill. Returns how many gaps were added, changed or ended."""
    with acting_as_service(SERVICE):
        return _call("gaps_evaluate_all", as_of)


def evaluate_due(as_of: date) -> int:
    """Only the cases whose answer changes by itself on or before that day. Returns how many cases."""
    with acting_as_service(SERVICE):
        return _call("gaps_evaluate_due", as_of)


def differences(as_of: date) -> list[Difference]:
    """Rows that a full evaluation would give otherwise than they stand; empty when all is well."""
    with acting_as_service(SERVICE), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM gaps_differences(%s) ORDER BY 1, 2, 3", [as_of])
        return cursor.fetchall()


def plan(connection: Any) -> None:
    """Has a new connection plan what it judges changes by: a tenth of a second that somebody would wait for."""
    for table in ("", *OFTEN):
        connection.execute(
            "SELECT gaps_evaluate('{}', (now() AT TIME ZONE %s::text)::date, %s)", [settings.TIME_ZONE, table]
        )


def _call(function: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(given))})", given)
        return cursor.fetchone()[0]
