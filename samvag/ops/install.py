"""Roles, extensions and migrations. Needs a role that owns the database and has CREATEROLE, no superuser.

Runs again and again without harm; two that run at once take turns.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors, sql

from samvag.ops import checks, databases, explain, hooks, keys
from samvag.ops.backup import reading
from samvag.ops.errors import Hindered, gettext_noop

EXTENSIONS = ("btree_gist", "btree_gin", "pg_trgm", "unaccent")
LOCK = 0x5A4D5641
SECONDS_IN_LINE = 300
TRIES = 5

FOREIGN_ROLE = gettext_noop(
    "Rollen %(role)s finns redan i databasservern och tillhör någon annan (%(reason)s):"
    " välj ett annat förnamn på rollerna med SAMVAG_ROLE_PREFIX=namn."
)
NO_CREATEROLE = gettext_noop(
    "Rollen %(role)s får inte skapa roller i databasservern: kör ALTER ROLE %(role)s CREATEROLE där"
    " och försök igen."
)
NOT_OWNER = gettext_noop(
    "Rollen %(role)s äger inte databasen %(database)s:"
    " kör ALTER DATABASE %(database)s OWNER TO %(role)s i den och försök igen."
)
NO_EXTENSION = gettext_noop(
    "Databasservern saknar tillägget %(name)s (%(reason)s): installera postgresql-contrib på den och"
    " försök igen."
)
IN_LINE = gettext_noop(
    "En annan installation håller på i samma databas sedan %(seconds)s sekunder: vänta tills den är"
    " klar och kör igen."
)
WAITING = gettext_noop("En annan installation håller på i samma databas, väntar på den …")
MIGRATING = gettext_noop("Uppdaterar databasen, steg att göra: %(steps)s …")


def install(say: Callable[[str], None]) -> None:
    """Brings the database to this program's version. `say` is told what takes time."""
    ensure_database()
    with connect() as connection, _turn(connection, say):
        prepare(connection)
        _migrate(say)
        for hook in hooks.AFTER_MIGRATE:
            hook()
        reading.open_up(connection)


def connect(database: str | None = None) -> psycopg.Connection:
    """As the installing role. A server that cannot be used is refused in one sentence."""
    try:
        connection = psycopg.connect(**databases.owner_conninfo(database), autocommit=True)
    except psycopg.Error as error:
        raise explain.no_entry(error) from error
    version = connection.info.server_version
    if version < databases.OLDEST:
        connection.close()
        raise explain.too_old(version)
    return connection


def ensure_database() -> None:
    """Makes the database when it is missing and the installing role may."""
    try:
        connect().close()
    except Hindered as refusal:
        try:
            server = connect("postgres")
        except Hindered:
            raise refusal from None
        with server:
            there = server.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [databases.database_name()]
            )
            if there.fetchone():
                raise refusal from None
            try:
                server.execute(
                    sql.SQL("CREATE DATABASE {}").format(sql.Identifier(databases.database_name()))
                )
            except errors.InsufficientPrivilege:
                raise refusal from None


def let_go() -> None:
    """Closes this process's connections, for one that goes on without the database."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]


def is_installed(connection: psycopg.Connection) -> bool:
    found = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    return bool(found and found[0])


def prepare(connection: psycopg.Connection) -> None:
    """What migrations stand on: roles, extensions, and a database that is closed to everybody else."""
    checks.refuse_foreign_database(connection, NOT_OWNER)
    for attempt in range(1, TRIES + 1):
        try:
            _roles(connection)
            break
        except (errors.InternalError_, errors.UniqueViolation, errors.DuplicateObject):
            # Roles belong to the whole server: another database's installation changed the same row.
            if attempt == TRIES:
                raise
            time.sleep(0.1 * attempt)
    _extensions(connection)
    _privileges(connection)


def _roles(connection: psycopg.Connection) -> None:
    held, there = (keys.read(), {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")})
    passwords = {} if databases.embedded() else {"app": held.app_password, "auth": held.auth_password}
    for name in (*databases.LOGINS, *databases.READERS, *databases.OWNERS):
        role = databases.role(name)
        try:
            if role not in there:
                login = "LOGIN NOINHERIT" if name in databases.LOGINS else "NOLOGIN"
                _say(connection, "CREATE ROLE {} " + login, role)
            if name in passwords:
                _set_password(connection, role, passwords[name])
            if name not in databases.LOGINS:
                _say(connection, "GRANT {} TO CURRENT_USER", role)
        except errors.InsufficientPrivilege as error:
            if role in there:
                raise Hindered(FOREIGN_ROLE, role=role, reason=explain.first_line(error)) from error
            raise Hindered(NO_CREATEROLE, role=connection.info.user) from error


def _set_password(connection: psycopg.Connection, role: str, password: str) -> None:
    """Hashed here, so that it never stands in the server's log."""
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed)))


def _extensions(connection: psycopg.Connection) -> None:
    there = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
    for name in EXTENSIONS:
        if name in there:
            continue
        try:
            _say(connection, "CREATE EXTENSION IF NOT EXISTS {}", name)
        except psycopg.Error as error:
            raise Hindered(NO_EXTENSION, name=name, reason=explain.first_line(error)) from error


def _privileges(connection: psycopg.Connection) -> None:
    """Nobody but our roles comes in, and those that log in can make nothing, not even a temporary table."""
    database = connection.info.dbname
    _say(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _say(connection, "REVOKE CREATE ON SCHEMA {} FROM PUBLIC", "public")
    for name in databases.LOGINS:
        _say(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, databases.role(name))
    for name in (*databases.LOGINS, *databases.READERS):
        _say(connection, "GRANT USAGE ON SCHEMA {} TO {}", "public", databases.role(name))
    for name in databases.OWNERS:
        _say(connection, "GRANT USAGE, CREATE ON SCHEMA {} TO {}", "public", databases.role(name))


def _say(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


def _migrate(say: Callable[[str], None]) -> None:
    """Each migration is a transaction: what fails leaves the database at the one before."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(MIGRATING % {"steps": len(plan)})
        call_command("migrate", database="owner", interactive=False, verbosity=0)


@contextmanager
def _turn(connection: psycopg.Connection, say: Callable[[str], None]) -> Iterator[None]:
    """One installation at a time; the lock goes with the connection, so a killed one leaves nothing locked."""
    deadline, told = time.monotonic() + SECONDS_IN_LINE, False
    while connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() != (True,):
        if time.monotonic() > deadline:
            raise Hindered(IN_LINE, seconds=SECONDS_IN_LINE)
        if not told:
            say(WAITING)
            told = True
        time.sleep(0.2)
    yield
