"""The benchmark of what row-level security costs, run small: with and without show the same pages."""

import os
from collections.abc import Iterator

import pytest
from psycopg import sql

from bench import access, scratch
from bench.filling import fill
from bench.web.applications import Application
from bench.web.facts import Facts
from samvag.ops import install, places
from tests.harness.database import Held

#: Functions that hold a context against its seal; those that keep a set seal that too.
TRIED = r"SELECT count(*) FROM pg_proc WHERE prosrc ~ '(IS DISTINCT FROM parts|facts\[\d\] =\s*encode)'"
Served = tuple[Facts, dict[str, Application]]


@pytest.fixture(scope="module")
def stage(held_database: Held) -> Iterator[Served]:
    database, copy = f"{held_database.name}_with", f"{held_database.name}_without"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(places.PROJECT))
        scratch.drop(database)
        names = sql.Identifier(database), sql.Identifier(held_database.template)
        held_database.server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        with install.connect(database) as own:
            install.prepare(own)
            fill(own, 320)
        with scratch.copy(database, copy) as own:
            access.opened(own)
        try:
            with access.served(database, copy) as given:
                yield given
        finally:
            scratch.drop(database, copy)


def test_the_same_pages_are_measured_with_it_and_without(stage: Served) -> None:
    told = access.measured(*stage, os.getpid(), rounds=1, each=4)
    assert "other words without: none" in told
    assert all(f"| {title} |" in told for title in access.TITLES.values())


def test_without_it_nothing_is_hidden_and_no_context_is_tried(stage: Served) -> None:
    """Else the figures would tell the cost of nothing."""
    _facts, both = stage
    for name, hidden in ((access.WITH, True), (access.WITHOUT, False)):
        with install.connect(both[name].database) as own:
            said = own.execute("SELECT relrowsecurity FROM pg_class WHERE relname = 'people_card'").fetchone()
            tried = own.execute(TRIED).fetchone()
            assert said == (hidden,)
            assert bool(tried and tried[0]) == hidden
