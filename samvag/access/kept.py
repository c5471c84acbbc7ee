"""Sets that are found once a transaction, not once a table: whose persons I may see, what is shared with me.

Every policy asks for them, and a page reads twenty tables. What was found is kept in a setting of the transaction and
stamped (`samvag.access.tried`), for the context that it was found for, this session and the transaction's own start.
Injected SQL can read it, as it can ask for it, but neither forge it nor carry it to another actor, connection or
transaction. It is forgotten when this transaction writes a row that it was made of; what another transaction writes
meanwhile is felt by the next one.
"""

from django.db.migrations import RunSQL

from samvag.access.rls import RULES, definer, sql
from samvag.access.tried import TAKING, keep, setting, stamp, stamped


def kept(name: str, columns: dict[str, str], body: str, *, rows: int) -> list[RunSQL]:
    """`access_people()` answers from what is kept, else from `access_people_found()`, which is made of `body`.

    `columns` are names and types, in the order in which `body` gives them.
    """
    table = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    return [
        *definer(f"{name}_found()", f"TABLE ({table})", body, rows=rows, to=(RULES,)),
        *answered(name, columns, rows=rows),
    ]


def answered(name: str, columns: dict[str, str], *, rows: int) -> list[RunSQL]:
    table = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    return definer(f"{name}()", f"TABLE ({table})", _answer(name, columns), rows=rows)


def forgotten_with(*tables: str) -> list[RunSQL]:
    """Writing one of these rows makes the sets be found anew."""
    return [
        sql(f"""CREATE TRIGGER forget_sets AFTER INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION access_forget_sets();""")
        for table in tables
    ]


def forget(*names: str) -> list[RunSQL]:
    """The trigger's function. Within a savepoint that is rolled back, what was kept before it comes back."""
    performed = " ".join(keep(name, "''") for name in names)
    made = "CREATE OR REPLACE FUNCTION access_forget_sets() RETURNS trigger LANGUAGE plpgsql"
    return [sql(f"{made} AS $body$ BEGIN {performed} RETURN NULL; END $body$;")]


def _answer(name: str, columns: dict[str, str]) -> str:
    """The setting holds each column as an array, parted by bars; of rows of several, then their persons, each once, and
    all of each row in one text.
    """
    arrays = ", ".join(
        f"split_part(held, '|', {place})::{kind}[]" for place, kind in enumerate(columns.values(), 1)
    )
    kept = [f"coalesce(array_agg(f.{column}), '{{}}')::text" for column in columns]
    if len(columns) > 1:
        kept.append(f"coalesce(array_agg(DISTINCT f.{next(iter(columns))}), '{{}}')::text")
        kept.append(
            f"coalesce(string_agg({' || '.join(f'f.{column}::text' for column in columns)} || ',', ''), '')"
        )
    # Who empties the context in the middle of a statement is shown nothing for it.
    nobody = f"RETURN QUERY SELECT {', '.join(f'NULL::{kind}' for kind in columns.values())};"
    return f"""
        DECLARE
            held text;
        BEGIN
            IF {stamped(name)} THEN held := current_setting('{setting(name)}', true);
            ELSIF access_facts() IS NULL THEN {nobody if name in TAKING else ""} RETURN;
            ELSE
                SELECT {" || '|' || ".join(kept)} INTO held FROM {name}_found() f;
                {keep(name, "held")}
                {stamp(name)}
            END IF;
            RETURN QUERY SELECT * FROM unnest({arrays});
        END
    """
