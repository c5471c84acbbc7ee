"""The joint way of a person: which units are in it, the team, and the invitations that wait for an answer."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.cases.parts import holder, main_contacts, now
from samvag.cases.queries.reading import read, read_of_person
from samvag.cases.terms import DEPUTY, MAIN, TEAM_ROLES
from samvag.consents.terms import SAID
from samvag.kernel.categories import Category
from samvag.kernel.errors import Unseen

COLUMNS = """
    SELECT o.id, o.person_id, o.owner_unit_id, lead.short, o.purpose, o.opened_on, o.closed_on,
           o.close_reason,
           coalesce((SELECT jsonb_agg(jsonb_build_array(s.id, s.unit_id, u.short, u.name,
                                      s.case_id IS NOT NULL, s.invited_on, s.left_on, s.left_reason)
                            ORDER BY s.unit_id <> o.owner_unit_id, u.short, s.id)
              FROM cases_coordinationcase s JOIN agencies_unit u ON u.id = s.unit_id
             WHERE s.coordination_id = o.id), '[]'),
           coalesce((SELECT jsonb_agg(jsonb_build_array(t.id, t.unit_id, u.short, t.staff_id, f.name, f.title,
                                      f.phone, f.email, t.role, lower(t.period), upper(t.period) - 1,
                                      t.end_reason, t.version)
                            ORDER BY lower(t.period), t.role <> 'MAIN', f.name, t.id)
              FROM cases_teammember t JOIN agencies_unit u ON u.id = t.unit_id
              JOIN agencies_staff f ON f.id = t.staff_id
             WHERE t.coordination_id = o.id), '[]')
      FROM cases_coordination o JOIN agencies_unit lead ON lead.id = o.owner_unit_id
"""
OF_PERSON = (
    COLUMNS + " WHERE o.person_id = %(person)s ORDER BY o.closed_on NULLS FIRST, o.opened_on DESC, o.id"
)
ONE = COLUMNS + " WHERE o.id = %(id)s"
NOT_AGREED = "SELECT consent, category, unit FROM cases_not_agreed(%(id)s)"
RENEWED = """
    SELECT DISTINCT card.id, card.person_id, CASE card.protection WHEN 'INGEN'
           THEN card.given_name || ' ' || card.family_name ELSE %(protected)s END, lead.short, o.purpose,
           (c.created_at AT TIME ZONE 'Europe/Stockholm')::date AS changed_on
      FROM cases_not_agreed(NULL) n JOIN consents_consent c ON c.id = n.consent
      JOIN cases_coordination o ON o.id = c.coordination_id
      JOIN agencies_unit lead ON lead.id = o.owner_unit_id
      JOIN people_card card ON card.owner_unit_id = %(unit)s AND card.person_id = o.person_id
     ORDER BY changed_on, card.id
"""
INVITATIONS = """
    SELECT s.id, o.id, o.person_id, lead.short, lead.name, o.purpose,
           coalesce(nullif(s.person_name, ''), %(protected)s), s.person_number, s.message, s.invited_on, card.id, k.id
      FROM cases_coordinationcase s JOIN cases_coordination o ON o.id = s.coordination_id
      JOIN agencies_unit lead ON lead.id = o.owner_unit_id
      LEFT JOIN people_card card ON card.owner_unit_id = s.unit_id AND card.person_id = o.person_id
      LEFT JOIN cases_case k ON k.owner_unit_id = s.unit_id AND k.person_id = o.person_id
       AND k.closed_on IS NULL
     WHERE s.unit_id = %(unit)s AND o.owner_unit_id <> s.unit_id AND s.case_id IS NULL AND s.left_on IS NULL
       AND o.closed_on IS NULL
"""


@dataclass(frozen=True, slots=True)
class InIt:
    """A unit in the coordination; its rows are open to the others when it has `joined` with its own case."""

    id: UUID
    unit: UUID
    short: str
    name: str
    joined: bool
    invited_on: date
    left_on: date | None
    left_reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A part in the team; `last` is its last day, None while it runs."""

    id: UUID
    unit: UUID
    short: str
    staff: UUID
    name: str
    title: str
    phone: str
    email: str
    role: str
    first: date
    last: date | None
    end_reason: str
    version: int

    @property
    def role_label(self) -> str:
        return str(dict(TEAM_ROLES)[self.role])


