"""A backup: the database as of one moment, and the files beside it, in one encrypted file. Others go on working."""

import logging
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import connections
from psycopg import IsolationLevel

from samvag.kernel.errors import Refused
from samvag.ops import explain, hooks, install
from samvag.ops.backup import dumping, keys, manifest, outside, reading, shelf, stanza
from samvag.ops.backup.envelope import PIECE, Writer
from samvag.ops.errors import Hindered, gettext_noop, reason

NOT_WRITTEN = gettext_noop(
    "Säkerhetskopian gick inte att skriva i %(folder)s (%(reason)s): frigör plats eller ge skrivrätt, eller peka ut en"
    " annan mapp med SAMVAG_BACKUPS. Tidigare kopior är kvar."
)
SECONDS_BETWEEN = 24 * 60 * 60
PAUSE_SECONDS = 600
log = logging.getLogger(__name__)


class Made(NamedTuple):
    file: Path
    manifest: manifest.Manifest
    cleared: int


def make(where: Path | None = None, *, with_keys: bool = False, database: bool = True) -> Made:
    """Whole or not at all: it gets its name when every byte is on the disk. Without the database it has only the files
    beside it, for where another program backs that up.
    """
    recipient, folder = keys.recipient(), where or shelf.folder()
    shelf.kept()
    with shelf.alone(folder), install.connect() as connection:
        reading.require_all(connection)
        for hook in hooks.BEFORE_BACKUP:
            hook()
        made = datetime.now(UTC)
        file = folder / shelf.name(made)
        partial = file.with_suffix(shelf.PARTIAL)
        try:
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                writer = Writer(out, recipient, keys.signer(), made)
                files = outside.read(with_keys=with_keys)
                told = _write(writer, connection, made, files, database=database)
                writer.close()
                out.flush()
                os.fsync(out.fileno())
            partial.replace(file)
        except OSError as error:
            raise Hindered(NOT_WRITTEN, folder=folder, reason=reason(error)) from error
        finally:
            partial.unlink(missing_ok=True)
        return Made(file, told, shelf.clear(folder))


def _write(
    writer: Writer, connection: psycopg.Connection, made: datetime, files: dict[str, bytes], *, database: bool
) -> manifest.Manifest:
    """What is counted and what is dumped are of the same moment."""
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    with connection.transaction():
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row
        told = manifest.told(connection, made.isoformat(timespec="seconds"), files, counted=database)
        writer.write(told.encoded())
        for content in files.values():
            writer.write(content)
        if database:
            with dumping.dumped(row[0], connection.info.server_version // 10000) as dump:
                while piece := dump.read(PIECE):
                    writer.write(piece)
    return told


def keep_backing_up() -> None:
    """Beside the jobs: one a day, from when there is a key to lock it with. What hinders it is told once."""
    told = ""
    while True:
        try:
            age = shelf.age()
            if keys.has_recipient() and (age is None or age >= SECONDS_BETWEEN):
                make(database=stanza.configured() is None)
                told = ""
        except Exception as error:
            said = str(
                error if isinstance(error, Refused) else explain.hindrance(error) or type(error).__name__
            )
            if said != told:
                log.error(said)
                told = said
        finally:
            connections.close_all()  # this thread's: the others go on
        time.sleep(PAUSE_SECONDS)
