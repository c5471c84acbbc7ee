"""What must be true of the database before anything is served. Upper floors add theirs to `CHECKS`."""

from collections.abc import Callable, Iterator

import psycopg

from samvag.ops import databases
from samvag.ops.errors import Hindered, gettext_noop

MISSING_ROLE = gettext_noop("Rollen %(role)s saknas i databasen: kör samvag migrate.")
TOO_STRONG = gettext_noop(
    "Rollen %(role)s har för stor makt i databasen (%(what)s) och då skyddar inte radsäkerheten:"
    " kör ALTER ROLE %(role)s NO%(what)s som serverns administratör."
)
MEMBER = gettext_noop(
    "Rollen %(role)s är medlem i %(what)s och kan bli den: kör REVOKE %(what)s FROM %(role)s i databasen."
)
OWNS = gettext_noop(
    "Rollen %(role)s äger något i databasen och går då förbi radsäkerheten:"
    " kör REASSIGN OWNED BY %(role)s TO %(owner)s i den."
)
BEHIND = gettext_noop("Databasen är äldre än programmet: kör samvag migrate (make run gör det åt dig).")
KNOWN_HOLE = gettext_noop(
    "PostgreSQL %(version)s har ett känt hål (CVE-2025-8713) som låter statistik avslöja dolda rader:"
    " uppgradera till 16.10, 17.6 eller senare."
)


def server_is_mended(connection: psycopg.Connection) -> Iterator[Hindered]:
    major, minor = divmod(connection.info.server_version, 10000)
    if minor < {15: 14, 16: 10, 17: 6}.get(major, 0):
        yield Hindered(KNOWN_HOLE, version=f"{major}.{minor}")


def login_roles_are_weak(connection: psycopg.Connection) -> Iterator[Hindered]:
    """Neither superuser nor able to make roles or to pass row-level security."""
    columns = {"SUPERUSER": 0, "BYPASSRLS": 1, "CREATEROLE": 2, "CREATEDB": 3}
    for role in map(databases.role, databases.LOGINS):
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()
        if row is None:
            yield Hindered(MISSING_ROLE, role=role)
        else:
            yield from (Hindered(TOO_STRONG, role=role, what=what) for what, at in columns.items() if row[at])


def login_roles_are_alone(connection: psycopg.Connection) -> Iterator[Hindered]:
    """What may SET ROLE, injected SQL may too."""
    for role in map(databases.role, databases.LOGINS):
        rows = connection.execute(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = to_regrole(%s)", [role]
        )
        yield from (Hindered(MEMBER, role=role, what=row[0]) for row in rows)


def login_roles_own_nothing(connection: psycopg.Connection) -> Iterator[Hindered]:
    """An owner passes row-level security and may change the policies."""
    for role in map(databases.role, databases.LOGINS):
        owned = connection.execute(
            """SELECT 1 FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND deptype = 'o'
               AND refobjid = to_regrole(%s) LIMIT 1""",
            [role],
        )
        if owned.fetchone():
            yield Hindered(OWNS, role=role, owner=connection.info.user)


def migrations_are_done(connection: psycopg.Connection) -> Iterator[Hindered]:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Hindered(BEHIND)


CHECKS: list[Callable[[psycopg.Connection], Iterator[Hindered]]] = [
    server_is_mended,
    login_roles_are_weak,
    login_roles_are_alone,
    login_roles_own_nothing,
    migrations_are_done,
]
"""Each is given a connection as the installing role and yields what is wrong."""


def problems(connection: psycopg.Connection) -> Iterator[Hindered]:
    return (problem for check in CHECKS for problem in check(connection))


def require_all(connection: psycopg.Connection) -> None:
    """Refuses to go on with the first thing that is wrong: there is no way to serve past it."""
    for problem in problems(connection):
        raise problem


def refuse_foreign_database(connection: psycopg.Connection, sentence: str) -> None:
    """The installing role must own the database, or be a superuser."""
    row = connection.execute(
        """SELECT pg_has_role(current_user, datdba, 'USAGE'), current_user, current_database()
           FROM pg_database WHERE datname = current_database()"""
    ).fetchone()
    if row and not row[0]:
        raise Hindered(sentence, role=row[1], database=row[2])
