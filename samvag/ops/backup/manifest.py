"""What a backup says of itself, and how its parts lie in the envelope: length, manifest, files, the dump to the end."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

from samvag.ops import databases, hooks
from samvag.ops.backup import reading
from samvag.ops.backup.envelope import Reader
from samvag.ops.errors import Hindered, gettext_noop

LENGTH = 8
#: A whole log of checkpoints comes along, but no more than this: what says otherwise is no manifest.
LONGEST = 1 << 26
#: Who is logged in just now, and attempts that were counted: never in a backup, so that a restore logs everybody out.
#: And the key that signs who acts, which each installation has of its own.
LOGGED_IN = ("usersessions_usersession", "django_session", "account_cache")
LEFT_OUT = ("access_key", *LOGGED_IN)

NO_MANIFEST = gettext_noop(
    "Kopian %(file)s går att låsa upp men inte att tolka: den är gjord av ett annat program."
)
OTHER_COUNT = gettext_noop(
    "%(table)s har %(found)s rader men ska ha %(count)s: kopian läggs inte tillbaka. Ta en annan kopia."
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`counts` is of every table that has its rows in the dump, and empty when there is none; `files` gives names and
    lengths, in their order.
    """

    made: str
    server: int
    roles: str
    counts: dict[str, int]
    migrations: list[str]
    told: dict[str, Any]
    files: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def encoded(self) -> bytes:
        text = json.dumps(asdict(self)).encode()
        return len(text).to_bytes(LENGTH, "big") + text


@dataclass(frozen=True, slots=True)
class Opened:
    """Of a backup that is being read: the dump is read once, and its end shows that all of it was whole."""

    manifest: Manifest
    files: dict[str, bytes]
    dump: Iterator[bytes]


def opened(reader: Reader) -> Opened:
    length = int.from_bytes(reader.read(LENGTH), "big")
    try:
        if length > LONGEST:
            raise ValueError
        manifest = Manifest(**json.loads(reader.read(length)))
    except (ValueError, TypeError) as error:
        raise Hindered(NO_MANIFEST, file=reader.name) from error
    files = {name: reader.read(size) for name, size in manifest.files.items()}
    return Opened(manifest, files, reader.rest())


def told(connection: psycopg.Connection, made: str, files: dict[str, bytes], *, counted: bool) -> Manifest:
    """Of what the connection's transaction sees. Nothing is counted when the database does not come along."""
    done = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
    return Manifest(
        made=made,
        server=connection.info.server_version,
        roles=databases.role_prefix(),
        counts=counts(connection) if counted else {},
        migrations=[row[0] for row in done],
        told={name: tell(connection) for name, tell in hooks.TOLD_IN_BACKUP.items()},
        files={name: len(content) for name, content in files.items()},
    )


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """Read as the role that sees every row."""
    found = {}
    with connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reading.role())))
        for table in reading.tables(connection):
            if table not in LEFT_OUT:
                counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                row = connection.execute(counted).fetchone()
                found[table] = row[0] if row else 0
        connection.execute("RESET ROLE")
    return found


def compare(counts: dict[str, int], found: dict[str, int]) -> None:
    """Raises `Hindered` for the first table that differs."""
    for table in sorted({*counts, *found}):
        if counts.get(table, 0) != found.get(table, 0):
            raise Hindered(OTHER_COUNT, table=table, found=found.get(table, 0), count=counts.get(table, 0))
