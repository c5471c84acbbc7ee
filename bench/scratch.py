"""A database server of the benchmarks' own, with databases that are made and dropped. Never the installation's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Connection, sql

from samvag.ops import install, places
from samvag.ops.embedded import server

SETTINGS = "samvag.config.settings"
#: The day is Sweden's, also in the hours before midnight elsewhere.
LOCAL = "SET timezone = 'Europe/Stockholm'"


def move_in() -> None:
    """Points this process, and what it starts, at the scratch server. Before anything reads Django's settings."""
    named = os.environ.get("SAMVAG_BENCH_VAR")
    os.environ["SAMVAG_VAR"] = named or str(places.var() / "bench")
    os.environ.pop("SAMVAG_DATABASE_URL", None)
    os.environ["SAMVAG_DEMO"] = "0"
    os.environ["SAMVAG_PACE"] = "1000000"  # a few play the work of many
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["PYTHONPATH"] = str(places.PROJECT)
    enter("bench")


def enter(database: str) -> None:
    os.environ["SAMVAG_DATABASE_NAME"] = database


@contextmanager
def running() -> Iterator[int]:
    """The process of the scratch server, which is stopped afterwards."""
    server.ensure_running()
    try:
        pid = server.running_pid()
        assert pid
        yield pid
    finally:
        server.stop()


def exists(database: str) -> bool:
    with install.connect("postgres") as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return found.fetchone() is not None


#: Whoever is connected is shown out; the server's own cleaner, which only itself may end, leaves when it is asked.
SHOWN_OUT = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = %s AND backend_type = 'client backend'"""


def drop(*names: str) -> None:
    with install.connect("postgres") as connection:
        for name in names:
            connection.execute(SHOWN_OUT, [name])
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def make(database: str) -> Connection:
    """An installed and empty database, as Samväg makes it; a connection of the installing role to it."""
    drop(database)
    program("samvag", "migrate", database=database)
    connection = install.connect(database)
    connection.execute(LOCAL)
    return connection


def copy(database: str, name: str) -> Connection:
    """The same rows in a database of another name."""
    drop(name)
    with install.connect("postgres") as connection:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(database)))
    return install.connect(name)


def environment(database: str, **more: str) -> dict[str, str]:
    return {**os.environ, "SAMVAG_DATABASE_NAME": database, **more}


def program(module: str, *words: str, database: str, said: str = "", **more: str) -> str:
    """Runs one of our programs on a database, tells it what is `said` and gives what it prints. Fails loudly."""
    command = [sys.executable, "-P", "-m", module, *words]
    given = environment(database, **more)
    done = subprocess.run(
        command, check=False, env=given, input=said, capture_output=True, text=True, cwd=places.PROJECT
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[3:])}: {done.stderr or done.stdout}")
    return done.stdout
