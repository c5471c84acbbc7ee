"""What must hold of tables, functions and rights before anything is served: the start-up check refuses otherwise.

Each check is given a connection as the installing role, like those of `samvag.ops.checks`.
"""

from collections.abc import Callable, Iterator

import psycopg

from samvag.access.assurance import every_category_asks
from samvag.access.keys import JOBS, LOGINS, pads
from samvag.access.rls import APP, AUDIT, AUTH, FIGURES, RULES
from samvag.access.stored import the_table_is_ours
from samvag.ops.errors import Hindered, gettext_noop

#: Tables without persons or secrets, which the application reads as they are. Nothing else goes without policies.
PLAIN = frozenset(
    {
        "codes_system",
        "codes_code",
        "codes_map",
        "codes_workday",
        "gaps_rule",
        "access_standing",
        "access_opens",
    }
)
#: Tables that the application does not reach at all; definer functions do.
HIDDEN = frozenset(
    {
        "access_changed",
        "access_demand",
        "access_key",
        "cases_reference_counter",
        "django_migrations",
        "gaps_counted",
        "outbox_asked",
        "outbox_code",
        "outbox_proof",
    }
)

UNCLASSIFIED = gettext_noop(
    "Tabellen %(table)s har ingen tvingande radsäkerhet och är inte klassad:"
    " ge den regler i en migrering, eller för in den i samvag/access/checks.py."
)
NO_POLICY = gettext_noop(
    "Tabellen %(table)s har ingen regel för rollen %(role)s: ge den regler i en migrering."
)
FOR_EVERYBODY = gettext_noop(
    "Regeln %(policy)s på tabellen %(table)s gäller alla roller: bind den till en roll i en migrering."
)
REACHES = gettext_noop(
    "Rollen %(role)s når tabellen %(table)s och får inte göra det:"
    " kör REVOKE ALL ON %(table)s FROM %(role)s i databasen."
)
INHERITED = gettext_noop(
    "Tabellen %(table)s är delad eller ärvd, och då kan statistik avslöja dolda rader: gör den till en vanlig tabell."
)
A_VIEW = gettext_noop(
    "Vyn %(table)s läser med sin ägares rättigheter: kör REVOKE ALL ON %(table)s FROM %(role)s i databasen."
)
OPEN_FUNCTION = gettext_noop(
    "Funktionen %(function)s går förbi radsäkerheten och %(what)s: rätta den i en migrering."
)
MAY_CREATE = gettext_noop(
    "Rollen %(role)s får skapa saker i databasen (%(what)s): kör samvag migrate, som tar bort rätten."
)
STAMPS = gettext_noop(
    "Rollen %(role)s kan själv säga vem som agerar: kör REVOKE ALL ON SEQUENCE %(name)s FROM %(role)s i databasen."
)
OTHER_KEY = gettext_noop(
    "Databasen har en annan nyckel än den här installationen och ingen skulle komma åt något: kör samvag migrate."
)

TABLES = """
    SELECT c.oid, c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f') ORDER BY c.relname
"""
ANY_RIGHT = (
    "has_table_privilege(%s, %s::oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
)
ANY_COLUMN = "has_any_column_privilege(%s, %s::oid, 'SELECT, INSERT, UPDATE, REFERENCES')"


def every_table_is_classified(connection: psycopg.Connection) -> Iterator[Hindered]:
    """A table has policies that nobody passes, or stands in one of the lists above."""
    for oid, table, forced in connection.execute(TABLES).fetchall():
        plain = table in PLAIN or table.startswith(JOBS)
        if not (forced or plain or table in HIDDEN or table.startswith(LOGINS)):
            yield Hindered(UNCLASSIFIED, table=table)
        elif forced and _reaches(connection, APP, oid) and not _has_policy(connection, oid):
            yield Hindered(NO_POLICY, table=table, role=APP)


def nobody_reaches_too_far(connection: psycopg.Connection) -> Iterator[Hindered]:
    """The application reaches no logins and nothing hidden; the authenticating role reaches nothing else."""
    for oid, table, _forced in connection.execute(TABLES).fetchall():
        logins = table.startswith(LOGINS)
        if (logins or table in HIDDEN) and _reaches(connection, APP, oid):
            yield Hindered(REACHES, role=APP, table=table)
        if not logins and _reaches(connection, AUTH, oid):
            yield Hindered(REACHES, role=AUTH, table=table)


