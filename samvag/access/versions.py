"""Nobody overwrites what she has not read: an act compares the row, locked, with the version the writer had read."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from samvag.access.rows import Versioned
from samvag.kernel.errors import Conflict

# Of the own unit alone: who works where elsewhere is nothing that a conflict tells.
WHO = """
    SELECT s.name, s.id = (SELECT access_staff()) FROM agencies_staff s
     WHERE s.id = %s AND EXISTS (SELECT 1 FROM agencies_membership m
           WHERE m.staff_id = s.id AND m.unit_id = (SELECT access_any_unit()))
"""


def as_read(row: Versioned, version: int | None) -> None:
    """Raises `Conflict` when the row is no longer as the writer read it. `row` must be locked for update.

    `version` is None for what nobody has read beforehand: a program that reads and writes in one transaction.
    """
    if version is None or version == row.version:
        return
    at = row.changed_at or getattr(row, "created_at", None)
    who, oneself = _whose(row.changed_by_id or getattr(row, "created_by_id", None))
    raise Conflict(_("Någon annan har ändrat det här medan du skrev."), row.version, at, who, oneself)


def _whose(staff: UUID | None) -> tuple[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute(WHO, [staff])
        return cursor.fetchone() or ("", False)
