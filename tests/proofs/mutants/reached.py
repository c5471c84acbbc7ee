"""Which tests reach which function, and running just those in this process, on the database that is held already.

A story commits, and therefore takes a database of its own when it begins.
"""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.harness import database
from tests.harness.database import Held
from tests.proofs.mutants.faults import ROOT

Reached = dict[tuple[str, str], list[str]]
#: Tests that serve, or try every page: not for one fault at a time.
SLOW = 8.0
#: Of the seconds that they took, watched, which is longer than they take then: well within a fault's own time.
MOST = 60


def reached(tests: Sequence[str], files: set[str], kept: Path) -> Reached:
    """By file and function the tests that reach it, the quickest of those first that reach least beside it.

    Found by running them once, watched.
    """
    from tests.proofs.mutants import forked

    forked(lambda: _watch(tests, files, kept), 3600)
    found: dict[tuple[str, str], list[tuple[int, float, str]]] = defaultdict(list)
    for test, (seconds, functions) in json.loads(kept.read_text()).items():
        for file, function in functions:
            found[file, function].append((len(functions), seconds, test))
    return {key: list(_affordable(sorted(some))) for key, some in found.items()}


def _affordable(tests: list[tuple[int, float, str]]) -> Iterator[str]:
    left = float(MOST)
    for _reaches, seconds, test in tests:
        left -= seconds
        if left < 0:
            return
        yield test


def _watch(tests: Sequence[str], files: set[str], kept: Path) -> int:
    watcher = Watcher(files)
    there = [one for one in tests if (ROOT / one).exists()]
    run_tests(there, watcher)
    kept.write_text(json.dumps(watcher.found))
    return 0


class Watcher:
    """A plugin of pytest. What fails or is slow as it stands tells nothing of a fault."""

    def __init__(self, files: set[str]) -> None:
        self.files = {str(ROOT / file): file for file in files}
        self.found: dict[str, tuple[float, list[tuple[str, str]]]] = {}
        self._failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        functions: set[tuple[str, str]] = set()

        def called(frame: FrameType, event: str, _given: Any) -> None:
            code = frame.f_code
            if event == "call" and code.co_filename in self.files:
                name = code.co_qualname.partition(".<locals>")[0]  # type: ignore[attr-defined]
                functions.add((self.files[code.co_filename], name))

        begun = time.monotonic()
        sys.setprofile(called)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            took = time.monotonic() - begun
            if took < SLOW and item.nodeid not in self._failed:
                self.found[item.nodeid] = took, sorted(functions)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)


def run_tests(tests: Sequence[str], *plugins: Any) -> int:
    """Until the first that fails, unless somebody watches. 1 for a test that failed; what broke otherwise is more."""
    os.chdir(ROOT)
    # Asked for now: pytest takes it out of the environment.
    database.Held = partial(Lent, os.environ["SAMVAG_DATABASE_NAME"])  # type: ignore[assignment, misc]
    words = ["-q", "-p", "no:cacheprovider", "-W", "ignore", *([] if plugins else ["-x"])]
    return int(pytest.main([*words, *tests], plugins=list(plugins)))


class Lent:
    """What is held already, until a story says that it will not be clean."""

    def __init__(self, name: str) -> None:
        self.name = self.template = name
        self._own: Held | None = None

    @property
    def clean(self) -> bool:
        return self._own is None or self._own.clean

    @clean.setter
    def clean(self, whether: bool) -> None:
        if self._own is None:
            self._own = Held()
            self.name, self.template = self._own.name, self._own.template
        self._own.clean = whether

    def renew(self) -> None:
        if self._own:
            self._own.renew()

    def release(self) -> None:
        if self._own:
            self._own.release()
