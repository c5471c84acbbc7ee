"""Reading rows of a person's way into frozen read models, with whose they are."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows

Row = TypeVar("Row")

#: The other unit's short name; empty for the actor's own rows. The joined unit is `u`, the row `r`.
WHOSE = "CASE WHEN r.owner_unit_id = %(unit)s THEN '' ELSE u.short END"
FROM_WHOM = """JOIN agencies_unit u ON u.id = r.owner_unit_id
    LEFT JOIN agencies_staff s ON s.id = r.created_by_id"""


def read(actor: Actor, statement: str, row: Callable[..., Row], **values: Any) -> list[Row]:
    """One statement; the database itself hides what the actor may not see. `protected` stands for a name not sent."""
    found = rows(
        statement, {"unit": actor.unit, "staff": actor.staff, "protected": _("Skyddad person"), **values}
    )
    return [row(*columns) for columns in found]


def read_of_person(
    actor: Actor, person: UUID, statement: str, row: Callable[..., Row], **values: Any
) -> list[Row]:
    found = read(actor, statement, row, person=person, **values)
    if found:
        actor.saw((person,))
    return found
