"""What injected SQL of one unit tries on another unit's rows, beside forging and reading: measuring and carrying."""

import time
from uuid import uuid4

import psycopg
import pytest

from samvag.access.context import SERVICE, signed
from samvag.access.rls import APP
from tests.access import world as facts
from tests.access.acted import acting, enter, notes_seen
from tests.access.test_sharing import (
    AME,
    BO,
    CIA,
    DAY,
    EVA,
    KIM,
    LEO,
    PLAN,
    REGION,
    SHARED,
    SOC,
    TODAY,
    consent,
)

#: Ended three days ago: a session's own zone reaches it.
ENDED = SHARED.but(**consent(span=(TODAY - 9 * DAY, TODAY - 3 * DAY)))
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
AS_APP = f"SET LOCAL ROLE {APP}"
OURS = """SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname !~ '^procrastinate_' AND p.prosrc ~* %s
    UNION ALL SELECT polrelid::regclass || '.' || polname FROM pg_policy
     WHERE concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* %s"""


@pytest.fixture
def app(owner):
    with facts.inhabited(owner, SHARED) as connection:
        yield connection


def one(connection: psycopg.Connection, statement: str, *values: object) -> object:
    return connection.execute(statement, values or None).fetchone()[0]


def locked(connection: psycopg.Connection) -> int:
    """How many advisory locks it holds, as the installing role counts them."""
    connection.execute("RESET ROLE")
    held = one(connection, LOCKS)
    connection.execute(AS_APP)
    return held


class TestCarrying:
    def test_a_set_left_behind_on_a_pooled_connection_is_not_believed(self, app):
        with acting(app, BO, SOC):
            assert notes_seen(app)
            left = one(app, "SELECT current_setting('samvag.access_shared')")
        app.execute("SELECT set_config('samvag.access_shared', %s, false)", [left])
        with acting(app, LEO, REGION):
            assert not notes_seen(app)

    @pytest.mark.parametrize("plans", ["force_generic_plan", "force_custom_plan"])
    def test_a_statement_planned_for_one_shows_the_next_only_hers(self, app, plans):
        app.execute(f"SET LOCAL plan_cache_mode = {plans}")
        app.execute("PREPARE everything AS SELECT id FROM cases_note")
        for staff, unit, seen in ((BO, SOC, [(PLAN.id,)]), (KIM, SOC, []), (CIA, AME, [(PLAN.id,)])):
            with acting(app, staff, unit):
                assert app.execute("EXECUTE everything").fetchall() == seen

    def test_a_failed_entry_leaves_nobody_acting(self, app):
        with acting(app, BO, SOC):
            assert notes_seen(app)
            assert not enter(app, BO, REGION)
            assert not notes_seen(app)

    def test_copying_out_is_reading(self, app):
        with acting(app, LEO, REGION), app.cursor().copy("COPY cases_note TO STDOUT") as copied:
            assert not list(copied)


class TestTheDay:
    def test_no_rule_asks_for_the_day_of_the_session(self, owner):
        """An injected SET TIME ZONE would move it by up to a week."""
        asked = r"\m(current_date|current_time|current_timestamp|localtime|localtimestamp)\M"
        assert owner.execute(OURS, [asked, asked]).fetchall() == []

    def test_an_ended_consent_is_not_told_of_again(self, owner):
        for world, told in ((SHARED, 1), (ENDED, 0)):
            with facts.inhabited(owner, world) as app, acting(app, KIM, SOC):
                app.execute("SET LOCAL TIME ZONE 'XXX+167'")
                assert one(app, "SELECT count(*) FROM access_consents()") == told


class TestMeasuring:
    def test_a_condition_that_fails_on_hidden_rows_is_never_tried_on_them(self, app):
        with acting(app, LEO, REGION):
            assert app.execute("SELECT id FROM cases_note WHERE 1 / (length(text) - 1) = 0").fetchall() == []

    def test_what_another_unit_has_is_not_judged_for_whoever_asks(self, app):
        """Its locks would be counted, and its time."""
        asked = "SELECT gaps_rows_changed(%s, ARRAY[%s]::uuid[], '')"
        for staff, unit, locks in ((LEO, REGION, False), (CIA, AME, True)):
            with acting(app, staff, unit):
                before = locked(app)
                app.execute(asked, [AME, EVA])
                assert (locked(app) - before > 1) == locks

    @pytest.mark.parametrize("function", ["heads", "occupation", "livelihood", "board"])
    def test_figures_are_counted_for_whole_years_alone(self, app, function):
        """A narrow stretch of days, or the difference between two, would single somebody out."""
        asked = f"SELECT * FROM followup_{function}(%s, %s)"
        with acting(app, KIM, SOC):
            app.execute(asked, ["2026-01-01", "2026-12-31"])
            for days in (
                ("2026-01-01", "2026-12-30"),
                ("2026-03-02", "2026-03-02"),
                ("2025-01-01", "2026-12-31"),
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                    app.execute(asked, days)

    @pytest.mark.parametrize(
        "call",
        ["people_register('INTERIM', %s)", "people_register_many('{INTERIM}', ARRAY[%s])"],
        ids=["one", "many"],
    )
    def test_registering_takes_a_transaction_number_whether_the_person_was_known(self, login_as, call):
        """Else it would tell that no row was made."""
        app, number = login_as("app"), f"{uuid4().int % 10**8:08}T123"
        for _time in range(2):
            with app.transaction():
                context = signed(SERVICE, "import", AME, app.info.backend_pid, time.time())
                assert one(app, "SELECT unit FROM access_enter(%s)", context)
                assert one(app, "SELECT pg_current_xact_id_if_assigned()") is None
                app.execute(f"SELECT {call}", [number])
                assert one(app, "SELECT pg_current_xact_id_if_assigned()")
