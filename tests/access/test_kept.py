"""What was found for a transaction is kept in it: not forged, not carried elsewhere, felt at once when it ends."""

import re
import time

import psycopg
import pytest

from samvag.access.context import LIFE_SECONDS, STAFF, signed
from samvag.access.rls import TODAY
from tests.access import world as facts
from tests.access.acted import acting, enter, notes_seen
from tests.access.test_sharing import AME, BO, CIA, EVA, KIM, SHARED, SOC

PEOPLE, SHARES = "samvag.access_people", "samvag.access_shared"
FOUND = (
    "access_people_found", "access_shared_found", "access_coordinations_found", "access_closed_found",
    "access_restricted", "access_consents", "people_shared_expressly",
)  # fmt: skip
#: A role that ends ends with the context, which is sealed anew for each transaction.
IN_THE_CONTEXT = {"access_key", "agencies_membership"}


@pytest.fixture
def app(owner):
    with facts.inhabited(owner, SHARED) as connection:
        yield connection


def kept(connection: psycopg.Connection, setting: str) -> str:
    return connection.execute("SELECT current_setting(%s, true)", [setting]).fetchone()[0] or ""


def find(connection: psycopg.Connection) -> None:
    """Asked for by name: a plan that reads the table from end to end asks for a set only when a row needs it."""
    connection.execute(
        "SELECT (SELECT count(*) FROM access_people()), (SELECT count(*) FROM access_shared())"
    )


def keep(connection: psycopg.Connection, setting: str, text: str) -> None:
    connection.execute("SELECT set_config(%s, %s, true)", [setting, text])


def test_it_is_kept_when_it_has_been_found(app):
    with acting(app, BO, SOC):
        assert not kept(app, SHARES)
        assert notes_seen(app)
        assert str(AME) in kept(app, SHARES)
        assert notes_seen(app)


def shared_with(person: object, owner: object) -> str:
    return f"{{{person}}}|{{{owner}}}|{{planning}}|{{{person}}}|{person}{owner}planning,"


def test_a_forged_one_opens_nothing(app):
    with acting(app, KIM, SOC):
        keep(app, SHARES, shared_with(EVA, AME))
        keep(app, PEOPLE, f"{{{EVA}}}")
        assert not notes_seen(app)


def test_a_changed_one_opens_nothing_more(app):
    with acting(app, KIM, SOC):
        find(app)
        assert kept(app, PEOPLE) == "{}"
        keep(app, PEOPLE, f"{{{EVA}}}")
        keep(app, SHARES, shared_with(EVA, AME))
        assert not notes_seen(app)


def test_nor_one_whose_seam_was_moved(app):
    """The context and the set are stamped as one text: neither takes from the other."""
    with acting(app, BO, SOC):
        assert notes_seen(app)
        context, shares = kept(app, "samvag.context"), kept(app, SHARES)
        keep(app, "samvag.context", context + shares[:1])
        keep(app, SHARES, shares[1:])
        assert not notes_seen(app)


def test_what_was_hidden_stays_so_whatever_is_said_of_it(app):
    with acting(app, CIA, AME):
        forged = f"{{{EVA}}}|{{{AME}}}|{{{EVA}}}|{EVA}{AME},"
        keep(app, "samvag.access_hidden", forged)
        assert app.execute("SELECT tried_clear()").fetchone()[0], "it is found, not believed"
        assert kept(app, "samvag.access_hidden") != forged


def test_one_actors_is_not_believed_for_another(app):
    with acting(app, BO, SOC):
        assert notes_seen(app)
        stolen = {setting: kept(app, setting) for setting in (PEOPLE, SHARES)}
        assert enter(app, KIM, SOC)
        for setting, text in stolen.items():
            keep(app, setting, text)
        assert not notes_seen(app)


def test_one_set_is_not_believed_as_another(app):
    with acting(app, CIA, AME):
        find(app)
        assert str(EVA) in kept(app, PEOPLE)
        keep(app, SHARES, kept(app, PEOPLE))
        find(app)
        assert str(EVA) not in kept(app, SHARES)


def test_it_is_found_anew_in_the_next_transaction(login_as):
    app = login_as("app")
    found = []
    for _ in range(2):
        with app.transaction():
            context = signed("service", "gaps", AME, app.info.backend_pid, time.time())
            app.execute("SELECT unit FROM access_enter(%s)", [context])
            if found:
                keep(app, PEOPLE, f"{{{EVA}}}")
            app.execute("SELECT * FROM access_people()")
            found.append(kept(app, PEOPLE))
    assert found[0] == found[1] != f"{{{EVA}}}"


def test_it_dies_with_the_minute_of_the_context(app):
    with app.transaction(force_rollback=True):
        late = time.time() - LIFE_SECONDS + 2
        app.execute(
            "SELECT * FROM access_enter(%s)", [signed(STAFF, str(BO), SOC, app.info.backend_pid, late)]
        )
        assert notes_seen(app)
        time.sleep(2.1)
        assert not notes_seen(app)


def test_giving_somebody_up_is_felt_at_once(app):
    with acting(app, CIA, AME):
        assert notes_seen(app)
        app.execute("DELETE FROM cases_assignment WHERE staff_id = %s", [CIA])
        assert not notes_seen(app)


def test_and_taken_back_with_its_savepoint(app):
    with acting(app, CIA, AME):
        assert notes_seen(app)
        with app.transaction(force_rollback=True):
            app.execute("DELETE FROM cases_assignment WHERE staff_id = %s", [CIA])
            assert not notes_seen(app)
        assert notes_seen(app)


@pytest.mark.parametrize("name", FOUND)
def test_every_table_that_it_is_made_of_makes_it_be_found_anew(owner, name):
    text = owner.execute("SELECT pg_get_functiondef(%s::regproc)", [name]).fetchone()[0]
    tables = {row[0] for row in owner.execute("SELECT relname FROM pg_class WHERE relkind = 'r'")}
    told = {row[0] for row in owner.execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'forget_sets'")}  # fmt: skip
    named = tables & set(re.findall(r"\w+", text)) - IN_THE_CONTEXT
    assert named
    assert named <= told


@pytest.mark.parametrize("name", FOUND)
def test_nothing_but_the_day_ends_it(owner, name):
    """What is found holds in the next request too, until somebody writes or the day ends."""
    text = owner.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name]).fetchone()[0]
    rest = text.replace(TODAY, "")
    assert not re.search(r"\b(now|clock_timestamp|statement_timestamp|current_\w+|random)\b", rest)
