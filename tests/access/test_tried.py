"""What policies ask in the statement itself says what the functions say that try the seal, whoever acts and however."""

import time
from contextlib import contextmanager

import psycopg
import pytest

from samvag.access import narrowing, tried
from samvag.access.context import signed
from samvag.access.rls import APP
from tests.access import world as facts
from tests.access.acted import acting, enter, notes_seen
from tests.access.test_sharing import AME, BO, CIA, KIM, LEO, REGION, SHARED, SOC

ACTORS = {
    "on the team": (BO, SOC),
    "the manager": (KIM, SOC),
    "with the case": (CIA, AME),
    "of another unit": (LEO, REGION),
}
SETS = {
    "tried_people()": "ARRAY(SELECT person FROM access_people())",
    "tried_own()": tried.OWN,
    "tried_shared()": "ARRAY(SELECT DISTINCT person FROM access_shared())",
    "tried_hidden()": "ARRAY(SELECT DISTINCT person FROM access_hidden())",
    "tried_clear()": "access_clear()",
    **{f"tried_{name}()": f"access_{name}()" for name in tried.FACTS},
}
#: Asks for whose persons it is by another door than the others: not read on any page in haste.
SLOW = {"cases_handover"}


@pytest.fixture
def app(owner):
    with facts.inhabited(owner, SHARED) as connection:
        yield connection


def told(connection: psycopg.Connection, expressions) -> list[object]:
    row = connection.execute(f"SELECT {', '.join(expressions)}").fetchone()
    return [sorted(map(str, one)) if isinstance(one, list) else one for one in row]


def agrees(connection: psycopg.Connection) -> bool:
    return told(connection, SETS) == told(connection, SETS.values())


@pytest.mark.parametrize("who", ACTORS)
def test_it_says_what_the_functions_say(app, who):
    with acting(app, *ACTORS[who]):
        assert agrees(app)
        assert agrees(app), "the second time from what was kept"


def test_and_nothing_of_nobody(app):
    assert told(app, ["tried_unit()", "tried_managed_unit()", "tried_staff()", "tried_people()"]) == [
        None, None, None, [],
    ]  # fmt: skip
    assert not told(app, ["tried_clear()"])[0]


def test_it_is_called_once_a_statement_and_not_written_into_it(app):
    """What is written in is set up for each table before a row is read; a call is set up in a sixth of the time."""
    with acting(app, CIA, AME):
        plan = app.execute("EXPLAIN (VERBOSE) SELECT * FROM cases_note").fetchall()
    said = [line.strip() for (line,) in plan]
    assert "Output: tried_own()" in said
    assert not any("currval" in line for line in said)


def test_after_a_savepoint_that_was_rolled_back_it_is_tried_again(app):
    with acting(app, CIA, AME):
        before = notes_seen(app)
        assert before
        with app.transaction(force_rollback=True):
            assert enter(app, KIM, SOC)
            assert notes_seen(app) != before
        assert notes_seen(app) == before
        assert agrees(app)


def test_when_another_has_acted_within_it_is_the_first_again(app):
    """Her context is set back without being entered anew, and the sets of the other do not outlive her."""
    with acting(app, BO, SOC):
        seen, context = notes_seen(app), told(app, ["current_setting('samvag.context')"])[0]
        assert seen
        assert enter(app, KIM, SOC)
        assert notes_seen(app) == set()
        app.execute("SELECT set_config('samvag.context', %s, true)", [context])
        assert notes_seen(app) == seen
        assert agrees(app)
        assert enter(app, KIM, SOC)
        assert notes_seen(app) == set()


def test_in_a_transaction_that_only_reads_it_is_found_each_time(login_as):
    app = login_as("app")
    with app.transaction():
        app.execute("SET TRANSACTION READ ONLY")
        app.execute("SELECT * FROM access_enter(%s)", [_setup(app)])
        assert told(app, ["tried_any_unit()"]) == told(app, ["access_any_unit()"]) == [AME]
        assert agrees(app)


def _setup(connection: psycopg.Connection) -> str:
    return signed("service", "gaps", AME, connection.info.backend_pid, time.time())


@contextmanager
def slowly_again(owner: psycopg.Connection):
    owner.execute(
        "CREATE POLICY slow ON cases_note FOR SELECT TO "
        f"{APP} USING (person_id = ANY (ARRAY(SELECT person FROM access_people())))"
    )
    yield


def slow(owner: psycopg.Connection) -> set[str]:
    return {table for table, *_said in owner.execute(narrowing.POLICIES, [APP]).fetchall()}


def test_no_policy_asks_a_function_that_it_need_not(owner):
    assert slow(owner) == SLOW
    with slowly_again(owner):
        assert slow(owner) == {"cases_note", *SLOW}


def test_what_is_asked_slowly_is_asked_in_the_statement_instead():
    for said in (
        "(owner_unit_id = ( SELECT access_unit() AS access_unit))",
        "(person_id = ANY (ARRAY( SELECT access_people.person\n   FROM access_people() access_people(person))))",
    ):
        assert "access_" not in narrowing.quick(said, None)
    assert narrowing.quick("(a = 1)", "(b = 2)") == ""
