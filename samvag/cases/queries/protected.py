"""The unit's protected cases by reference, for whole-unit roles; and what the named few are told of one."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.people.models import Card
from samvag.people.protection import treatment_of

PROTECTED = "SELECT * FROM cases_protected()"
DOUBLES = "SELECT reference, ask FROM cases_doubles(%(person)s)"
SHARING = """
    SELECT c.id, c.purpose, string_agg(u.short, ', ' ORDER BY u.short),
           EXISTS (SELECT 1 FROM consents_expressly e WHERE e.consent_id = c.id AND e.unit_id = (SELECT access_unit()))
      FROM consents_consent c
      JOIN consents_party ours ON ours.consent_id = c.id AND ours.unit_id = (SELECT access_unit()) AND ours.gives
       AND ours.withdrawn_at IS NULL
      JOIN consents_party p ON p.consent_id = c.id AND p.unit_id <> ours.unit_id AND p.receives
       AND p.withdrawn_at IS NULL
      JOIN agencies_unit u ON u.id = p.unit_id
     WHERE c.person_id = %(person)s AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> %(today)s::date
     GROUP BY c.id, c.purpose ORDER BY c.purpose, c.id
"""
NAMED = """
    SELECT n.id, n.staff_id, s.name, lower(n.period), upper(n.period) - 1, n.reason
      FROM people_named n JOIN agencies_staff s ON s.id = n.staff_id
     WHERE n.owner_unit_id = (SELECT access_unit()) AND n.person_id = %(person)s AND n.period @> %(today)s::date
     ORDER BY s.name, n.id
"""


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who may open; `until` is the last day, None until further notice."""

    id: UUID
    staff: UUID
    name: str
    since: date
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProtectedCase:
    """Nothing of who it is. `card` is None unless the reader is named; `person` leads nowhere by itself."""

    case: UUID
    person: UUID
    reference: str
    protection: str
    opened_on: date
    card: UUID | None
    main: UUID | None
    main_name: str
    named: tuple[Opener, ...]
    gaps: int
    next_due: date | None

    @property
    def words(self) -> str:
        return treatment_of(self.protection).words

    @property
    def main_opens(self) -> bool:
        return self.main in {one.staff for one in self.named}

    @property
    def stands_alone(self) -> bool:
        """Nobody who has the case can open it."""
        return not self.main_opens


def protected_cases(actor: Actor) -> list[ProtectedCase]:
    """Those that nobody can open first. Empty for whoever does not see the whole unit. What she may open is logged."""
    found = [_case(*row) for row in rows(PROTECTED)]
    if cards := [one.card for one in found if one.card]:
        actor.saw(Card.objects.filter(id__in=cards).values_list("person_id", flat=True))
    return sorted(found, key=lambda one: (not one.stands_alone, one.reference))


def protected_case(actor: Actor, case: UUID) -> ProtectedCase | None:
    return next((one for one in protected_cases(actor) if one.case == case), None)


def openers_of(actor: Actor, person: UUID) -> list[Opener]:
    """Who may open a person whom the actor opens."""
    return [Opener(*row) for row in rows(NAMED, {"person": person, "today": timezone.localdate()})]


def consents_to_word(actor: Actor, person: UUID) -> list[tuple[UUID, str, str, bool]]:
    """(id, purpose, the others named in it, whether our word is given) of living consents that share our rows."""
    found = rows(SHARING, {"person": person, "today": timezone.localdate()})
    return [(consent, purpose, others, said) for consent, purpose, others, said in found]


def doubles_of(actor: Actor, person: UUID) -> list[tuple[str, str]]:
    """(reference, whom to ask) of cases that somebody in the unit has opened of the same human being, not knowing."""
    return [(reference, ask) for reference, ask in rows(DOUBLES, {"person": person})]


def _case(*columns: Any) -> ProtectedCase:
    facts = dict(zip(ProtectedCase.__slots__, columns, strict=True))
    named = facts["named"]
    people = json.loads(named) if isinstance(named, str) else named
    return ProtectedCase(**{**facts, "named": tuple(_opener(one) for one in people)})


def _opener(one: dict[str, Any]) -> Opener:
    until = date.fromisoformat(one["until"]) if one["until"] else None
    return Opener(
        UUID(one["id"]), UUID(one["staff"]), str(one["name"]), date.fromisoformat(str(one["since"])), until,
        str(one["reason"]),
    )  # fmt: skip
