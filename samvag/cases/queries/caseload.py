"""A unit's open cases for those who distribute them: what nobody has, who has how many, what was moved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases.queries.reading import read
from samvag.people.protection import name_in_lists

UNASSIGNED = f"""
    SELECT k.id, c.id, k.person_id, {name_in_lists("k.id")}, k.reference, k.opened_on,
           (SELECT string_agg(i.name, ', ' ORDER BY i.name) FROM cases_participation p
              JOIN catalogue_intervention i ON i.id = p.intervention_id
             WHERE p.case_id = k.id AND upper_inf(p.period) AND p.exit_reason = '')
      FROM cases_case k JOIN people_card c ON c.owner_unit_id = k.owner_unit_id AND c.person_id = k.person_id
     WHERE k.owner_unit_id = %(unit)s AND k.closed_on IS NULL AND NOT EXISTS (
           SELECT 1 FROM cases_assignment a WHERE a.case_id = k.id AND a.role = 'MAIN' AND a.period @> %(today)s::date)
     ORDER BY k.opened_on, c.sort_key, k.id
"""
LOADS = """
    SELECT s.id, s.name, count(a.id) FILTER (WHERE a.role = 'MAIN'), count(a.id) FILTER (WHERE a.role <> 'MAIN'),
           (SELECT upper(w.period) - 1 FROM agencies_absence w
             WHERE w.staff_id = s.id AND w.unit_id = %(unit)s AND w.period @> %(today)s::date
             ORDER BY w.period LIMIT 1)
      FROM agencies_staff s
      LEFT JOIN (cases_assignment a JOIN cases_case k ON k.id = a.case_id AND k.closed_on IS NULL)
        ON a.staff_id = s.id AND a.owner_unit_id = %(unit)s AND a.period @> %(today)s::date
     WHERE s.active AND EXISTS (SELECT 1 FROM agencies_membership m WHERE m.staff_id = s.id AND m.unit_id = %(unit)s
           AND m.role IN (SELECT w.role FROM access_standing w WHERE w.standing = 'with_persons')
           AND m.period @> %(today)s::date)
     GROUP BY s.id, s.name ORDER BY s.name, s.id
"""
HELD = f"""
    SELECT k.id, c.id, k.person_id, {name_in_lists("k.id")}, k.reference, a.role, lower(a.period)
      FROM cases_assignment a JOIN cases_case k ON k.id = a.case_id AND k.closed_on IS NULL
      JOIN people_card c ON c.owner_unit_id = k.owner_unit_id AND c.person_id = k.person_id
     WHERE a.owner_unit_id = %(unit)s AND a.staff_id = %(whose)s AND a.period @> %(today)s::date
     ORDER BY a.role <> 'MAIN', c.sort_key, k.id
"""
MOVES = """
    SELECT m.id, m.made_at, b.name, coalesce(f.name, ''), t.name, m.why, jsonb_array_length(m.before), m.undone_at,
           ARRAY(SELECT k.reference FROM jsonb_array_elements(m.before) b JOIN cases_case k ON k.id = (b->>'case')::uuid
             WHERE k.closed_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM cases_assignment a
                   WHERE a.case_id = k.id AND a.staff_id = m.to_staff_id AND a.role = b->>'role'
                     AND a.period @> %(today)s::date) ORDER BY 1)
      FROM cases_caseloadmove m JOIN agencies_staff b ON b.id = m.made_by_id
      JOIN agencies_staff t ON t.id = m.to_staff_id LEFT JOIN agencies_staff f ON f.id = m.from_staff_id
     WHERE m.unit_id = %(unit)s AND m.made_at > %(since)s ORDER BY m.made_at DESC, m.id
"""


@dataclass(frozen=True, slots=True)
class WithoutMain:
    """An open case that nobody is main contact of. `runs` names the interventions that go on, or None."""

    case: UUID
    card: UUID
    person: UUID
    name: str
    reference: str
    opened_on: date
    runs: str | None


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases one has as main contact, and in other parts; `away_until` when she is away today."""

    staff: UUID
    name: str
    main: int
    other: int
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Held:
    case: UUID
    card: UUID
    person: UUID
    name: str
    reference: str
    role: str
    since: date


@dataclass(frozen=True, slots=True)
class Move:
    """What was distributed (`from_name` empty) or moved in the last thirty days.

    `changed` are the references of cases that somebody has changed since: they stay as they are when it is undone.
    """

    id: UUID
    made_at: datetime
    by: str
    from_name: str
    to_name: str
    why: str
    cases: int
    undone_at: datetime | None
    changed: tuple[str, ...]


def without_main(actor: Actor) -> list[WithoutMain]:
    """Open cases of the unit without a main contact, the oldest first; those that the actor may see."""
    rows = read(actor, UNASSIGNED, WithoutMain, today=timezone.localdate())
    actor.saw(row.person for row in rows)
    return rows


def loads(actor: Actor) -> list[Load]:
    """Everybody in the unit who may meet persons, with how much each has; right for the whole unit's roles."""
    return read(actor, LOADS, Load, today=timezone.localdate())


def held_by(actor: Actor, staff: UUID) -> list[Held]:
    """The open cases that one of the unit has today, main contact first."""
    rows = read(actor, HELD, Held, whose=staff, today=timezone.localdate())
    actor.saw(row.person for row in rows)
    return rows


def moves(actor: Actor, days: int = 30) -> list[Move]:
    """The latest first; those that are not undone can be."""
    since = timezone.now() - timedelta(days=days)
    return read(actor, MOVES, Move, since=since, today=timezone.localdate())
