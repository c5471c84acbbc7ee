"""The signed context: not forged, not moved to another connection or transaction, not kept alive."""

import time
from uuid import UUID, uuid4

import psycopg
import pytest

from samvag.access.actor import Actor
from samvag.access.context import LIFE_SECONDS, NOBODY, SERVICE, STAFF, acting_as, acting_as_service, signed
from samvag.access.roles import Role
from samvag.kernel.errors import Forbidden
from tests.harness.acting import current, set_context

ENTER = "SELECT unit FROM access_enter(%s)"
UNIT = uuid4()


def service(connection: psycopg.Connection, now: float | None = None, unit: UUID = UNIT) -> str:
    return signed(SERVICE, "setup", unit, connection.info.backend_pid, now or time.time())


@pytest.fixture
def app(login_as):
    """As injected SQL would have the connection: in a transaction of the application's role."""
    connection = login_as("app")
    with connection.transaction(force_rollback=True):
        yield connection


def acts(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT access_any_unit()").fetchone()[0] is not None


def test_what_the_application_signed_is_believed(app):
    assert app.execute(ENTER, [service(app)]).fetchone() == (UNIT,)
    assert acts(app)


@pytest.mark.parametrize("part", range(7))
def test_a_changed_part_is_not(app, part):
    parts = service(app).split("|")
    parts[part] = {
        0: "staff",
        1: "gaps",
        2: str(uuid4()),
        4: str(int(parts[4]) + 1),
        5: "1",
        6: "0" * 64,
    }.get(part, "0")
    assert app.execute(ENTER, ["|".join(parts)]).fetchone() is None
    assert not acts(app)


@pytest.mark.parametrize("text", ["", "|", "||||||", "service|setup", "service|setup|x|y|z|w|v|u"])
def test_neither_is_what_is_no_context_at_all(app, text):
    assert app.execute(ENTER, [text]).fetchone() is None


def test_it_is_not_believed_on_another_connection(app, login_as):
    other = login_as("app")
    with other.transaction():
        assert other.execute(ENTER, [service(app)]).fetchone() is None


def test_it_is_not_believed_when_its_minute_is_over(app):
    assert app.execute(ENTER, [service(app, time.time() - LIFE_SECONDS - 2)]).fetchone() is None


def test_it_cannot_be_signed_for_longer_than_a_minute(app):
    """Even with the key: the database accepts nothing that lives longer."""
    assert app.execute(ENTER, [service(app, time.time() + 15)]).fetchone() is None


def test_it_dies_within_the_transaction_too(app):
    app.execute(ENTER, [service(app, time.time() - LIFE_SECONDS + 2)])
    assert acts(app)
    time.sleep(2.1)
    assert not acts(app)


def test_it_does_not_outlive_its_transaction(login_as):
    app = login_as("app")
    with app.transaction():
        app.execute(ENTER, [service(app)])
        assert acts(app)
    assert not acts(app)


def test_read_out_and_set_again_it_opens_nothing_in_the_next_transaction(login_as):
    """What injected SQL can read is sealed to the transaction in which it was read."""
    app = login_as("app")
    with app.transaction():
        app.execute(ENTER, [service(app)])
        stolen = app.execute("SELECT current_setting('samvag.context')").fetchone()[0]
        app.execute("SELECT set_config('samvag.context', %s, false)", [stolen])
        assert acts(app)
    with app.transaction():
        assert app.execute("SELECT current_setting('samvag.context')").fetchone()[0] == stolen
        assert not acts(app)
        assert app.execute(ENTER, [stolen]).fetchone() is None


def test_what_the_application_signed_opens_nothing_when_it_is_only_set(app):
    app.execute("SELECT set_config('samvag.context', %s, true)", [service(app)])
    assert not acts(app)


def test_a_set_context_with_other_roles_is_not_believed(app):
    app.execute(ENTER, [service(app)])
    told = app.execute("SELECT current_setting('samvag.context')").fetchone()[0]
    app.execute("SELECT set_config('samvag.context', %s, true)", [told.replace("worker", "recipient")])
    assert not acts(app)


@pytest.mark.django_db
class TestActing:
    def test_the_roles_are_those_of_the_unit(self, ame, soc, staff):
        anna = staff(ame, Role.MANAGER)
        with acting_as(anna.pk, ame.pk) as actor:
            assert (actor.roles, actor.unit, actor.name) == ({Role.MANAGER}, ame.pk, anna.name)
        with pytest.raises(Forbidden), acting_as(anna.pk, soc.pk):
            pass

    def test_the_one_who_acted_before_acts_again(self, ame, staff):
        anna = staff(ame)
        with acting_as(anna.pk, ame.pk):
            before = current()
            with acting_as_service("gaps", ame.pk):
                assert current() != before
            assert current() == before

    def test_also_after_an_error(self, ame, staff):
        anna = staff(ame)
        with acting_as(anna.pk, ame.pk):
            before = current()
            with pytest.raises(ZeroDivisionError), acting_as_service("gaps", ame.pk):
                1 / 0  # noqa: B018
            assert current() == before

    def test_a_service_is_nobody_of_the_staff(self, ame):
        with acting_as_service("gaps", ame.pk) as actor:
            assert isinstance(actor, Actor)
            assert actor.staff == NOBODY

    def test_nobody_acts_when_a_test_begins(self, db):
        set_context("")
        assert current() == ""


def test_a_staff_context_needs_a_role(app):
    context = signed(STAFF, str(uuid4()), UNIT, app.info.backend_pid, time.time())
    assert app.execute(ENTER, [context]).fetchone() is None
