"""Who has had the case or led the team, and how often that has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.queries.reading import read_of_person
from samvag.cases.terms import MAIN, NTH_MAIN

OF_PERSON = """
    SELECT a.id, a.case_id, a.staff_id, s.name, s.title, s.phone, s.email, a.role, lower(a.period),
           upper(a.period) - 1, a.end_reason
      FROM cases_assignment a JOIN cases_case k ON k.id = a.case_id JOIN agencies_staff s ON s.id = a.staff_id
     WHERE k.person_id = %(person)s AND k.owner_unit_id = %(unit)s
     ORDER BY lower(a.period), a.role = 'MAIN' DESC, a.id
"""


class HasPart(Protocol):
    """An assignment of a case, or a member of a coordination's team."""

    @property
    def staff(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date | None: ...


Part = TypeVar("Part", bound=HasPart)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who of the own unit had the case, in which part (MAIN, DEPUTY, WORKER); `last` is None while it runs."""

    id: UUID
    case: UUID
    staff: UUID
    name: str
    title: str
    phone: str
    email: str
    role: str
    first: date
    last: date | None
    end_reason: str


def assignments_of(actor: Actor, person: UUID) -> list[AssignmentRow]:
    """All who have had the own unit's cases of the person, oldest first. One statement."""
    return read_of_person(actor, person, OF_PERSON, AssignmentRow)


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
