"""A world to steal from: two units with persons, everything that is written about them marked, and who tries.

`seeded()` builds what others have, marks every text, file and value of it, and only then lets the ones who try build
their own; so that whatever carries the mark, or the id of a marked row, is foreign to all of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from django.contrib.auth.models import User
from psycopg import sql

from samvag.access.roles import Role
from samvag.agencies.models import Association
from samvag.cases.actions.case import open_case
from samvag.kernel.identity import identity
from samvag.ops import install
from samvag.people.actions import register_person
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.numbers import made_up_numbers
from tests.guards.world import World
from tests.harness.acting import acting
from tests.harness.pages import signed_in

MARK = "zqhemligt"
#: What every unit may read of every other: who there is to turn to, code lists, what is offered. Written down here and
#: not read from the policies, which are what is tried.
#: Jobs hold ids alone. The key is a secret as it is.
OPEN = ("agencies_", "codes_", "catalogue_", "gaps_rule", "procrastinate_", "django_migrations", "django_content_type",
        "auth_permission", "access_")  # fmt: skip
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attname <> 'category' AND NOT EXISTS (SELECT 1 FROM pg_constraint k
           WHERE k.conrelid = c.oid AND k.contype IN ('p', 'f') AND a.attnum = ANY (k.conkey))
     ORDER BY 1, 2
"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
#: How a value of a kind is marked. A category that is none is closed to everybody, and would hide what is tried.
MARKED = {
    "text": "'{mark}' || left(md5(random()::text), 6)",
    "character varying": "'{mark}'",
    "jsonb": """'{{"a": "{mark}"}}'""",
    "bytea": "convert_to('{mark}', 'UTF8')",
    "text[]": "ARRAY['{mark}']",
}


@dataclass
class Attacker:
    name: str
    staff: UUID
    unit: UUID
    own: dict[str, UUID] = field(default_factory=dict)


@dataclass
class Scene:
    tables: list[str]
    """All with something to steal."""
    ids: frozenset[str]
    numbers: frozenset[str]
    """Ids of marked rows, and the persons' numbers."""
    persons: frozenset[str]
    rows: list[tuple[str, str, str]]
    """Cases and participations: their ids, units and persons."""
    foreign: dict[str, list[str]]
    """Of each kind, some that somebody could have got hold of: card, case, person, unit, staff, number."""
    boss: tuple[UUID, UUID]
    attackers: list[Attacker]


def seeded() -> Scene:
    association = make_association()
    soc, region = (make_unit(association, name, "REGION") for name in ("Soc", "Region"))
    worlds = [World(soc, persons=2, events=2), World(region, persons=1, events=2)]
    signed_in(worlds[0].boss, soc)
    User.objects.create_user(f"{MARK}.boss", password=MARK)
    numbers = made_up_numbers(400)[-8:]
    _known_at(worlds[0], numbers[:4])
    with install.connect() as owner, unguarded(owner):
        tables, ids = mark(owner)
        held = {
            str(row[0])
            for row in owner.execute("SELECT number FROM people_identity WHERE number IS NOT NULL")
        }
        foreign = _foreign(owner, worlds)
        rows = [tuple(map(str, row)) for row in owner.execute(
            """SELECT id, owner_unit_id, person_id FROM cases_case UNION ALL
               SELECT id, owner_unit_id, person_id FROM cases_participation ORDER BY 1""").fetchall()]  # fmt: skip
    attackers = list(_attackers(association, numbers[0]))
    shared = {str(one.own["person"]) for one in attackers if "person" in one.own}
    foreign["person"] = [one for one in foreign["person"] if one not in shared]
    return Scene(
        tables, frozenset(ids - shared), frozenset(held - {numbers[0]}), frozenset(foreign["person"]), rows, foreign,
        (worlds[0].boss.pk, soc.pk), attackers,
    )  # fmt: skip


def _known_at(world: World, numbers: list[str]) -> None:
    """Persons with a number there; the first of them is known to those who try as well."""
    with acting(world.boss, world.unit) as by:
        for number in numbers:
            card = register_person(
                identity(number), by=by, given_name="Eva", family_name="Påhitt", phone="070"
            )
            open_case(card.person_id, by=by)


