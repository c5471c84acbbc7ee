"""Writing the log. Who acts is taken from the database's own verified context, never from a parameter."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection


def log_change(
    verb: str,
    subject: str,
    subject_id: UUID | None,
    *,
    person: UUID | None = None,
    persons: Iterable[UUID] = (),
    **detail: Any,
) -> None:
    """`verb` as in `step.create`; `detail` holds facts that are not personal (codes, dates, counts). An act on many at
    once names them all in `persons`.
    """
    whose = [*persons] if person is None else [person, *persons]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_log_change(%s, %s, %s, %s::uuid[], %s)",
            [verb, subject, subject_id, whose, json.dumps(detail, default=str)],
        )
