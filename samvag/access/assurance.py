"""The level of a login in the database: a row of a category that demands more is neither read nor written, by anybody.

The level stands in the signed context, and with it a restrictive policy on each table of rows about persons: it can
only take away. Which category demands what is a table, filled from the kernel's after each migration.
"""

from collections.abc import Iterator

import psycopg
from django.db import connections

from samvag.access.rls import APP
from samvag.kernel.assurance import DEMANDED
from samvag.ops.errors import Hindered, gettext_noop

OTHER_DEMANDS = gettext_noop("Databasen kräver andra nivåer av inloggning än programmet: kör samvag migrate.")
WITHOUT = gettext_noop(
    "Tabellen %(table)s visar uppgifter utan att fråga hur säker inloggningen är: kör samvag migrate."
)

POLICY = "assured"
#: What `samvag.access.narrowing` puts in its place.
ALL_IN_ONE = "narrowed"
ASKS = "(category = ANY ((SELECT access_assured())::text[]))"
#: Rows about persons that carry a category, and that the application reaches by policies.
TABLES = """
    SELECT c.relname FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relforcerowsecurity
       AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
             AND a.attname IN ('category', 'person_id', 'owner_unit_id')) = 3
"""
ASSURED = "pg_get_expr(p.polqual, p.polrelid) LIKE '%%access_assured()%%' AND p.polwithcheck IS NULL"
#: Whether anything is hidden at all comes first, then the level, then who and what.
CLEAR = "(( SELECT tried_clear() AS tried_clear) OR ((category = ANY (( SELECT access_assured()%%)) AND "
HIDES = "((person_id <> ALL (( SELECT tried_hidden()%%)) OR (strpos(( SELECT tried_hidden_rows()%%"
REFUSES = "(NOT ((person_id, owner_unit_id) IN ( SELECT%%access_closed()%%"
NARROWED = f"""pg_get_expr(p.polqual, p.polrelid) LIKE '{CLEAR}{HIDES}'
    AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '{CLEAR}{REFUSES}'"""
BARE = f"""{TABLES} AND NOT EXISTS (
    SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd = '*'
       AND p.polroles = ARRAY[to_regrole(%s)::oid]
       AND (p.polname = '{POLICY}' AND {ASSURED} OR p.polname = '{ALL_IN_ONE}' AND {NARROWED}))"""


def demands() -> list[tuple[str, int]]:
    return sorted((category.value, int(level)) for category, level in DEMANDED.items())


def keep_assured() -> None:
    """Runs after every migration, so that a table that is new asks as the others do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM access_demand")
        cursor.executemany("INSERT INTO access_demand VALUES (%s, %s)", demands())
        cursor.execute(BARE, [APP])
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
            cursor.execute(f"CREATE POLICY {POLICY} ON {table} AS RESTRICTIVE TO {APP} USING {ASKS}")


def every_category_asks(connection: psycopg.Connection) -> Iterator[Hindered]:
    """No table shows a category's rows without asking how sure the login is, and the answer is the program's."""
    if sorted(connection.execute("SELECT category, level FROM access_demand").fetchall()) != demands():
        yield Hindered(OTHER_DEMANDS)
    for (table,) in connection.execute(BARE, [APP]).fetchall():
        yield Hindered(WITHOUT, table=table)
