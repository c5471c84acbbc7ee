"""What a page does to the database while it is only read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections

#: A page that is read writes who looked at whom, keeps the session alive, and counts what is fetched. Nothing else.
MAY_WRITE = {"audit_entry", "audit_subject", "django_session", "account_pace"}
WRITTEN = """
    SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
           + pg_stat_get_xact_tuples_deleted(oid)
      FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def written() -> Counter[str]:
    """Rows written so far in the running transactions, by table: through whatever function, and undone or not."""
    counted: Counter[str] = Counter()
    for alias in ("default", "auth"):
        with connections[alias].cursor() as cursor:
            cursor.execute(WRITTEN)
            counted.update(dict(cursor.fetchall()))
    return counted


@contextmanager
def writes() -> Iterator[set[str]]:
    """Tables that were written within the block, beyond those that reading writes."""
    before, tables = written(), set()
    yield tables
    after = written()
    tables.update(table for table in after if after[table] > before[table] and table not in MAY_WRITE)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that was run on either connection within the block, without the transaction's own frame."""
    said: list[str] = []

    def listen(execute, sql, params, many, context):
        if not str(sql).startswith(FRAME):
            said.append(str(sql))
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(listen), connections["auth"].execute_wrapper(listen):
        yield said


@contextmanager
def logged() -> Iterator[list[tuple[str, UUID | None]]]:
    """What was written of acts in the log within the block: the verb, and whom it was about."""
    said: list[tuple[str, UUID | None]] = []

    def listen(execute, sql, params, many, context):
        if "audit_log_change" in str(sql):
            said.extend((params[0], person) for person in params[3] or [None])
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(listen):
        yield said
