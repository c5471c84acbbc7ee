"""The policy table against a second engine (Cedar), cell by cell, and against the live database."""

import json
import multiprocessing
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import cedarpy

from samvag.access.table import AXES, RULES, Cell, Rule, cells, decide
from samvag.ops import install
from tests.access import matrix

AT_ONCE = 10_000
NOBODY = {"principal": 'Staff::"x"', "action": 'Action::"x"', "resource": 'Row::"x"'}


def in_cedar() -> str:
    """Each row of the table as a statement. An axis left out asks nothing."""
    return "\n".join(map(_statement, RULES))


def _statement(rule: Rule) -> str:
    asked = [
        f"{json.dumps(rule.values(axis))}.contains(context.{axis})"
        for axis in AXES
        if rule.values(axis) != AXES[axis]
    ]
    when = f" when {{ {' && '.join(asked)} }}" if asked else ""
    return f"{'permit' if rule.permits else 'forbid'}(principal, action, resource){when};"


def differing(asked: Sequence[Cell], policies: str) -> list[Cell]:
    """The cells on which Cedar and the table do not say the same."""
    answers = cedarpy.is_authorized_batch(
        [{**NOBODY, "context": cell._asdict()} for cell in asked], policies, []
    )
    return [cell for cell, answer in zip(asked, answers, strict=True) if answer.allowed != bool(decide(cell))]


def _differing(asked: Sequence[Cell]) -> tuple[int, list[Cell]]:
    return len(asked), differing(asked, in_cedar())


def _parts(asked: Iterable[Cell]) -> Iterator[list[Cell]]:
    rest = iter(asked)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("policy")
    parser.add_argument("--every", type=int, default=1, help="ask of every n-th cell")
    parser.add_argument("--regimes", type=int, default=len(AXES["reader"]), help="of reader and owner, live")
    given = parser.parse_args(words)
    faults = _second_engine(islice(cells(), 0, None, given.every))
    return 1 if faults + _live(AXES["reader"][: given.regimes]) else 0


def _second_engine(asked: Iterable[Cell]) -> int:
    begun, count, faults = time.monotonic(), 0, 0
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        for asked_of, wrong in pool.imap_unordered(_differing, _parts(asked)):
            count += asked_of
            faults += len(wrong)
            for cell in wrong[:5]:
                print("differs:", cell)
    axes = " × ".join(f"{len(values)} {axis}" for axis, values in AXES.items())
    print(f"axes: {axes}")
    print(f"table and Cedar: {count:,} cells, {faults} differences (goal 0 of 900,000)"
          f" in {time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip
    return faults


def _live(regimes: Sequence[str]) -> int:
    begun, total = time.monotonic(), 0
    with install.connect() as connection, connection.transaction(force_rollback=True):
        asked = matrix.ask(connection, regimes)
    for action, (count, wrong) in asked.items():
        print(f"live database, {action}: {count:,} cells, {len(wrong)} differences (goal 0)", *wrong[:5])
        total += len(wrong)
    print(f"live database in {time.monotonic() - begun:.0f} s", flush=True)
    return total
