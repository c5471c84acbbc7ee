"""The policy table as the database's policies read it: filled after each migration, compared at each start."""

from collections.abc import Callable, Iterator

import psycopg
from django.db import connections

from samvag.access.table import AXES, Cell, decide, roles_that
from samvag.kernel.categories import Category
from samvag.ops.errors import Hindered, gettext_noop

OTHER_TABLE = gettext_noop(
    "Databasen har en annan behörighetstabell (%(table)s) än programmet: kör samvag migrate."
)
#: How a role stands in its own unit, by the relation that it takes to read there.
STANDINGS = {"with_persons": "assigned", "whole_unit": "manager"}
OPENING = ("live", "legal_ground")


def standings() -> list[tuple[str, ...]]:
    return sorted(
        (role, standing) for standing, relation in STANDINGS.items() for role in roles_that(relation, "read")
    )


def opens() -> list[tuple[str, ...]]:
    """What is opened to the team of another unit: consent, what binds reader and owner, category, role."""
    return sorted(
        (consent, reader, owner, category.value, role)
        for consent in OPENING
        for reader in AXES["reader"]
        for owner in AXES["owner"]
        for category in Category
        for role in AXES["role"]
        if decide(Cell(role, "team", consent, reader, owner, category.value, "read"))
    )


TABLES: dict[str, Callable[[], list[tuple[str, ...]]]] = {"access_standing": standings, "access_opens": opens}


def store_table() -> None:
    with connections["owner"].cursor() as cursor:
        for table, rows in TABLES.items():
            cursor.execute(f"DELETE FROM {table}")
            cursor.executemany(f"INSERT INTO {table} VALUES ({places(rows()[0])})", rows())


def places(row: tuple[str, ...]) -> str:
    return ", ".join(["%s"] * len(row))


def the_table_is_ours(connection: psycopg.Connection) -> Iterator[Hindered]:
    for table, rows in TABLES.items():
        if sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) != rows():
            yield Hindered(OTHER_TABLE, table=table)