def _attackers(association: Association, number: str) -> Iterator[Attacker]:
    """Somebody of each role in a unit that shares nothing, and nobody."""
    ame = make_unit(association, "AME")
    worker = make_staff(ame, name="Anna Ask")
    with acting(worker, ame) as by:
        card = register_person(identity(number), by=by, given_name="Eva", family_name="Påhitt")
        case = open_case(card.person_id, by=by)
    own = {"card": card.id, "person": card.person_id, "case": case.id, "unit": ame.pk}
    yield Attacker("worker", worker.pk, ame.pk, own)
    for role in Role:
        if role != Role.WORKER:
            yield Attacker(role.value, make_staff(ame, role).pk, ame.pk, own)
    yield Attacker("nobody", UUID(int=0), ame.pk)


@contextmanager
def unguarded(owner: psycopg.Connection) -> Iterator[None]:
    """The installing role writes past policies and triggers, and all stands again afterwards."""
    names = [row[0] for row in owner.execute(TABLES + " AND relforcerowsecurity")]
    for guarded in (False, True):
        for name in names:
            given = sql.Identifier(name)
            said = "{} FORCE ROW LEVEL SECURITY" if guarded else "{} NO FORCE ROW LEVEL SECURITY"
            owner.execute(sql.SQL("ALTER TABLE " + said).format(given))
            owner.execute(
                sql.SQL("ALTER TABLE {} " + ("ENABLE" if guarded else "DISABLE") + " TRIGGER USER").format(
                    given
                )
            )
        if not guarded:
            yield


def is_open(table: str) -> bool:
    return table.startswith(OPEN)


def mark(owner: psycopg.Connection) -> tuple[list[str], set[str]]:
    """Every value that may be another; returns the tables that have rows, and the ids in them."""
    marked: dict[str, list[str]] = {}
    for table, column, kind in owner.execute(COLUMNS).fetchall():
        if not is_open(table):
            done = kind in MARKED and _marked(owner, table, column, MARKED[kind].format(mark=MARK))
            marked.setdefault(table, []).extend([column] if done else [])
    tables = [table for table in marked if _one(owner, f"SELECT EXISTS (SELECT 1 FROM {table})")]
    ids = {found for table in tables for found in _ids(owner, table)}
    every = [row[0] for row in owner.execute(TABLES)]
    known = {found for table in every if is_open(table) for found in _ids(owner, table)}
    return tables, ids - known


def _marked(owner: psycopg.Connection, table: str, column: str, value: str) -> bool:
    """Codes and what is checked stay as they are."""
    try:
        with owner.transaction():
            owner.execute(f'UPDATE {table} SET "{column}" = {value} WHERE "{column}" IS NOT NULL')
    except psycopg.Error:
        return False
    return True


def _ids(owner: psycopg.Connection, table: str) -> set[str]:
    rows = owner.execute(
        f"SELECT (regexp_matches(t::text, '[0-9a-f]{{8}}-[0-9a-f-]{{27}}', 'g'))[1] FROM {table} t"
    )
    return {row[0] for row in rows}


def _one(owner: psycopg.Connection, statement: str) -> object:
    row = owner.execute(statement).fetchone()
    return row and row[0]


def _foreign(owner: psycopg.Connection, worlds: list[World]) -> dict[str, list[str]]:
    def some(statement: str) -> list[str]:
        return [str(row[0]) for row in owner.execute(statement + " ORDER BY 1")]

    units = "(" + ", ".join(f"'{world.unit.pk}'" for world in worlds) + ")"
    return {
        "card": some(f"SELECT id FROM people_card WHERE owner_unit_id IN {units}"),
        "case": some(f"SELECT id FROM cases_case WHERE owner_unit_id IN {units}"),
        "person": some(f"SELECT person_id FROM people_card WHERE owner_unit_id IN {units}"),
        "coordination": some("SELECT id FROM cases_coordination"),
        "consent": some("SELECT id FROM consents_consent"),
        "participation": some("SELECT id FROM cases_participation"),
        "unit": [str(world.unit.pk) for world in worlds],
        "staff": [str(world.boss.pk) for world in worlds],
        "number": some("SELECT number FROM people_identity WHERE number IS NOT NULL"),
    }
