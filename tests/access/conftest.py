"""For proofs that need another role than the application's."""

from collections.abc import Iterator

import psycopg
import pytest

from samvag.ops import databases, install
from tests.harness.database import Held


@pytest.fixture
def owner(held_database: Held) -> Iterator[psycopg.Connection]:
    """The installing role, in a transaction that is rolled back."""
    with install.connect() as connection, connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def login_as(held_database: Held) -> Iterator:
    """`login_as("app")`: a bare connection as the role of a task, as injected SQL would have it."""
    opened: list[psycopg.Connection] = []

    def opens(task: str) -> psycopg.Connection:
        entry = databases.settings_for_django()["default" if task == "app" else task]
        named = {
            "host": entry["HOST"],
            "port": entry["PORT"],
            "user": entry["USER"],
            "password": entry["PASSWORD"],
        }
        given = {name: value for name, value in named.items() if value}
        opened.append(psycopg.connect(dbname=entry["NAME"], autocommit=True, **given))
        return opened[-1]

    yield opens
    for connection in opened:
        connection.close()
