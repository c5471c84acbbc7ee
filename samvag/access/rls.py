"""Row-level security, forced, as migration operations. Each returns a list of operations.

A person's row is seen by its own unit's staff with assignment, cover or a role over the whole unit, and by others
when a live consent covers it. Written as sets that are computed once a statement, never as a function a row.
"""

from django.conf import settings
from django.db.migrations import RunSQL

APP, AUTH, RULES, AUDIT, FIGURES = (
    f"{settings.ROLE_PREFIX}_{name}" for name in ("app", "auth", "rules", "audit", "figures")
)

# Never current_date: an injected SET TIME ZONE moves that by a week, and would wake consents that have ended.
TODAY = "(now() AT TIME ZONE 'Europe/Stockholm')::date"

# Each set is an InitPlan, computed once a statement and usable as an index condition; OR with IN would read it all.
OWN = """(owner_unit_id = (SELECT access_managed_unit())
    OR (person_id = ANY (ARRAY(SELECT person FROM access_people())) AND owner_unit_id = (SELECT access_unit())))"""
SHARED = """(person_id = ANY (ARRAY(SELECT person FROM access_shared()))
    AND (person_id, owner_unit_id, category) IN (SELECT person, owner_unit, category FROM access_shared()))"""


def sql(forward: str, back: str = "") -> RunSQL:
    return RunSQL(forward, back or RunSQL.noop)


def forced(table: str) -> str:
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY rules_read ON {table} FOR SELECT TO {RULES} USING (true);
        GRANT SELECT ON {table} TO {RULES};
    """


def person_table(
    table: str, *, seen: str = f"{OWN} OR {SHARED}", kept: str = OWN, extra: str = ""
) -> list[RunSQL]:
    """A table of rows about persons: `seen` says which rows show, `kept` which may be changed by their own unit."""
    return [
        sql(f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({seen});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK (owner_unit_id = (SELECT access_unit()));
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({kept})
            WITH CHECK (owner_unit_id = (SELECT access_unit()));
        CREATE POLICY removed ON {table} FOR DELETE TO {APP} USING ({kept});
        {signed(table)}
        {extra}""")
    ]


def signed(table: str) -> str:
    """Nobody writes in another's name, and a row never becomes another person's, another unit's or another writer's."""
    stays = ", ".join(
        f"{{row}}.{column}" for column in ("id", "owner_unit_id", "person_id", "created_by_id", "created_at")
    )
    return f"""
        CREATE POLICY signed ON {table} AS RESTRICTIVE FOR INSERT TO {APP} WITH CHECK (created_by_id IS NULL
            OR created_by_id = (SELECT access_staff()) OR (SELECT access_staff()) IS NULL);
        CREATE TRIGGER row_stays BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN (({stays.format(row="OLD")}) IS DISTINCT FROM ({stays.format(row="NEW")}))
            EXECUTE FUNCTION access_row_stays();
    """


def part_of(table: str, parent: str, key: str) -> list[RunSQL]:
    """A row's parent is of the same unit and person. Checked before any constraint could answer for hidden rows."""
    return [
        sql(f"""
        CREATE POLICY of_own_{parent} ON {table} AS RESTRICTIVE TO {APP} USING (true)
            WITH CHECK ({parent}_is_of({key}, owner_unit_id, person_id));""")
    ]


def child_table(table: str, parent: str, key: str) -> list[RunSQL]:
    """Rows that are seen and kept exactly as their parent row is."""
    there = f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{key} OFFSET 0)"
    own = f"""EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{key}
        AND parent.owner_unit_id = (SELECT access_unit()) OFFSET 0)"""
    return [
        sql(f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({there});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({own});
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({own}) WITH CHECK ({own});
        CREATE POLICY removed ON {table} FOR DELETE TO {APP} USING ({own});""")
    ]


def unit_table(
    table: str, *, column: str = "unit_id", write: str = "access_unit()", read: str = ""
) -> list[RunSQL]:
    """Rows of a unit that are not about a person: kept by the unit, read by it alone unless `read` says more."""
    kept = f"{column} = (SELECT {write})"
    return [
        sql(f"""{forced(table)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP};
        CREATE POLICY seen ON {table} FOR SELECT TO {APP} USING ({read or kept});
        CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({kept});
        CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({kept}) WITH CHECK ({kept});
        CREATE POLICY removed ON {table} FOR DELETE TO {APP} USING ({kept});""")
    ]


def open_table(table: str, grants: str = "SELECT") -> list[RunSQL]:
    """A table without persons or secrets: everybody in the application reads it."""
    return [sql(f"GRANT {grants} ON {table} TO {APP}; GRANT SELECT ON {table} TO {RULES};")]


def definer(
    signature: str,
    returns: str,
    body: str,
    *,
    volatile: bool = False,
    rows: int = 0,
    owner: str = RULES,
    to: tuple[str, ...] = (APP, RULES),
) -> list[RunSQL]:
    """A SECURITY DEFINER function owned by the rules' role: the only way past the policies, one purpose each."""
    kind = "VOLATILE" if volatile else "STABLE"
    estimate = f"ROWS {rows}" if rows else ""
    return [
        sql(f"""
        CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql {kind} SECURITY DEFINER {estimate}
            SET search_path = public, pg_temp AS $body$ {body} $body$;
        ALTER FUNCTION {signature_types(signature)} OWNER TO {owner};
        REVOKE ALL ON FUNCTION {signature_types(signature)} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {signature_types(signature)} TO {", ".join(to)};""")
    ]


def signature_types(signature: str) -> str:
    """PostgreSQL takes the arguments' names along, but no defaults."""
    name, _, arguments = signature.rstrip(")").partition("(")
    kept = ", ".join(argument.split(" DEFAULT ")[0].strip() for argument in arguments.split(","))
    return f"{name}({kept})"
