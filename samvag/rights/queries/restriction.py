"""Restrictions that live in the unit: told by the case's number, never by name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.agencies.models import Staff
from samvag.kernel.errors import Unseen
from samvag.kernel.periods import last_day
from samvag.rights.extract.whom import whom
from samvag.rights.models import Restriction
from samvag.rights.terms import GROUNDS

__all__ = ["whom"]


@dataclass(frozen=True, slots=True)
class Limited:
    id: UUID
    ground: str
    reason: str
    since: datetime
    until: date | None
    by: str
    few: tuple[str, ...]
    mine: bool

    @property
    def ground_words(self) -> str:
        return str(dict(GROUNDS)[self.ground])

    @property
    def lives(self) -> bool:
        return self.until is None or self.until >= timezone.localdate()


def restrictions(actor: Actor) -> list[Limited]:
    """Those that nobody has lifted, the oldest first."""
    found = Restriction.objects.filter(owner_unit=actor.unit, lifted_at=None).order_by("created_at", "id")
    columns = ("id", "ground", "reason", "created_at", "period", "created_by__name", "may_see")
    rows = list(found.values_list(*columns))
    few = {one for row in rows for one in row[6]}
    names = dict(Staff.objects.filter(id__in=few).values_list("id", "name"))
    return [
        Limited(
            id, ground, reason, at, last_day(span), by or "", tuple(sorted(names.get(one, "") for one in see)),
            actor.staff in see,
        )
        for id, ground, reason, at, span, by, see in rows
    ]  # fmt: skip


def restriction(actor: Actor, restriction_id: UUID) -> Limited:
    found = next((one for one in restrictions(actor) if one.id == restriction_id), None)
    if found is None:
        raise Unseen
    return found
