"""Test databases: one template for each version of the migrations, cloned for each process that runs tests.

A process holds its clone by an advisory lock, so that several runs beside each other never share one. The
application connects as its own role, so that row-level security applies in every test.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from samvag.ops import databases, install

ROOT = Path(__file__).resolve().parents[2] / "samvag"
SHAPED_BY = (
    "*/migrations/*.py", "access/rls.py", "access/kept.py", "access/keys.py", "access/assurance.py",
    "access/closed.py", "access/counting.py", "access/narrowing.py", "access/stored.py", "access/table.py",
    "access/tried.py",
    "kernel/assurance.py", "ops/install.py", "ops/backup/reading.py", "codes/**/*",
    "gaps/*.py", "gaps/*/*.sql", "rights/functions.py", "rights/holdings.py",
)  # fmt: skip
ALIASES = ("default", "auth", "owner")
NAMES = "samvag_test_"
SECONDS_TO_LEAVE = 20
#: The guard against a page that writes when it is read counts as the application, which else may not.
COUNTING = "".join(
    f"GRANT EXECUTE ON FUNCTION pg_stat_get_xact_tuples_{what}(oid) TO {databases.role(name)};"
    for what in ("inserted", "updated", "deleted")
    for name in databases.LOGINS
)


def fingerprint() -> str:
    """Changes whenever a freshly installed database would be another."""
    digest = hashlib.sha256()
    for pattern in SHAPED_BY:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


class Held:
    """The clone that this process holds, until `release`."""

    def __init__(self) -> None:
        if databases.embedded():
            from samvag.ops.embedded import server

            server.ensure_running()
        self.template = NAMES + fingerprint()
        self.server = install.connect("postgres")
        self._make_template()
        self.name = self._take()
        use(self.name)
        self.clean = False
        self.renew()

    def renew(self) -> None:
        """A fresh clone under the same name: what a story committed is gone."""
        if self.clean:
            return
        forget_connections()
        self._wait_until_left()
        named = sql.Identifier(self.name)
        self.server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(named))
        self.server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(named, sql.Identifier(self.template))
        )
        with install.connect() as own:
            install.prepare(own)
            own.execute(COUNTING)
        self.clean = True

    def _wait_until_left(self) -> None:
        """The owner may not throw out the application's own roles: servers that a test ran leave by themselves."""
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        until = time.monotonic() + SECONDS_TO_LEAVE
        while self.server.execute(asked, [self.name]).fetchone() != (0,) and time.monotonic() < until:
            time.sleep(0.05)

    def release(self) -> None:
        forget_connections()
        self.server.close()

    def _make_template(self) -> None:
        """Made whole or not at all: it is renamed into place when every migration is done. One at a time, since each
        drops what it takes for an earlier one's.
        """
        with self._turn(NAMES):
            if self._there(self.template):
                return
            self._drop_old()
            half = self.template + "_half"
            self.server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(half)))
            use(half)
            install.install(lambda line: None)
            forget_connections()
            self.server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(half), sql.Identifier(self.template)
                )
            )

    def _take(self) -> str:
        """The first clone that nobody else holds."""
        number = 0
        while not self._lock(f"{self.template}_{number}"):
            number += 1
        return f"{self.template}_{number}"

    def _drop_old(self) -> None:
        """Databases of earlier migrations, unless a run still uses them."""
        rows = self.server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND NOT starts_with(datname, %s)",
            [NAMES, self.template],
        )
        for (name,) in rows.fetchall():
            try:
                self.server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
            except psycopg.Error:
                continue

    def _there(self, name: str) -> bool:
        return (
            self.server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
        )

    def _lock(self, name: str) -> bool:
        row = self.server.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        return bool(row and row[0])

    @contextmanager
    def _turn(self, name: str) -> Iterator[None]:
        self.server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        yield
        self.server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def use(name: str) -> None:
    """Points the program and Django's connections at a database."""
    os.environ["SAMVAG_DATABASE_NAME"] = name
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def forget_connections() -> None:
    for alias in ALIASES:
        connections[alias].close()
        if connections[alias].settings_dict["OPTIONS"].get("pool"):
            connections[alias].close_pool()
