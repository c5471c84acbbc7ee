"""The person whose rights are kept, as the own unit knows her."""

from dataclasses import dataclass
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.kernel.errors import Unseen

WHOM = "SELECT card, person, name, number, protection FROM rights_whom(%(card)s)"


@dataclass(frozen=True, slots=True)
class Whom:
    """The own unit's card, for those who keep rights."""

    card: UUID
    person: UUID
    name: str
    number: str
    protection: str

    @property
    def written(self) -> str:
        return f"{self.number[:8]}-{self.number[8:]}" if self.number else ""


def whom(actor: Actor, card: UUID) -> Whom:
    """Raises `Unseen` for another unit's card, and for one that is restricted for the actor."""
    found = rows(WHOM, {"card": card})
    if not found:
        raise Unseen
    one = Whom(*found[0])
    actor.saw([one.person])
    return one
