"""The one statement that judges cases, put together from `facts/*.sql` and `rules/*.sql`.

Each fact is a CTE named as its file. Each rule selects, for the cases in which its condition may come true, the day on
which it fires (null: not as things stand) and what the sentence needs. The same text is read for a few cases when a
row changes, for all at night, and to compare the two: only which rows, and what is done with them, differ.

Everything is a function of the rows that the case's unit may see and of the day `as_of`; and it gives the same rows on
every day before `again_on`.

In the texts `{of r.case_id}` says that the row is of the cases to judge, a few by their ids, or all of them; and
`{few: …; all: …}` is what must differ: for a few a table is read only where it concerns them.
"""

import re
from functools import cache
from pathlib import Path

from samvag.gaps.terms import RULES

HERE = Path(__file__).parent
FACTS = (
    "watched", "days", "assignments", "absences", "colleagues", "assigned", "deputies", "held", "shared", "contacts",
    "steps", "ahead", "exits", "spells", "participations", "periods", "course", "consents", "chain", "follow_ups",
    "again",
)  # fmt: skip
#: A table as it stands: read again for all cases, since keeping it would cost more; once for a few.
PLAIN = {"steps", "spells", "participations"}
SOME, EVERY = r"\1 = ANY (few)", "true"


def writing(which: str) -> str:
    """Judges on the day `as_of` and writes; gives how many rows changed."""
    return f"{_judging(which)},\n{read('statement', 'write', which)}"


def comparing(which: str) -> str:
    """Judges and gives what differs from the rows that stand."""
    return f"{_judging(which)}\n{read('statement', 'differences', which)}"


def _judging(which: str) -> str:
    rules = "\nUNION ALL\n".join(f"({read('rules', rule.code, which)})" for rule in RULES)
    parts = {name: read("facts", name, which) for name in FACTS} | {"found": rules}
    parts |= {name: read("statement", name, which) for name in ("judged", "changed", "moved")}
    return "WITH " + ", ".join(f"{name} AS {_kept(name, which)}(\n{text}\n)" for name, text in parts.items())


def _kept(name: str, which: str) -> str:
    """For a few cases each fact is worked out once, whatever the planner thinks; reasons for ending are looked up."""
    if name == "exits" or (which == EVERY and name in PLAIN):
        return "NOT MATERIALIZED "
    return "MATERIALIZED " if which == SOME and name in FACTS else ""


def read(folder: str, name: str, which: str) -> str:
    text = re.sub(r"\{of ([\w.]+)\}", which, _text(folder, name))
    return re.sub(r"\{few: ([^{};]+); all: ([^{};]+)\}", r"\1" if which == SOME else r"\2", text)


@cache
def _text(folder: str, name: str) -> str:
    return (HERE / folder / f"{name}.sql").read_text(encoding="utf-8").strip()
