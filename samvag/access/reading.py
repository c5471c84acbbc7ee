"""Reading by a statement in text."""

from collections.abc import Mapping
from typing import Any

from django.db import connection


def rows(statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """All rows of a statement with named places. Its text stays the same, so that a connection plans it only once."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()
