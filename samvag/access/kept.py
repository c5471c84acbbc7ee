"""Sets that are found once a transaction, not once a table: whose persons I may see, what is shared with me.

Every policy asks for them, and a page reads twenty tables. What was found is kept in a setting of the transaction,
sealed as the context is: with the key that the application's role cannot read, over the context that it was found
for, this connection and the transaction's own start. Injected SQL can read it, as it can ask for it, but neither forge
it nor carry it to another actor, connection or transaction. It is forgotten when this transaction writes a row that it
was made of; what another transaction writes meanwhile is felt by the next one.
"""

from django.db.migrations import RunSQL

from samvag.access.rls import RULES, definer, sql

SEAL_LENGTH = 64


def setting(name: str) -> str:
    return f"samvag.{name}"


def kept(name: str, columns: dict[str, str], body: str, *, rows: int) -> list[RunSQL]:
    """`access_people()` answers from what is kept, else from `access_people_found()`, which is made of `body`.

    `columns` are names and types, in the order in which `body` gives them.
    """
    table = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    return [
        *definer(f"{name}_found()", f"TABLE ({table})", body, rows=rows, to=(RULES,)),
        *definer(f"{name}()", f"TABLE ({table})", _answer(name, columns), rows=rows),
    ]


def forgotten_with(*tables: str) -> list[RunSQL]:
    """Writing one of these rows makes the sets be found anew."""
    return [
        sql(f"""CREATE TRIGGER forget_sets AFTER INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION access_forget_sets();""")
        for table in tables
    ]


def forget(*names: str) -> list[RunSQL]:
    """The trigger's function. Within a savepoint that is rolled back, what was kept before it comes back."""
    performed = " ".join(f"PERFORM set_config('{setting(name)}', '', true);" for name in names)
    made = "CREATE FUNCTION access_forget_sets() RETURNS trigger LANGUAGE plpgsql"
    return [sql(f"{made} AS $body$ BEGIN {performed} RETURN NULL; END $body$;")]


def _answer(name: str, columns: dict[str, str]) -> str:
    """The setting holds the seal and then each column as an array, parted by bars.

    The moments are compared as text: a cast would be tried ahead of the seal, and fail when nobody acts.
    """
    arrays = ", ".join(
        f"split_part(held, '|', {place})::{kind}[]" for place, kind in enumerate(columns.values(), 2)
    )
    found = " || '|' || ".join(f"coalesce(array_agg(f.{column}), '{{}}')::text" for column in columns)
    return f"""
        DECLARE
            context text := current_setting('samvag.context', true);
            held text := current_setting('{setting(name)}', true);
        BEGIN
            IF held <> '' AND (
                SELECT CASE WHEN left(held, {SEAL_LENGTH}) = {_seal(name, f"substr(held, {SEAL_LENGTH + 1})")}
                       THEN split_part(context, '|', 5) >= extract(epoch FROM clock_timestamp())::text COLLATE "C" END
                  FROM access_key k
            ) THEN
                RETURN QUERY SELECT * FROM unnest({arrays});
                RETURN;
            END IF;
            IF access_facts() IS NULL THEN RETURN; END IF;
            SELECT '|' || {found} INTO held FROM {name}_found() f;
            SELECT {_seal(name, "held")} || held INTO held FROM access_key k;
            PERFORM set_config('{setting(name)}', held, true);
            RETURN QUERY SELECT * FROM unnest({arrays});
        END
    """


def _seal(name: str, sets: str) -> str:
    facts = (
        f"'set|{name}|' || context || '|' || pg_backend_pid() || '|' || extract(epoch FROM now()) || {sets}"
    )
    return f"encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to({facts}, 'UTF8'))), 'hex')"
