"""What a unit keeps from a person of its own reads."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.kernel.periods import last_day
from samvag.rights.models import WithheldLooks
from samvag.rights.terms import WITHHOLDING


@dataclass(frozen=True, slots=True)
class Decided:
    id: UUID
    ground: str
    decision: str
    first: date
    last: date
    by: str

    @property
    def ground_words(self) -> str:
        return str(dict(WITHHOLDING)[self.ground])

    @property
    def can_end(self) -> bool:
        """What lasts the day out anyway has been ended."""
        return self.lives and self.last > timezone.localdate()

    @property
    def lives(self) -> bool:
        return self.first <= timezone.localdate() <= self.last


def decided(actor: Actor, person: UUID) -> list[Decided]:
    """The latest first, those that have ended too."""
    found = WithheldLooks.objects.filter(owner_unit=actor.unit, person=person).order_by("-period", "id")
    return [
        Decided(id, ground, decision, span.lower, last_day(span) or span.lower, name or "")
        for id, ground, decision, span, name in found.values_list(
            "id", "ground", "decision", "period", "created_by__name"
        )
    ]
