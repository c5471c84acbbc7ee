"""Writing the log. Who acts is taken from the database's own verified context, never from a parameter."""

import json
from typing import Any
from uuid import UUID

from django.db import connection


def log_change(
    verb: str, subject: str, subject_id: UUID | None, *, person: UUID | None = None, **detail: Any
) -> None:
    """`verb` as in `step.create`; `detail` holds facts that are not personal (codes, dates, counts)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_log_change(%s, %s, %s, %s, %s)",
            [verb, subject, subject_id, person, json.dumps(detail, default=str)],
        )
