"""What was found in somebody's last request holds in her next one, until anything that it was made of is written."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple

import psycopg
import pytest

from samvag.access.context import STAFF, signed
from samvag.access.jobs import sweep
from samvag.access.roles import Role
from samvag.agencies.models import Staff
from samvag.cases.models import Case
from samvag.ops import install
from tests.desk.reading import words
from tests.factories.agencies import give_role, make_association, make_staff, make_unit
from tests.factories.people import make_case
from tests.harness.pages import signed_in

found_before = import_module("samvag.access.migrations.0012_found_before")
AGAIN = "SELECT told FROM access_enter_again(%s, %s)"
NAME = "Vitsippa"
MINE = "SELECT person FROM access_people()"
OURS = "SELECT count(*) FROM access_changed WHERE act = pg_current_xact_id()"
TRIGGERS = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'forget_sets'"


class Asker:
    """A connection of the application's role, on which one of the staff asks for page after page."""

    def __init__(self, app: psycopg.Connection, who) -> None:
        self.app, self.who, self.unit = app, who, who.unit.pk

    def asks(self, before: str = "") -> tuple[str, set]:
        """What she is told was found, and whose persons she sees."""
        with self.app.transaction():
            return self.enters(before), {person for (person,) in self.app.execute(MINE)}

    def enters(self, before: str = "") -> str:
        context = signed(STAFF, str(self.who.pk), self.unit, self.app.info.backend_pid, time.time())
        return self.app.execute(AGAIN, [context, before]).fetchone()[0] or ""


class World(NamedTuple):
    worker: Staff
    colleague: Staff
    case: Case


@pytest.fixture
def world(story) -> World:
    ame = make_unit(make_association())
    worker, colleague = make_staff(ame), make_staff(ame)
    return World(worker, colleague, make_case(worker, card={"given_name": NAME}))


@pytest.fixture
def asker(world, login_as) -> Asker:
    return Asker(login_as("app"), world.worker)


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with install.connect() as connection:
        yield connection


@contextmanager
def unhindered(owner: psycopg.Connection) -> Iterator[None]:
    """The installing role sees no row either, but where it says so."""
    owner.execute("ALTER TABLE cases_assignment NO FORCE ROW LEVEL SECURITY")
    yield
    owner.execute("ALTER TABLE cases_assignment FORCE ROW LEVEL SECURITY")


GIVEN_UP = "DELETE FROM cases_assignment WHERE staff_id = %s"


def test_it_is_told_once_and_holds_the_next_time(world, asker):
    told, seen = asker.asks()
    assert told
    assert seen == {world.case.person_id}
    assert asker.asks(told) == ("", seen)


def test_what_others_have_written_since_counts_at_once(world, asker, owner):
    told, _seen = asker.asks()
    with unhindered(owner):
        owner.execute(GIVEN_UP, [world.worker.pk])
    anew, seen = asker.asks(told)
    assert anew not in ("", told)
    assert seen == set()


def test_also_what_was_begun_before_it_was_found(world, asker, owner):
    with unhindered(owner), owner.transaction():
        owner.execute(GIVEN_UP, [world.worker.pk])
        told, seen = asker.asks()
        assert seen == {world.case.person_id}
    assert asker.asks(told)[1] == set()


def test_what_was_undone_changes_nothing(world, asker, owner):
    told, seen = asker.asks()
    with unhindered(owner), owner.transaction(force_rollback=True):
        owner.execute(GIVEN_UP, [world.worker.pk])
    assert asker.asks(told) == ("", seen)


def test_one_who_has_written_is_told_nothing_that_may_be_undone(world, asker):
    with asker.app.transaction(force_rollback=True):
        asker.enters()
        asker.app.execute(GIVEN_UP, [world.worker.pk])
        assert asker.enters() == ""