@dataclass(frozen=True, slots=True)
class CoordinationView:
    """`units` begin with the leading one; `members` hold former ones too, oldest first."""

    id: UUID
    person: UUID
    lead: UUID
    lead_short: str
    purpose: str
    opened_on: date
    closed_on: date | None
    close_reason: str
    units: tuple[InIt, ...]
    members: tuple[Member, ...]

    def team(self, day: date) -> list[Member]:
        """Those on the team on the day, main contact and deputy first."""
        return sorted(
            now(self.members, day), key=lambda one: ({MAIN: 0, DEPUTY: 1}.get(one.role, 2), one.name, one.id)
        )

    def main(self, day: date) -> Member | None:
        return holder(self.members, MAIN, day)

    def deputy(self, day: date) -> Member | None:
        return holder(self.members, DEPUTY, day)

    def former(self, day: date) -> list[Member]:
        return [one for one in self.members if one.last is not None and one.last < day]

    @property
    def main_contacts(self) -> int:
        """How many main contacts so far; `samvag.cases.parts.nth_main` says it in words."""
        return main_contacts(self.members)

    def place(self, unit: UUID) -> InIt | None:
        return next((one for one in self.units if one.unit == unit), None)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A coordination whose consent holds more than our unit has said yes to."""

    card: UUID
    person: UUID
    name: str
    from_short: str
    purpose: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """What a renewed consent holds beyond what our unit has said yes to: kinds of rows, and units that would see."""

    consent: UUID
    categories: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def said(self) -> list[str]:
        return [str(SAID[Category(one)]) for one in self.categories]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What another unit asks of ours, by the person's consent. `card` and `case` are our own, or None."""

    id: UUID
    coordination: UUID
    person: UUID
    from_short: str
    from_name: str
    purpose: str
    person_name: str
    person_number: str
    message: str
    invited_on: date
    card: UUID | None
    case: UUID | None


def coordinations_of(actor: Actor, person: UUID) -> list[CoordinationView]:
    """Those that the actor's unit is in, the open one first. One statement, team and units included."""
    return read_of_person(actor, person, OF_PERSON, _view)


def open_coordination_of(actor: Actor, person: UUID) -> CoordinationView | None:
    """The one that is going on, if any."""
    return next((view for view in coordinations_of(actor, person) if view.closed_on is None), None)


def coordination(actor: Actor, coordination_id: UUID) -> CoordinationView:
    found = read(actor, ONE, _view, id=coordination_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]


def not_agreed(actor: Actor, coordination_id: UUID) -> NotAgreed | None:
    """What the actor's unit has to answer, if anything; its own rows stay closed to that until then."""
    found = rows(NOT_AGREED, {"id": coordination_id})
    if not found:
        return None
    consent = found[0][0]
    here = [row for row in found if row[0] == consent]
    return NotAgreed(
        consent, tuple(row[1] for row in here if row[1]), tuple(row[2] for row in here if row[2])
    )


def renewed(actor: Actor) -> list[Renewed]:
    """Those that wait for the unit's answer to a changed consent, oldest first."""
    found = read(actor, RENEWED, Renewed)
    actor.saw(row.person for row in found)
    return found


def invitations(actor: Actor) -> list[Invitation]:
    """To the actor's unit, those that wait for its own case to be linked, oldest first."""
    rows = read(actor, INVITATIONS + " ORDER BY s.invited_on, s.id", Invitation)
    actor.saw(row.person for row in rows)
    return rows


def invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    found = read(actor, INVITATIONS + " AND s.id = %(id)s", Invitation, id=invitation_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]


def _view(*columns: Any) -> CoordinationView:
    *facts, units, members = columns
    values: list[Any] = [
        *facts,
        tuple(map(_in_it, json.loads(units))),
        tuple(map(_member, json.loads(members))),
    ]
    return CoordinationView(*values)


def _in_it(row: list[Any]) -> InIt:
    row_id, unit, short, name, joined, invited_on, left_on, reason = row
    return InIt(
        UUID(row_id), UUID(unit), short, name, joined, date.fromisoformat(invited_on), _day(left_on), reason
    )


def _member(row: list[Any]) -> Member:
    row_id, unit, short, staff, name, title, phone, email, role, first, last, reason, version = row
    who = (UUID(row_id), UUID(unit), short, UUID(staff), name, title, phone, email)
    return Member(*who, role, date.fromisoformat(first), _day(last), reason, version)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