def no_row_has_a_back_door(connection: psycopg.Connection) -> Iterator[Hindered]:
    """Neither parts, nor heirs, nor views, nor a policy for everybody."""
    for (table,) in connection.execute(
        """SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
           AND (c.relkind IN ('p', 'f') OR EXISTS (SELECT 1 FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
           AND c.relkind = 'r')"""
    ).fetchall():
        yield Hindered(INHERITED, table=table)
    for (table,) in connection.execute(
        """SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
           AND has_table_privilege(%s, c.oid, 'SELECT')""",
        [APP],
    ).fetchall():
        yield Hindered(A_VIEW, table=table, role=APP)
    for table, policy in connection.execute(
        "SELECT polrelid::regclass::text, polname FROM pg_policy WHERE 0 = ANY (polroles)"
    ).fetchall():
        yield Hindered(FOR_EVERYBODY, table=table, policy=policy)


def definers_are_narrow(connection: psycopg.Connection) -> Iterator[Hindered]:
    """Owned by a role of the rules, with a search path of their own, and not for everybody to call."""
    rows = connection.execute(
        """SELECT p.oid::regprocedure::text, p.proowner::regrole::text = ANY (%s),
                  coalesce(array_to_string(p.proconfig, ',') LIKE '%%search_path=public, pg_temp%%', false),
                  NOT EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                               WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
             FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace""",
        [[RULES, AUDIT, FIGURES]],
    )
    for function, owned, pathed, closed in rows.fetchall():
        for held, what in (
            (owned, "ägs av fel roll"),
            (pathed, "saknar egen sökväg"),
            (closed, "är öppen för alla"),
        ):
            if not held:
                yield Hindered(OPEN_FUNCTION, function=function, what=what)


def nobody_makes_anything(connection: psycopg.Connection) -> Iterator[Hindered]:
    """Not even a temporary table: it would stand before ours for whoever has the connection next."""
    for role in (APP, AUTH):
        rights = connection.execute(
            """SELECT has_database_privilege(%(role)s, current_database(), 'TEMP'),
                      has_database_privilege(%(role)s, current_database(), 'CREATE'),
                      has_schema_privilege(%(role)s, 'public', 'CREATE')""",
            {"role": role},
        ).fetchone() or (True, True, True)
        for held, what in zip(rights, ("TEMP", "CREATE", "CREATE ON SCHEMA public"), strict=True):
            if held:
                yield Hindered(MAY_CREATE, role=role, what=what)


def nobody_stamps(connection: psycopg.Connection) -> Iterator[Hindered]:
    """What was tried is said by definers alone: see `samvag.access.tried`."""
    rows = connection.execute(
        """SELECT r.role, c.relname FROM pg_class c CROSS JOIN unnest(%s::text[]) r (role)
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND c.relname LIKE 'tried\\_%%'
              AND has_sequence_privilege(r.role, c.oid, 'USAGE, SELECT, UPDATE')""",
        [[APP, AUTH, AUDIT, FIGURES]],
    )
    for role, name in rows.fetchall():
        yield Hindered(STAMPS, role=role, name=name)


def the_key_is_ours(connection: psycopg.Connection) -> Iterator[Hindered]:
    row = connection.execute("SELECT inner_pad, outer_pad FROM access_key").fetchone()
    if row is None or [bytes(pad) for pad in row] != pads():
        yield Hindered(OTHER_KEY)


def _reaches(connection: psycopg.Connection, role: str, table: int) -> bool:
    row = connection.execute(f"SELECT {ANY_RIGHT} OR {ANY_COLUMN}", [role, table, role, table]).fetchone()
    return bool(row and row[0])


def _has_policy(connection: psycopg.Connection, table: int) -> bool:
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = %s AND to_regrole(%s)::oid = ANY (polroles))",
        [table, APP],
    ).fetchone()
    return bool(row and row[0])


CHECKS: list[Callable[[psycopg.Connection], Iterator[Hindered]]] = [
    every_table_is_classified,
    nobody_reaches_too_far,
    no_row_has_a_back_door,
    definers_are_narrow,
    nobody_makes_anything,
    nobody_stamps,
    the_key_is_ours,
    every_category_asks,
    the_table_is_ours,
]
