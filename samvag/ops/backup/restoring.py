"""A backup is put back beside what is there, tried, and only then put in its place. What was there is kept.

Whatever goes wrong on the way, the database that is in use stays as it was.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import errors, sql

from samvag.ops import databases, hooks, install
from samvag.ops.backup import dumping, keys, manifest, outside
from samvag.ops.backup.envelope import Reader
from samvag.ops.backup.pointing import pointed_at
from samvag.ops.backup.trying import tried
from samvag.ops.errors import Hindered, gettext_noop, reason
from samvag.ops.serving import address

BEFORE, COMING = "_before_", "_restoring"
LONGEST_NAME, SECONDS_TO_LEAVE = 63, 5

NOT_EMPTY = gettext_noop(
    "Databasen %(name)s är inte tom och skrivs inte över utan att du säger till: --replace lägger undan den som"
    " finns. Inget är ändrat."
)
IN_USE = gettext_noop(
    "Databasen %(name)s används av %(count)s förbindelser: stoppa samvag serve och allt annat som använder den, och kör"
    " igen. Inget är ändrat."
)
SERVED = gettext_noop(
    "Samväg är igång på %(url)s (process %(pid)s): avsluta den först med kill %(pid)s eller Ctrl-C. Inget är ändrat."
)
NO_DUMP = gettext_noop(
    "Kopian har bara filerna bredvid databasen: databasen finns hos pgBackRest. Säg vart den ska tillbaka, med"
    " --latest, --time eller --transaction."
)
NEWER = gettext_noop(
    "Kopian är gjord med en nyare version av Samväg (%(step)s är okänt här): installera den, och kör igen. Inget är"
    " ändrat."
)
OTHER_ROLES = gettext_noop(
    "Kopians roller heter %(made)s men här heter de %(here)s: kör med SAMVAG_ROLE_PREFIX=%(made)s. Inget är ändrat."
)
OTHER_SECRETS = gettext_noop(
    "Kopian är gjord av en installation med andra hemligheter än den här. Lägg tillbaka dess secrets.json, eller kör"
    " samvag backup secrets KOPIA om nycklarna följde med i den. Är de borta för alltid: --new-keys går vidare med nya,"
    " och då behöver loggens kontrollpunkter en ny fil (SAMVAG_SEALS). Inget är ändrat."
)
NO_DATABASE = gettext_noop(
    "Rollen %(role)s får inte skapa databasen som kopian läggs tillbaka i: kör ALTER ROLE %(role)s CREATEDB i servern."
    " Inget är ändrat."
)
UNREADABLE = gettext_noop("%(file)s går inte att läsa (%(reason)s).")


class Restored(NamedTuple):
    """Of when, how many rows were counted, what is to be told, and where what was there before lies now."""

    moment: str
    rows: int
    lines: list[str]
    kept: str | None


def restore(
    file: Path,
    key: keys.ReadingKey,
    say: Callable[[str], None],
    *,
    replace: bool = False,
    new_keys: bool = False,
) -> Restored:
    """Raises `Hindered`, and then nothing has changed."""
    require_stopped()
    with opened(file) as reading:
        found = tried(reading, key)
        _require_fit(found.manifest, key, new_keys=new_keys)
        name = databases.database_name()
        empty = _require_free(name, replace=replace)
        undo = outside.put_back({} if new_keys else outside.missing(found.files))
        try:
            with _beside(name) as coming, pointed_at(SAMVAG_DATABASE_NAME=coming):
                lines, keep = _fill(manifest.opened(Reader(reading, key)), say)
                kept = _swap(name, coming, keep)
        except BaseException:
            undo()
            raise
    if empty and kept:
        drop(kept)
    return Restored(found.manifest.made, found.manifest.rows, lines, None if empty else kept)


@contextmanager
def opened(file: Path) -> Iterator[Any]:
    try:
        reading = file.open("rb")
    except OSError as error:
        raise Hindered(UNREADABLE, file=file, reason=reason(error)) from error
    with reading:
        yield reading


def require_stopped() -> None:
    if served := address.serving():
        raise Hindered(SERVED, **served)


def _require_fit(told: manifest.Manifest, key: keys.ReadingKey, *, new_keys: bool) -> None:
    """The program knows what is in the backup, and is the installation that it is of."""
    from django.db.migrations.loader import MigrationLoader

    if not told.counts:
        raise Hindered(NO_DUMP)
    if told.roles != databases.role_prefix():
        raise Hindered(OTHER_ROLES, made=told.roles, here=databases.role_prefix())
    if key.installation != keys.installation() and not new_keys:
        raise Hindered(OTHER_SECRETS)
    known = {f"{app}.{step}" for app, step in MigrationLoader(None).disk_migrations}
    for step in told.migrations:
        if step not in known:
            raise Hindered(NEWER, step=step)


def _require_free(name: str, *, replace: bool) -> bool:
    """True when nothing is in it. Nobody may be connected, or could become it meanwhile."""
    install.let_go()
    install.ensure_database()
    with install.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchone()
        empty = row == (0,)
        if not empty and not replace:
            raise Hindered(NOT_EMPTY, name=name)
        if there := _connected(connection, name):
            raise Hindered(IN_USE, name=name, count=there)
    return empty


def _connected(connection: psycopg.Connection, name: str) -> int:
    """Who has just left is not counted: the server needs a moment to notice."""
    until = time.monotonic() + SECONDS_TO_LEAVE
    while True:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [name]
        ).fetchone()
        if not row or not row[0] or time.monotonic() > until:
            return row[0] if row else 0
        time.sleep(0.05)


@contextmanager
def _beside(name: str) -> Iterator[str]:
    """An empty database beside the one in use; gone again unless it has taken its name."""
    coming = name[: LONGEST_NAME - len(COMING)] + COMING
    drop(coming)
    with install.connect("postgres") as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(coming)))
        except errors.InsufficientPrivilege as error:
            raise Hindered(NO_DATABASE, role=server.info.user) from error
    try:
        yield coming
    finally:
        install.let_go()
        drop(coming)


def _fill(
    backup: manifest.Opened, say: Callable[[str], None]
) -> tuple[list[str], list[Callable[[], object]]]:
    """Loaded, counted, brought to this program's version, and tried; what was erased since is erased again."""
    with install.connect() as connection:
        install.prepare(connection)
        dumping.load(backup.dump, connection.info.dbname, connection.info.server_version // 10000)
        manifest.compare(backup.manifest.counts, manifest.counts(connection))
    return finish(backup.manifest.told, say)


def finish(told: dict[str, Any], say: Callable[[str], None]) -> tuple[list[str], list[Callable[[], object]]]:
    """What every way back ends with: the lines to print, and what is to be kept when it is in its place."""
    install.install(say)
    lines = [line for hook in hooks.AFTER_RESTORE for line in hook()]
    with install.connect() as connection:
        for table in manifest.LOGGED_IN:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        found = [hook(connection, told.get(name)) for name, hook in hooks.TRIED_WHEN_RESTORED.items()]
        connection.execute("ANALYZE")
    return [*lines, *(line for one in found for line in one.lines)], [one.keep for one in found]


def _swap(name: str, coming: str, keep: list[Callable[[], object]]) -> str:
    """Both names change at once, and what is signed outside is signed in the same moment; or nothing does."""
    install.let_go()
    aside = f"{name[:40]}{BEFORE}{datetime.now(UTC):%Y%m%dt%H%M%S}"
    renamed = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with install.connect("postgres") as server:
        try:
            with server.transaction():
                server.execute(renamed.format(sql.Identifier(name), sql.Identifier(aside)))
                server.execute(renamed.format(sql.Identifier(coming), sql.Identifier(name)))
                for one in keep:
                    one()
        except errors.ObjectInUse as error:
            raise Hindered(IN_USE, name=name, count="?") from error
    return aside


def drop(name: str) -> None:
    with install.connect("postgres") as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def laid_aside() -> list[str]:
    """What earlier restores kept."""
    with install.connect("postgres") as server:
        rows = server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1",
            [databases.database_name()[:40] + BEFORE],
        )
        return [row[0] for row in rows.fetchall()]
