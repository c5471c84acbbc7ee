"""What is there afterwards: every write that was answered for, and for every row its entry in the log."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import psycopg

from tests.proofs.injection.victims import unguarded

#: Tables whose rows the clients make, each with what the log calls it.
LOGGED = {"cases_note": "note", "cases_contact": "contact", "cases_step": "step"}


class Found(NamedTuple):
    acknowledged: int
    lost: int
    rows: int
    unlogged: int
    rowless: int
    longest: float
    median: float
    verified: str = ""


def lost_and_unlogged(
    owner: psycopg.Connection, acknowledged: Sequence[tuple[str, str, str]], recoveries: Sequence[float]
) -> Found:
    lost = rows = unlogged = rowless = 0
    columns = {table: column for table, column, _text in acknowledged}
    with unguarded(owner):
        for table, kind in LOGGED.items():
            texts = {row[0] for row in owner.execute(f"SELECT {columns[table]} FROM {table}")}
            lost += sum(one == table and text not in texts for one, _column, text in acknowledged)
            ids = {row[0] for row in owner.execute(f"SELECT id FROM {table}")}
            logged = {
                row[0]
                for row in owner.execute(
                    "SELECT object_id FROM audit_entry WHERE action = %s", [f"{kind}.create"]
                )
            }
            rows, unlogged, rowless = (
                rows + len(ids),
                unlogged + len(ids - logged),
                rowless + len(logged - ids),
            )
    return Found(len(acknowledged), lost, rows, unlogged, rowless, max(recoveries), median(recoveries))
