"""The restore drill at size: a server's database back to an exact transaction with pgBackRest, and the dump of the
embedded one; the log tried each time, and whoever was erased stays erased.
"""

import os
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from psycopg import sql

from samvag.audit import checkpoints
from samvag.audit.verifying import verify
from samvag.ops import hooks, install
from samvag.ops.backup import keys, physical, reading, restoring
from samvag.ops.backup.making import make
from samvag.ops.backup.physical import Target
from samvag.ops.backup.pointing import pointed_at
from samvag.ops.backup.trying import tried
from tests.audit.log import sealed, write
from tests.harness import pgbackrest

MEGABYTE, AT_ONCE = 1 << 20, 10_000
ENTRIES = """INSERT INTO audit_entry (staff, unit, action, object, object_id, subjects, detail)
    SELECT gen_random_uuid(), gen_random_uuid(), 'read', 'desk:person', NULL, ARRAY[gen_random_uuid()], '{}'
      FROM generate_series(1, %s)"""
#: Its own, so that the proof needs nobody's register: what makes a database large is what is attached.
ATTACHED = "CREATE TABLE proof_attached (id uuid PRIMARY KEY, person uuid, data bytea)"


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("restore")
    parser.add_argument("--megabytes", type=int, default=1_100, help="of attachments")
    parser.add_argument("--entries", type=int, default=300_000, help="of the sealed log")
    given = parser.parse_args(words)
    wrong = 0
    if pgbackrest.is_here():
        with _own_files(), _server() as server:
            wrong += _to_the_transaction(server, given.megabytes, given.entries)
    else:
        print("to the exact transaction: not run, pgBackRest or PostgreSQL of the system's own is not here")
    with _own_files() as folder:
        wrong += _dumped(folder, given.megabytes, given.entries)
    return 1 if wrong else 0


@contextmanager
def _server() -> Iterator[pgbackrest.Kept]:
    with (
        pgbackrest.keeping(fast=False) as server,
        pointed_at(SAMVAG_DATABASE_URL=server.address, SAMVAG_DATABASE_NAME=None),
    ):
        yield server


def _to_the_transaction(server: pgbackrest.Kept, megabytes: int, entries: int) -> int:
    install.install(lambda line: None)
    person = _fill(megabytes, entries)
    begun = time.monotonic()
    server.stanza.back_up(full=True)
    print(f"pgBackRest: full backup of {_size():,.0f} MB in {time.monotonic() - begun:.0f} s", flush=True)
    write(50)
    wanted = _number("SELECT max(xid) FROM audit_entry")
    there = _number("SELECT count(*) FROM audit_entry")
    write(50)
    checkpoints.keep(sealed(there + 50))
    with _erased(person):
        install.let_go()
        server.stop()
        begun = time.monotonic()
        done = physical.restore(server.stanza, Target("xid", str(wanted)), {}, lambda line: None)
        server.start()
        seconds = time.monotonic() - begun
        print(
            f"pgBackRest: to transaction {wanted} in {seconds:.0f} s (goal 120), {done.rows:,} rows",
            flush=True,
        )
        return _judged(there, person)


def _dumped(folder: Path, megabytes: int, entries: int) -> int:
    person = _fill(megabytes, entries)
    there = _number("SELECT count(*) FROM audit_entry")
    keys.make(folder / "key.json", anew=keys.has_recipient())
    begun = time.monotonic()
    made = make(folder / "backups")
    told = f"{_size():,.0f} MB in {time.monotonic() - begun:.0f} s, {made.file.stat().st_size / 1e6:,.0f} MB"
    print(f"dump: backup of {told}", flush=True)
    key = keys.read(str(folder / "key.json"))
    begun = time.monotonic()
    with made.file.open("rb") as file:
        tried(file, key)
    print(f"dump: tried without a server in {time.monotonic() - begun:.0f} s", flush=True)
    write(50)
    with _erased(person):
        begun = time.monotonic()
        done = restoring.restore(made.file, key, lambda line: None, replace=True)
        print(f"dump: restored in {time.monotonic() - begun:.0f} s, {done.rows:,} rows", flush=True)
        assert done.kept
        restoring.drop(done.kept)
        return _judged(there, person)


def _fill(megabytes: int, entries: int) -> str:
    """Attachments that no program can make smaller, and a log that is sealed."""
    person = str(uuid4())
    with install.connect() as connection:
        connection.execute(ATTACHED)
        for _nth in range(megabytes):
            connection.execute(
                "INSERT INTO proof_attached VALUES (gen_random_uuid(), %s, %b)",
                [person, os.urandom(MEGABYTE)],
            )
        reading.open_up(connection)
        connection.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
        for _nth in range(entries // AT_ONCE):
            connection.execute(ENTRIES, [AT_ONCE])
            checkpoints.keep(sealed((_nth + 1) * AT_ONCE))
        connection.execute("ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY")
    return person


@contextmanager
def _erased(person: str) -> Iterator[None]:
    """Erased after the backup: a restore brings her back, and the journal that lies outside erases her again."""

    def replay() -> list[str]:
        with install.connect() as connection:
            connection.execute("UPDATE proof_attached SET person = NULL WHERE person = %s", [person])
        return []

    replay()
    hooks.AFTER_RESTORE.append(replay)
    yield
    hooks.AFTER_RESTORE.remove(replay)


def _judged(there: int, person: str) -> int:
    """How much is not as it should be."""
    found = _number("SELECT count(*) FROM audit_entry") - 1  # that it was put back
    back = _number("SELECT count(*) FROM proof_attached WHERE person IS NOT NULL")
    begun = time.monotonic()
    with install.connect() as connection:
        whole = verify(connection, checkpoints.read(checkpoints.where()), checkpoints.own_key())
    print(f"entries: {found:,}, of {there:,} that there should be; erased and back again: {back} (goal 0)")
    print(
        f"seal: {len(whole.faults)} faults in {whole.entries:,} entries, {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    return abs(found - there) + back + len(whole.faults)


def _number(query: str) -> int:
    with install.connect() as connection, connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reading.role())))
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    return int(row[0]) if row else 0


def _size() -> float:
    with install.connect() as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return row[0] / 1e6 if row else 0


@contextmanager
def _own_files() -> Iterator[Path]:
    """Checkpoints of its own."""
    with tempfile.TemporaryDirectory() as name:
        before = os.environ.get("SAMVAG_SEALS")
        os.environ["SAMVAG_SEALS"] = str(Path(name) / "seals.jsonl")
        try:
            yield Path(name)
        finally:
            os.environ.pop("SAMVAG_SEALS")
            if before:
                os.environ["SAMVAG_SEALS"] = before
