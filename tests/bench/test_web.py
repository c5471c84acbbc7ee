"""The benchmark of the pages, run small: every page of every application answers, and what is measured is told."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import sql

from bench import scratch
from bench.filling import fill
from bench.web import applications, figures, pages
from bench.web.facts import read
from bench.web.loading import Connection
from bench.web.measuring import measure, mixed
from bench.web.stage import Stage, counted, make_plain
from samvag.ops import install, places
from tests.harness.database import Held

PEOPLE = 320  # eight workers with forty each


@pytest.fixture(scope="module")
def stage(held_database: Held) -> Iterator[Stage]:
    """Samväg and bare SQL, served over the same rows."""
    database, plain = f"{held_database.name}_bench", f"{held_database.name}_plain"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(places.PROJECT))
        scratch.drop(database)
        names = sql.Identifier(database), sql.Identifier(held_database.template)
        held_database.server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        with install.connect(database) as own:
            install.prepare(own)
            fill(own, PEOPLE)
        with scratch.copy(database, plain) as own:
            make_plain(own)
            facts = read(own)
        served = [applications.samvag(database, facts), applications.bare(plain, facts)]
        try:
            for application in served:
                application.start()
            yield Stage(PEOPLE, facts, served)
        finally:
            for application in served:
                application.stop()
            scratch.drop(database, plain)


def test_every_page_is_measured_and_told(stage: Stage) -> None:
    told = figures.of_pages(measure([stage], os.getpid(), rounds=1, each=4, warming=4))
    for page in (*figures.GOALS, pages.SEARCH_ALL):
        assert f"| {pages.TITLES[page]} | {PEOPLE} | bare SQL |" in told
    for page in figures.GOALS:
        assert f"| {pages.TITLES[page]} | {PEOPLE} | Samväg |" in told


def test_a_days_mix_is_timed(stage: Stage) -> None:
    p50, p95, p99 = mixed(stage, stage.applications[0], 100)
    assert 0 < p50 <= p95 <= p99


def test_a_page_asks_at_most_six_things_of_its_own_and_three_around_it(stage: Stage) -> None:
    kinds = counted(stage, stage.applications[0])
    assert {page: found["own"] for page, found in kinds.items() if found["own"] > figures.OWN} == {}
    around = {
        page: sum(found.get(kind, 0) for kind in ("session", "context", "log"))
        for page, found in kinds.items()
    }
    assert {page: count for page, count in around.items() if count > figures.AROUND} == {}


def test_bare_sql_shows_whom_samvag_shows(stage: Stage) -> None:
    samvag, bare = (_answer(stage, application) for application in stage.applications)
    people = json.loads(bare)["people"]
    assert len(people) > 30
    assert [name for _card, *name in (row[:3] for row in people) if " ".join(name) not in samvag] == []


def _answer(stage: Stage, application: Any) -> str:
    """The start page of the first worker."""
    connection = Connection(application.port)
    try:
        return connection.ask(stage.requests(application, pages.START, 1)[0].data).body.decode()
    finally:
        connection.close()
