"""Who is around a person: the unit's own main contact, deputy and workers, the joint team, and what is counted."""

import json
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.cases.terms import ASSIGNMENT_ROLES, DEPUTY, MAIN, TEAM_ROLES

ROLE = {**dict(ASSIGNMENT_ROLES), **dict(TEAM_ROLES)}

CIRCLE = """
    SELECT (SELECT jsonb_agg(jsonb_build_array(f.id, '', f.name, f.phone, f.title, a.role, lower(a.period),
                                               upper(a.period) - 1) ORDER BY lower(a.period), a.id)
              FROM cases_assignment a JOIN cases_case k ON k.id = a.case_id JOIN agencies_staff f ON f.id = a.staff_id
             WHERE k.person_id = %(person)s AND k.owner_unit_id = %(unit)s),
           (SELECT jsonb_agg(jsonb_build_array(f.id, CASE WHEN t.unit_id = %(unit)s THEN '' ELSE u.short END,
                                               f.name, f.phone, f.title, t.role, lower(t.period), upper(t.period) - 1)
                             ORDER BY lower(t.period), t.id)
              FROM cases_coordination o JOIN cases_teammember t ON t.coordination_id = o.id
              JOIN agencies_unit u ON u.id = t.unit_id JOIN agencies_staff f ON f.id = t.staff_id
             WHERE o.person_id = %(person)s AND o.closed_on IS NULL),
           (SELECT count(*) FROM consents_consent c WHERE c.person_id = %(person)s),
           (SELECT count(*) FROM cases_attachment h WHERE h.person_id = %(person)s)
"""


class Part(NamedTuple):
    """Somebody's part; `unit` is the other unit's short name in a joint team, empty for our own case."""

    staff: UUID
    unit: str
    name: str
    phone: str
    title: str
    role: str
    first: date
    last: date | None

    @property
    def role_words(self) -> str:
        return str(ROLE[self.role])

    def runs(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class Circle(NamedTuple):
    """`own` and `team` hold former ones too, the oldest first."""

    own: tuple[Part, ...]
    team: tuple[Part, ...]
    consents: int
    attachments: int

    @property
    def joint(self) -> bool:
        """Whether a joint team leads now."""
        return any(part.role == MAIN for part in self.team)

    def holder(self, role: str, day: date) -> Part | None:
        return next((part for part in self.own if part.role == role and part.runs(day)), None)

    def main(self, day: date) -> Part | None:
        return self.holder(MAIN, day)

    def around(self, day: date) -> list[Part]:
        """Everybody now, each once: our own first, main contact before deputy, then the joint team's."""
        own = sorted((part for part in self.own if part.runs(day)), key=_rank)
        known = {part.staff for part in own}
        team = [part for part in self.team if part.runs(day) and part.staff not in known]
        return [*own, *sorted(team, key=_rank)]

    def leads_team(self, part: Part, day: date) -> bool:
        return any(one.staff == part.staff and one.role == MAIN and one.runs(day) for one in self.team)


def _rank(part: Part) -> tuple[int, str]:
    return {MAIN: 0, DEPUTY: 1}.get(part.role, 2), part.name


def circle_of(actor: Actor, person: UUID) -> Circle:
    """One statement."""
    found = rows(CIRCLE, {"unit": actor.unit, "person": person})
    own, team, consents, attachments = found[0]
    return Circle(_parts(own), _parts(team), consents, attachments)


def _parts(text: str | None) -> tuple[Part, ...]:
    """Django hands out jsonb as text."""
    found: list[list[Any]] = json.loads(text) if text else []
    return tuple(map(_part, found))


def _part(row: list[Any]) -> Part:
    staff, unit, name, phone, title, role, first, last = row
    return Part(UUID(staff), unit, name, phone, title, role, date.fromisoformat(first), _day(last))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
