"""Who has a part in a case or a team on a day, and how often the main contact has changed. No database."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.cases.terms import MAIN, NTH_MAIN


class HasPart(Protocol):
    """An assignment of a case, or a member of a coordination's team. `last` is None while it runs."""

    @property
    def staff(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date | None: ...


Part = TypeVar("Part", bound=HasPart)


def now(parts: Iterable[Part], day: date) -> list[Part]:
    """Those whose part is running on the day."""
    return [part for part in parts if part.first <= day and (part.last is None or day <= part.last)]


def holder(parts: Iterable[Part], role: str, day: date) -> Part | None:
    """Who has a part of which there is one at a time."""
    return next((part for part in now(parts, day) if part.role == role), None)


def main_contacts(parts: Iterable[HasPart]) -> int:
    """How many main contacts there have been; the same person twice in a row is one."""
    mains = sorted((part for part in parts if part.role == MAIN), key=lambda part: part.first)
    return sum(1 for _staff, _parts in groupby(mains, key=lambda part: part.staff))


def nth_main(count: int) -> str:
    """`tredje huvudkontakten`, so that a change is seen; empty when there has been none."""
    if count < 1:
        return ""
    if count <= len(NTH_MAIN):
        return str(NTH_MAIN[count - 1])
    return _("%(count)s:e huvudkontakten") % {"count": count}
