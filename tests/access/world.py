"""A whole world of units, staff, persons and consents as plain facts, and the way into the database.

The facts are written past the policies, as no role of the application could, so that every state can be tried;
then everything is asked as the application's own role.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from samvag.access.rls import APP

Span = tuple[date | None, date | None]
"""First day, and the day after the last; None is open."""


@dataclass(frozen=True)
class Member:
    staff: UUID
    unit: UUID
    role: str
    span: Span


@dataclass(frozen=True)
class Away:
    staff: UUID
    unit: UUID
    cover: UUID | None
    span: Span


@dataclass(frozen=True)
class Case:
    person: UUID
    unit: UUID
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Assigned:
    case: UUID
    unit: UUID
    staff: UUID
    span: Span


@dataclass(frozen=True)
class Coordination:
    person: UUID
    owner: UUID
    closed: bool = False
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Linked:
    coordination: UUID
    unit: UUID
    case: UUID | None
    left: bool = False
    agreed: UUID | None = None


@dataclass(frozen=True)
class OnTeam:
    coordination: UUID
    unit: UUID
    staff: UUID
    span: Span


@dataclass(frozen=True)
class Party:
    unit: UUID
    gives: bool = True
    receives: bool = True
    withdrawn: bool = False


@dataclass(frozen=True)
class Consent:
    person: UUID
    owner: UUID
    coordination: UUID | None
    span: Span
    parties: tuple[Party, ...]
    categories: tuple[tuple[str, bool], ...]
    withdrawn: bool = False
    refused: bool = False
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Note:
    person: UUID
    unit: UUID
    category: str
    case: UUID
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Blocked:
    """The person has closed all that the unit has, to everybody."""

    person: UUID
    unit: UUID


@dataclass(frozen=True)
class Lawful:
    person: UUID
    unit: UUID
    to: UUID
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """`regimes` says what binds a unit to silence, where it is not OSL."""

    units: tuple[UUID, ...] = ()
    staff: tuple[tuple[UUID, bool], ...] = ()
    persons: tuple[UUID, ...] = ()
    members: tuple[Member, ...] = ()
    away: tuple[Away, ...] = ()
    cases: tuple[Case, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    coordinations: tuple[Coordination, ...] = ()
    linked: tuple[Linked, ...] = ()
    team: tuple[OnTeam, ...] = ()
    consents: tuple[Consent, ...] = ()
    notes: tuple[Note, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    lawful: tuple[Lawful, ...] = ()
    regimes: tuple[tuple[UUID, str], ...] = ()

    def but(self, **changed: Any) -> "World":
        return replace(self, **changed)


ROW = "now(), 1"
"""created_at and version, which every row about a person has."""


def statements(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield from of_units(world)
    yield (
        "INSERT INTO people_identity (id, kind) VALUES (%s, 'NONE')",
        [(person,) for person in world.persons],
    )
    yield from of_cases(world)
    yield from of_coordinations(world)
    yield from of_consents(world)
    yield from of_sides(world)
    yield from of_grounds(world)


def of_units(world: World) -> Iterator[tuple[str, list[tuple]]]:
    agency = uuid4()
    yield "INSERT INTO agencies_association VALUES (%s, %s, true)", [(agency, f"F {agency}")]
    yield (
        "INSERT INTO agencies_agency (id, association_id, kind, name) VALUES (%s, %s, 'KOMMUN', 'K')",
        [(agency,) * 2],
    )
    yield (
        """INSERT INTO agencies_unit (id, agency_id, name, short, branch, municipality, secrecy_regime, does, may,
           may_not, phone, email, answer_days) VALUES (%s, %s, %s, 'U', 'AME', '', %s, '', '', '', '', '', 5)""",
        [(unit, agency, str(unit), dict(world.regimes).get(unit, "OSL")) for unit in world.units],
    )
    yield (
        "INSERT INTO agencies_staff (id, name, title, phone, email, active) VALUES (%s, 'S', '', '', '', %s)",
        [*world.staff],
    )
    yield (
        """INSERT INTO agencies_membership (id, staff_id, unit_id, role, period)
           VALUES (gen_random_uuid(), %s, %s, %s, daterange(%s, %s))""",
        [(m.staff, m.unit, m.role, *m.span) for m in world.members],
    )
    yield (
        """INSERT INTO agencies_absence (id, staff_id, unit_id, cover_id, kind, period)
           VALUES (gen_random_uuid(), %s, %s, %s, 'ILLNESS', daterange(%s, %s))""",
        [(a.staff, a.unit, a.cover, *a.span) for a in world.away],
    )


def of_cases(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield (
        f"""INSERT INTO cases_case (id, owner_unit_id, person_id, reference, category, opened_on, close_reason,
            created_at, version) VALUES (%s, %s, %s, %s, 'planning', '2026-01-01', '', {ROW})""",
        [(c.id, c.unit, c.person, str(c.id)) for c in world.cases],
    )
    yield (
        """INSERT INTO cases_assignment (id, case_id, owner_unit_id, staff_id, role, period, end_reason)
           VALUES (gen_random_uuid(), %s, %s, %s, 'WORKER', daterange(%s, %s), '')""",
        [(a.case, a.unit, a.staff, *a.span) for a in world.assigned],
    )
    yield (
        f"""INSERT INTO cases_note (id, owner_unit_id, person_id, category, case_id, text, created_at, version)
            VALUES (%s, %s, %s, %s, %s, 'x', {ROW})""",
        [(n.id, n.unit, n.person, n.category, n.case) for n in world.notes],
    )


def of_coordinations(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield (
        f"""INSERT INTO cases_coordination (id, owner_unit_id, person_id, category, purpose, opened_on, closed_on,
            close_reason, created_at, version) VALUES (%s, %s, %s, 'planning', 'Stöd', '2026-01-01', %s, '', {ROW})""",
        [(c.id, c.owner, c.person, "2026-02-01" if c.closed else None) for c in world.coordinations],
    )
    yield (
        """INSERT INTO cases_coordinationcase (id, coordination_id, unit_id, case_id, person_name, person_number,
           protection, message, invited_on, left_on, left_reason, agreed_id)
           VALUES (gen_random_uuid(), %s, %s, %s, '', '', 'INGEN', '', '2026-01-01', %s, '', %s)""",
        [(s.coordination, s.unit, s.case, "2026-02-01" if s.left else None, s.agreed) for s in world.linked],
    )
    yield (
        """INSERT INTO cases_teammember (id, coordination_id, unit_id, staff_id, role, period, end_reason)
           VALUES (gen_random_uuid(), %s, %s, %s, 'MEMBER', daterange(%s, %s), '')""",
        [(t.coordination, t.unit, t.staff, *t.span) for t in world.team],
    )


def of_consents(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield (
        f"""INSERT INTO consents_consent (id, owner_unit_id, person_id, coordination_id, category, kind, purpose,
            text_version, language, period, given_how, given_by, original_location, refused, withdrawn_at,
            withdrawn_how, child_opinion, witnessed_by, created_at, version)
            VALUES (%s, %s, %s, %s, 'planning', 'INFO_EXCHANGE', 'Stöd', '1', 'sv',
            daterange(%s, %s), 'SKRIFTLIGT', 'PERSON', '', %s, %s, '', '', '', {ROW})""",
        [
            (
                c.id,
                c.owner,
                c.person,
                c.coordination,
                *c.span,
                c.refused,
                "2026-02-01" if c.withdrawn else None,
            )
            for c in world.consents
        ],
    )


def of_sides(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield (
        """INSERT INTO consents_party (id, consent_id, unit_id, gives, receives, withdrawn_at)
           VALUES (gen_random_uuid(), %s, %s, %s, %s, %s)""",
        [
            (c.id, p.unit, p.gives, p.receives, "2026-02-01" if p.withdrawn else None)
            for c in world.consents
            for p in c.parties
        ],
    )
    yield (
        """INSERT INTO consents_consentcategory (id, consent_id, category, withdrawn_at)
           VALUES (gen_random_uuid(), %s, %s, %s)""",
        [
            (c.id, category, "2026-02-01" if withdrawn else None)
            for c in world.consents
            for category, withdrawn in c.categories
        ],
    )


def of_grounds(world: World) -> Iterator[tuple[str, list[tuple]]]:
    yield (
        f"""INSERT INTO consents_block (id, owner_unit_id, person_id, category, kinds, said_how, words, lifted_how,
            created_at, version) VALUES (gen_random_uuid(), %s, %s, 'planning', '{{}}', 'SKRIFTLIGT', '', '', {ROW})""",
        [(b.unit, b.person) for b in world.blocked],
    )
    yield (
        f"""INSERT INTO consents_lawfulshare (id, owner_unit_id, person_id, category, to_unit_id, kinds, basis, reason,
            period, created_at, version) VALUES (gen_random_uuid(), %s, %s, 'planning', %s, %s, 'OSL_10_2', 'x',
            daterange('2026-01-01', '2126-01-01'), {ROW})""",
        [(one.unit, one.person, one.to, list(one.kinds)) for one in world.lawful],
    )


@contextmanager
def inhabited(owner: psycopg.Connection, world: World) -> Iterator[psycopg.Connection]:
    """The world in a transaction of its own, which from then on is the application's. Undone afterwards."""
    with owner.transaction(force_rollback=True):
        given = [(statement, rows) for statement, rows in statements(world) if rows]
        tables = [statement.split("INTO ")[1].split()[0] for statement, _rows in given]
        guarded(owner, tables, "NO FORCE", "DISABLE")
        for statement, rows in given:
            owner.cursor().executemany(statement, rows)
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        guarded(owner, tables, "FORCE", "ENABLE")
        owner.execute(f"GRANT {APP} TO CURRENT_USER")
        owner.execute(f"SET LOCAL ROLE {APP}")
        yield owner


def guarded(owner: psycopg.Connection, tables: Iterable[str], security: str, triggers: str) -> None:
    for table in tables:
        owner.execute(f"ALTER TABLE {table} {security} ROW LEVEL SECURITY")
        owner.execute(f"ALTER TABLE {table} {triggers} TRIGGER USER")
