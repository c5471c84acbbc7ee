"""Who has looked, in one function: what a register extract says about the log."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows

LOOKS = "SELECT month, readings, acts, staff FROM rights_looks(%(person)s)"


@dataclass(frozen=True, slots=True)
class Month:
    """`staff` is how many of the unit's own who looked or wrote."""

    month: str
    readings: int
    acts: int
    staff: int


def looked_summary(actor: Actor, person: UUID) -> list[dict[str, Any]]:
    """Of the own unit, by month, the latest first. Readings by other units are theirs to tell."""
    return [asdict(Month(*row)) for row in rows(LOOKS, {"person": person})]
