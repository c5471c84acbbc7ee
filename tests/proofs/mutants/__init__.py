"""Code with one fault in it, made by mutmut, a fault at a time: the tests must notice.

A fault is put into the running function itself, in a process of its own that runs those tests alone which reach that
function, quickest first; the database and everything that is imported are there already. What no test reaches lives.
"""

import os
import random
import signal
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from tests.proofs.mutants.faults import ROOT, Fault, faults, put_in
from tests.proofs.mutants.reached import Reached, reached, run_tests

#: What is tried, by which tests, and how many of a hundred must be noticed.
PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], int]] = {
    "table": (("samvag/access/table.py",), ("access/test_table.py",), 100),
    "policy": (
        ("samvag/*/policy.py",),
        ("access/test_decisions.py", "consents"),
        100,
    ),
    "consent": (
        ("samvag/consents/actions/*.py", "samvag/consents/queries/*.py"), ("consents", "my_way", "cases"), 90,
    ),
    "audit": (("samvag/audit/*.py",), ("audit",), 90),
}  # fmt: skip
SECONDS = 120
NOTICED, LIVED, UNREACHED, ENDLESS, NOT_TRIED = (
    "noticed",
    "lived",
    "reached by no test",
    "endless",
    "not tried",
)
FAILED, BROKE = int(pytest.ExitCode.TESTS_FAILED), 70


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("mutants")
    parser.add_argument("--of", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--some", type=int, default=0, help="only so many of each part, drawn at random")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args(words)
    return max(_part(name, given.some, random.Random(given.seed)) for name in given.of)


def _part(name: str, some: int, rng: random.Random) -> int:
    files, tests, goal = PARTS[name]
    every = [fault for pattern in files for file in sorted(ROOT.glob(pattern)) for fault in faults(file)]
    chosen = rng.sample(every, min(some, len(every))) if some else every
    with tempfile.TemporaryDirectory() as folder:
        by = reached(
            [f"tests/{one}" for one in tests], {fault.file for fault in every}, Path(folder) / "reached.json"
        )
    found: Counter[str] = Counter()
    for file, some_of_it in groupby(sorted(chosen, key=lambda fault: fault.file), lambda fault: fault.file):
        came_of_it = Counter(_told(tried(some_of_it, by)))
        print(f"{file}: {dict(came_of_it)}", flush=True)
        found += came_of_it
    noticed = found[NOTICED] + found[ENDLESS]
    share = 100 * noticed / max(1, len(chosen))
    drawn = f" (drawn from {len(every):,})" if some else ""
    print(
        f"{name}: {len(chosen):,} faults{drawn}, {dict(found)}: {share:.1f} % noticed (goal {goal})",
        flush=True,
    )
    return int(share < goal)


def _told(outcomes: Iterator[tuple[Fault, str]]) -> Iterator[str]:
    """Whatever nobody noticed, as it comes: some of them take hours."""
    for fault, came in outcomes:
        if came not in (NOTICED, ENDLESS):
            print(f"{came.upper()} {fault}", flush=True)
        yield came


def tried(chosen: Iterable[Fault], by: Reached) -> Iterator[tuple[Fault, str]]:
    for fault in chosen:
        tests = by.get((fault.file, fault.function), [])
        yield fault, outcome(lambda fault=fault, tests=tests: _notices(fault, tests)) if tests else UNREACHED  # type: ignore[misc]


def _notices(fault: Fault, tests: list[str]) -> int:
    put_in(fault)
    return run_tests(tests)


def outcome(act: Callable[[], int]) -> str:
    """In a process of its own, which has its time. Only a test that fails notices: what cannot be tried does not."""
    code = forked(act, SECONDS)
    return ENDLESS if code < 0 else {0: LIVED, FAILED: NOTICED}.get(code, NOT_TRIED)


def forked(act: Callable[[], int], seconds: int) -> int:
    """Its exit code, or less than none when a signal ended it."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        signal.alarm(seconds)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = BROKE
        try:
            code = act()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
