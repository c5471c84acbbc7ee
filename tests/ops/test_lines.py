"""A connection that nothing has come on is alive; one that its server ended is not, and is seen before it is used."""

import pytest
from psycopg import Connection, OperationalError, errors
from psycopg_pool import ConnectionPool

from samvag.ops.databases import owner_conninfo
from samvag.ops.lines import Line, OneStatement


@pytest.fixture
def line(db):
    with Line.connect(**owner_conninfo(), autocommit=True) as line:
        yield line


def ended(line: Connection) -> None:
    with Connection.connect(**owner_conninfo(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [line.info.backend_pid])


def test_one_that_lives_is_not_asked(line, monkeypatch):
    monkeypatch.setattr(Connection, "execute", lambda *_: pytest.fail("the server was asked"))
    ConnectionPool.check_connection(line)


def test_one_that_its_server_has_ended_does_not_live(line):
    ended(line)
    with pytest.raises(OperationalError):
        ConnectionPool.check_connection(line)


def test_what_is_said_unasked_does_no_harm(line):
    with Connection.connect(**owner_conninfo(), autocommit=True) as other:
        line.execute("LISTEN heard")
        other.execute("NOTIFY heard")
        line.execute("SELECT pg_sleep(0.1)")
    ConnectionPool.check_connection(line)
    assert line.execute("SELECT 1").fetchone() == (1,)


def test_a_pool_gives_a_new_one_for_one_that_was_ended(db):
    with ConnectionPool(
        kwargs=owner_conninfo() | {"autocommit": True},
        connection_class=Line, min_size=1, max_size=1, check=ConnectionPool.check_connection,
    ) as pool:  # fmt: skip
        with pool.connection() as first:
            gone = first.info.backend_pid
        ended(first)
        with pool.connection() as second:
            assert second.execute("SELECT 1").fetchone() == (1,)
            assert second.info.backend_pid != gone


@pytest.mark.parametrize("values", [None, [], ["x"]])
def test_a_text_of_two_statements_is_not_sent(line, values):
    own = OneStatement(line)
    with pytest.raises(errors.SyntaxError, match="multiple commands"):
        own.execute("SELECT 1; SELECT 2" + (", %s" if values else ""), values)
    assert own.execute("SELECT 1;", None).fetchone() == (1,)


def test_the_application_sends_by_that_and_no_other(db):
    from django.db import connections

    for alias in ("default", "auth"):
        with connections[alias].cursor() as cursor:
            assert isinstance(cursor.cursor, OneStatement)
