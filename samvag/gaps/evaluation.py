"""The one statement that judges cases, put together from `facts/*.sql` and `rules/*.sql`.

Each fact is a CTE named as its file. Each rule selects, for the cases in which its condition may come true, the day on
which it fires (null: not as things stand) and what the sentence needs. The same text is read for a few cases when a
row changes, for all of them at night, and to compare the two: only which cases, and what is done with the rows, differ.

Everything is a function of the rows that the case's unit may see and of the day `as_of`; and it gives the same rows on
every day before `again_on`.
"""

import re
from functools import cache
from pathlib import Path

from samvag.gaps.terms import RULES

HERE = Path(__file__).parent
FACTS = (
    "days", "watched", "assignments", "absences", "colleagues", "assigned", "deputies", "held", "shared", "contacts",
    "ahead", "exits", "periods", "course", "consents", "chain", "follow_ups", "again",
)  # fmt: skip
#: `{of x}` says that the case x is among those to judge.
SOME, EVERY = r"\1 = ANY (cases)", "true"


def writing(cases: str) -> str:
    """Judges SOME (the parameter `cases`) or EVERY case on the day `as_of` and writes; gives how many rows changed."""
    return f"{_judging(cases)},\n{read('statement', 'write', cases)}"


def comparing(cases: str) -> str:
    """Judges and gives what differs from the rows that stand."""
    return f"{_judging(cases)}\n{read('statement', 'differences', cases)}"


def _judging(cases: str) -> str:
    rules = "\nUNION ALL\n".join(f"({read('rules', rule.code, cases)})" for rule in RULES)
    parts = {name: read("facts", name, cases) for name in FACTS} | {"found": rules}
    parts |= {name: read("statement", name, cases) for name in ("judged", "changed", "moved")}
    return "WITH " + ", ".join(f"{name} AS {_kept(name, cases)}(\n{text}\n)" for name, text in parts.items())


def _kept(name: str, cases: str) -> str:
    """For a few cases each fact is worked out once, whatever the planner thinks; the exits are looked up instead."""
    if name == "exits":
        return "NOT MATERIALIZED "
    return "MATERIALIZED " if cases is SOME and name in FACTS else ""


def read(folder: str, name: str, cases: str) -> str:
    return re.sub(r"\{of ([\w.]+)\}", cases, _text(folder, name))


@cache
def _text(folder: str, name: str) -> str:
    return (HERE / folder / f"{name}.sql").read_text(encoding="utf-8").strip()