def test_anothers_is_not_believed(world, asker, login_as):
    told, seen = Asker(login_as("app"), world.colleague).asks()
    assert seen == set()
    assert asker.asks(told)[0]
    assert asker.asks(told)[1] == {world.case.person_id}


def test_nor_her_own_from_another_unit(world, asker, login_as):
    """Nor from before she was given another role."""
    elsewhere = make_unit(make_association())
    give_role(world.worker, elsewhere, Role.WORKER)
    there = Asker(login_as("app"), world.worker)
    there.unit = elsewhere.pk
    told, seen = there.asks()
    assert seen == set()
    mine, _seen = asker.asks(told)
    assert mine
    give_role(world.worker, world.worker.unit, Role.MANAGER)
    assert asker.asks(mine)[0]


def test_neither_is_a_changed_one(world, asker):
    told, seen = asker.asks()
    more = told.replace("{", f"{{{world.colleague.pk},", 1)
    for changed in (more, told[:-1], "0" * 64 + told[64:], told + "\n{}", "x"):
        anew, persons = asker.asks(changed)
        assert anew not in ("", changed)
        assert persons == seen


def test_nor_an_old_one(world, asker, owner):
    told, _seen = asker.asks()
    for seconds, holds in ((found_before.LIFE_SECONDS - 60, True), (found_before.LIFE_SECONDS + 1, False)):
        assert (asker.asks(aged(owner, asker, told, seconds))[0] == "") is holds


def aged(owner: psycopg.Connection, asker: Asker, told: str, seconds: int) -> str:
    """Sealed with the database's own key, as if it had been found so long ago."""
    lines = told[64:].split("\n")
    lines[1] = str(int(lines[1]) - seconds)
    with asker.app.transaction():
        asker.enters()
        context = asker.app.execute("SELECT current_setting('samvag.context')").fetchone()[0]
    said = f"SELECT access_seal({found_before.BOUND} || %s) FROM (SELECT string_to_array(%s, '|') AS facts) c"
    sealed = owner.execute(said, ["\n".join(lines), context]).fetchone()[0]
    return sealed + "\n".join(lines)


def test_every_table_that_makes_sets_be_found_anew_leaves_its_number(owner):
    tables = [table for (table,) in owner.execute(TRIGGERS).fetchall()]
    assert len(tables) > 15
    for table in tables:
        with owner.transaction(force_rollback=True):
            owner.execute(f"DELETE FROM {table} WHERE false")
            assert owner.execute(OURS).fetchone() == (1,), table


def test_a_number_is_kept_for_longer_than_anything_is_believed(story, owner):
    owner.execute("INSERT INTO access_changed (act) VALUES ('3') ON CONFLICT DO NOTHING")
    for hours, left in ((0, 1), (0, 1), (2, 0)):
        owner.execute("UPDATE access_changed SET seen_at = seen_at - %s * interval '1 hour'", [hours])
        sweep()
        assert owner.execute("SELECT count(*) FROM access_changed WHERE act = '3'").fetchone() == (left,)


def test_it_is_counted_from_when_it_was_seen_and_nobody_else_sweeps(asker, owner):
    """Whoever began long ago would else see what came since as long gone."""
    with asker.app.transaction(force_rollback=True), pytest.raises(psycopg.errors.InsufficientPrivilege):
        asker.enters()
        asker.app.execute("SELECT access_sweep_changes()")
    said = owner.execute("SELECT prosrc FROM pg_proc WHERE proname = 'access_sweep_changes'").fetchone()[0]
    assert "clock_timestamp()" in said
    assert not re.search(r"\bnow\(", said)


def test_a_page_shows_what_is_so_now(world):
    """Pages tell what was found before; who has given somebody up no longer meets her there."""
    client = signed_in(world.worker, world.worker.unit)
    for _again in range(2):
        assert NAME in words(client.get("/"))
    with install.connect() as owner, unhindered(owner):
        owner.execute(GIVEN_UP, [world.worker.pk])
    assert NAME not in words(client.get("/"))
