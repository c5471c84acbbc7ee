"""Reading by the same statement again and again: planned once a connection, not once a request.

A policy is several subplans a table, so planning a page's statements under row-level security costs as much as
running them. psycopg prepares what it has seen on a connection; Django's own cursors write the values into the
text, which makes every statement a new one.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import Cursor


def rows(statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """All rows of a statement with named places. Goes through Django's wrappers, so that it can be counted."""
    if connection.queries_logged:
        # Whoever listens wants the values in the text.
        with connection.cursor() as written_out:
            written_out.execute(statement, values or None)
            return written_out.fetchall()
    connection.ensure_connection()
    held = connection.connection
    held.prepare_threshold = 0
    with connection.wrap_database_errors, connection._prepare_cursor(Cursor(held)) as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement, values or None)
        return cursor.fetchall()
