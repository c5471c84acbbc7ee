"""Who may see which row, thought out again in Python from `design.md`, one row at a time and without any SQL.

`may_see(actor, row)`: own unit's row, with a role and a reason to; or a live consent that covers from-unit,
to-unit, category and moment, opened by the giver itself, and the actor is on the team.
"""

from datetime import date
from uuid import UUID

from tests.access.world import Consent, Coordination, Note, OnTeam, Span, World

MEETS_PERSONS = {"worker", "manager", "recipient"}
WHOLE_UNIT = {"manager", "recipient"}


def covers(span: Span, day: date) -> bool:
    first, after = span
    return (first is None or first <= day) and (after is None or day < after)


def roles(world: World, staff: UUID, unit: UUID, today: date) -> set[str]:
    if not dict(world.staff)[staff]:
        return set()
    return {m.role for m in world.members if (m.staff, m.unit) == (staff, unit) and covers(m.span, today)}


def may_see(world: World, staff: UUID, unit: UUID, row: Note, today: date) -> bool:
    held = roles(world, staff, unit, today)
    if not held & MEETS_PERSONS:
        return False
    if row.unit == unit:
        return bool(held & WHOLE_UNIT) or has_part(world, staff, unit, row.person, today)
    return any(
        opens(world, consent, staff, unit, row, today)
        for consent in world.consents
        if consent.person == row.person
    )


def has_part(world: World, staff: UUID, unit: UUID, person: UUID, today: date) -> bool:
    """Assigned today, or covering for somebody assigned who is away from this unit today."""
    stands_for = {staff} | {
        away.staff
        for away in world.away
        if away.unit == unit and away.cover == staff and covers(away.span, today)
    }
    cases = {case.id for case in world.cases if (case.person, case.unit) == (person, unit)}
    return any(a.case in cases and a.staff in stands_for and covers(a.span, today) for a in world.assigned)


def opens(world: World, consent: Consent, staff: UUID, unit: UUID, row: Note, today: date) -> bool:
    if consent.withdrawn or consent.refused or not covers(consent.span, today):
        return False
    if (row.category, False) not in consent.categories:
        return False
    live = [party for party in consent.parties if not party.withdrawn]
    named = any(p.unit == unit and p.receives for p in live) and any(
        p.unit == row.unit and p.gives for p in live
    )
    joint = next((c for c in world.coordinations if c.id == consent.coordination), None)
    if not named or joint is None or joint.closed or joint.person != consent.person:
        return False
    left = {s.unit for s in world.linked if s.coordination == joint.id and s.left}
    if left & {unit, row.unit} or not giver_agrees(world, consent, joint, unit, row):
        return False
    return any(on_team(member, joint, staff, unit, today) for member in world.team)


def giver_agrees(world: World, consent: Consent, joint: Coordination, unit: UUID, row: Note) -> bool:
    """It wrote the consent down itself; or linked its own case, and said yes to this or to one that held as much."""
    if consent.owner == row.unit:
        return True
    own = {case.id for case in world.cases if (case.person, case.unit) == (joint.person, row.unit)}
    places = [s for s in world.linked if (s.coordination, s.unit) == (joint.id, row.unit) and s.case in own]
    said = {one.id: one for one in world.consents}
    return any(s.agreed == consent.id or (s.agreed and holds(said[s.agreed], unit, row)) for s in places)


def holds(said: Consent, unit: UUID, row: Note) -> bool:
    live = [party for party in said.parties if not party.withdrawn]
    named = any(p.unit == unit and p.receives for p in live) and any(
        p.unit == row.unit and p.gives for p in live
    )
    return named and (row.category, False) in said.categories


def on_team(member: OnTeam, joint: Coordination, staff: UUID, unit: UUID, today: date) -> bool:
    same = (member.coordination, member.staff, member.unit) == (joint.id, staff, unit)
    return same and covers(member.span, today)
