"""Fills a database of each size, has it measured by a program of its own and prints the figures beside the goals."""

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from bench import machine, scratch
from bench.filling import fill

SIZES = (100_000, 1_000_000)
MILLION = 1_000_000
PERSONS = 1_000
#: What is measured: its name among the figures, in words, its goal in words, how it is written.
ROWS = (
    ("night", "full evaluation, nothing to write, CPU s a million", "30", "{:.1f}"),
    ("check", "nightly check (full against kept), CPU s a million", "", "{:.1f}"),
    ("first", "first evaluation of all, every row written, CPU s a million", "", "{:.1f}"),
    ("bare", "one changed person, the statement alone, CPU ms", "2", "{:.2f}"),
    ("told", "one changed person, announced in a worker's transaction, CPU ms", "2", "{:.2f}"),
    ("act", "a contact written, with all of it, CPU ms", "", "{:.2f}"),
    ("hundred", "a hundred changed at once, CPU ms a person", "", "{:.2f}"),
    ("due", "what changes by itself by tomorrow, CPU ms a case", "", "{:.2f}"),
    ("planning", "the first in a connection, CPU ms", "", "{:.0f}"),
    ("new", "newly firing today, all units, s", "0.3", "{:.3f}"),
    ("new_cpu", "the same, CPU s", "", "{:.3f}"),
    ("new_of_unit", "newly firing today, one unit, with sentences, CPU ms", "", "{:.1f}"),
    ("differing", "rows that differ at the check", "0", "{:.0f}"),
    ("all_buffers", "buffers of the full evaluation, GB", "", "{:.1f}"),
    ("one_buffers", "buffers of one person", "", "{:.0f}"),
    ("cases", "cases", "", "{:,.0f}"),
    ("gaps", "gaps kept", "", "{:,.0f}"),
    ("showing", "of which show today", "", "{:,.0f}"),
    ("due_cases", "cases that change by themselves by tomorrow", "", "{:,.0f}"),
    ("new_rows", "gaps that begin to show today", "", "{:,.0f}"),
)
PER_MILLION = {"night", "check", "first"}


def main(words: Sequence[str]) -> int:
    """Exit code 1 when the rows kept along the way were not those of a full evaluation."""
    given = _wishes(words)
    measured: dict[int, dict[str, float]] = {}
    with scratch.running() as postmaster:
        for people in given.people:
            try:
                measured[people] = _measured(people, postmaster, given.persons)
            finally:
                if not given.keep:
                    scratch.drop(_named(people))
    print("\n" + machine.line())
    print("\n" + "\n".join(_table(measured)))
    return int(any(figures["differing"] for figures in measured.values()))


def _wishes(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser("python -m bench gaps", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument("--persons", type=int, default=PERSONS, help="how many are changed one at a time")
    parser.add_argument("--keep", action="store_true", help="leaves the filled databases for the next time")
    return parser.parse_args(words)


def _measured(people: int, postmaster: int, persons: int) -> dict[str, float]:
    database = _named(people)
    if not scratch.exists(database):
        print(f"Fills {people:,} people …", flush=True)
        with scratch.make(database) as connection:
            fill(connection, people)
    print(f"Measures {people:,} people …", flush=True)
    began = time.monotonic()
    said = json.dumps({"postmaster": postmaster, "persons": persons})
    figures = json.loads(scratch.program("bench.gaps.measuring", database=database, said=said))
    print(f"… in {time.monotonic() - began:.0f} s", flush=True)
    return {name: _scaled(name, value, people) for name, value in figures.items()}


def _named(people: int) -> str:
    return f"bench_gaps_{people}"


def _scaled(name: str, value: float, people: int) -> float:
    return value * MILLION / people if name in PER_MILLION else value


def _table(measured: dict[int, dict[str, Any]]) -> Iterable[str]:
    yield "| | goal | " + " | ".join(f"{people:,} people" for people in measured) + " |"
    yield "| --- | --- | " + " | ".join("---:" for _people in measured) + " |"
    for name, words, goal, shape in ROWS:
        values = (shape.format(figures[name]) for figures in measured.values())
        yield f"| {words} | {goal} | " + " | ".join(values) + " |"
