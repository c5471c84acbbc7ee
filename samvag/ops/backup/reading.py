"""The role that reads everything and does nothing else, so that a backup is whole under forced row-level security.

Nobody logs in as it: the installing role becomes it while it reads. Kept up after each migration.
"""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from samvag.ops import databases
from samvag.ops.errors import Hindered, gettext_noop

HIDDEN = gettext_noop(
    "Säkerhetskopian skulle inte bli hel: rollen %(role)s ser inte allt i %(table)s. Kör samvag migrate, som ger den"
    " rätten."
)
TABLES = """SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname"""
OWN = """EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backed_up' AND p.polpermissive
    AND p.polcmd = 'r' AND pg_get_expr(p.polqual, p.polrelid) = 'true'
    AND p.polroles = ARRAY[to_regrole(%(role)s)::oid])"""
TAKEN_AWAY = """EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
    AND p.polcmd IN ('r', '*') AND p.polroles && ARRAY[0::oid, to_regrole(%(role)s)::oid])"""
SECURED = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity"
)
LACKING = f"{SECURED} AND NOT {OWN}"
FILTERED = f"{SECURED} AND (NOT {OWN} OR {TAKEN_AWAY})"
UNREADABLE = """SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
    AND c.relkind IN ('r', 'S') AND NOT has_table_privilege(%(role)s, c.oid, 'SELECT')"""


def role() -> str:
    return databases.role("backup")


def open_up(connection: psycopg.Connection) -> None:
    """Every table of ours, old and new, read whole by that role."""
    named = sql.Identifier(role())
    for kind in ("TABLES", "SEQUENCES"):
        connection.execute(
            sql.SQL("GRANT SELECT ON ALL {} IN SCHEMA public TO {}").format(sql.SQL(kind), named)
        )
    for (table,) in connection.execute(LACKING, {"role": role()}).fetchall():
        at = sql.Identifier(table)
        connection.execute(sql.SQL("DROP POLICY IF EXISTS backed_up ON {}").format(at))
        made = "CREATE POLICY backed_up ON {} FOR SELECT TO {} USING (true)"
        connection.execute(sql.SQL(made).format(at, named))


def hidden(connection: psycopg.Connection) -> Iterator[str]:
    """Tables of which it would not read everything."""
    there = connection.execute("SELECT to_regrole(%s) IS NOT NULL", [role()]).fetchone()
    if not there or not there[0]:
        yield "public"
        return
    for query in (UNREADABLE, FILTERED):
        yield from (row[0] for row in connection.execute(query, {"role": role()}).fetchall())


def require_all(connection: psycopg.Connection) -> None:
    for table in hidden(connection):
        raise Hindered(HIDDEN, role=role(), table=table)


def tables(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute(TABLES).fetchall()]
