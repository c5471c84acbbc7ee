"""What row-level security with signed context costs: the same pages, the same rows, with it and in a copy without.

One unit has everybody, so that its manager's lists hold the same persons when nothing hides the others'. In the copy
every table answers whoever asks, and a context is believed as it stands. Both are served in the same way and asked in
turn, and a page that shows other words without is told of: then the figures would say nothing.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial, reduce

from psycopg import Connection, sql

from bench import machine, scratch
from bench.filling import PERSONAL, fill
from bench.web import applications, pages
from bench.web.applications import Application
from bench.web.facts import Facts, read
from bench.web.figures import table
from bench.web.loading import Connection as Client
from bench.web.loading import Request, load, percentile
from bench.web.measuring import Figures

GOAL = 10
PEOPLE = 1_000
CASELOAD = "caseload"
TITLES = {**{page: pages.TITLES[page] for page in (pages.START, pages.SEARCH_UNIT, pages.PERSON)},
          CASELOAD: "the manager's list"}  # fmt: skip
#: Where a context or a set is held against its seal, and what stands there in the copy.
BELIEVED = (
    (r"access_seal\([^;]*?\) IS DISTINCT FROM parts\[\d\]", "false"),
    (r"facts\[\d\] =\s*encode\(sha256\([^;]*?'UTF8'\)\)\), 'hex'\)", "true"),
    (
        r"encode\(sha256\([^;]*?'UTF8'\)\)\), 'hex'\)\s+INTO sealed",
        "parts[array_length(parts, 1)] INTO sealed",
    ),
)
SEALING = """
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prosrc ~ 'access_seal|outer_pad'
"""
UNSEALED = (
    "CREATE OR REPLACE FUNCTION access_seal(facts text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'x' $$"
)
#: Nothing is looked for, and nothing told.
ENTERED = """
    CREATE OR REPLACE FUNCTION access_enter_again(context text, before text) RETURNS TABLE (
        staff uuid, unit uuid, roles text[], name text, unit_name text, places jsonb, told text) LANGUAGE plpgsql
        SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp
        AS $$ BEGIN RETURN QUERY SELECT e.*, NULL FROM access_enter(context) e; END $$
"""
#: What is drawn anew for each answer.
ANEW = re.compile(rb'(csrfmiddlewaretoken" value="|nonce="|nonce-|csrf[^"]*": ?")[^"\'; ]+')
WITH, WITHOUT = "with", "without"


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("python -m bench access", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rounds", type=int, default=20, help="how often every page is measured in turn")
    parser.add_argument("--each", type=int, default=20, help="requests a page and round")
    given = parser.parse_args(words)
    with scratch.running() as postmaster:
        database = f"bench_access_{given.people}"
        try:
            _prepared(database, given.people)
            with served(database, f"{database}_open") as (facts, both):
                told = measured(facts, both, postmaster, given.rounds, given.each)
        finally:
            scratch.drop(database, f"{database}_open")
    print("\n" + machine.line() + "\n\n" + told, flush=True)
    return 0


def _prepared(database: str, people: int) -> None:
    with scratch.make(database) as connection:
        fill(connection, people)
        connection.execute("SELECT gaps_evaluate_all(current_date)")
        connection.execute("VACUUM ANALYZE")
    with scratch.copy(database, f"{database}_open") as connection:
        opened(connection)


def opened(connection: Connection) -> None:
    """The copy without: no table asks who acts, and nobody asks whether the context is signed."""
    for (name,) in connection.execute(PERSONAL).fetchall():
        connection.execute(
            sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY").format(
                sql.SQL(name)
            )
        )
    for (said,) in connection.execute(SEALING).fetchall():
        connection.execute(reduce(lambda text, one: re.sub(*one, text), BELIEVED, said))
    connection.execute(UNSEALED)
    connection.execute(ENTERED)
    connection.execute("VACUUM ANALYZE")


@contextmanager
def served(database: str, copy: str) -> Iterator[tuple[Facts, dict[str, Application]]]:
    with scratch.install.connect(copy) as connection:
        facts = read(connection)
    both = {WITH: applications.samvag(database, facts), WITHOUT: applications.samvag(copy, facts)}
    try:
        for application in both.values():
            application.start()
        yield facts, both
    finally:
        for application in both.values():
            application.stop()


def measured(facts: Facts, both: dict[str, Application], postmaster: int, rounds: int, each: int) -> str:
    """The table of figures. Which of the two is asked first changes with each round."""
    asked = {(page, name): requests(page, both[name], facts, each) for page in TITLES for name in both}
    for (_page, name), some in asked.items():
        load(both[name].port, [*some, *some], 4)
    differ = [
        page
        for page in TITLES
        if shown(both[WITH], asked[page, WITH]) != shown(both[WITHOUT], asked[page, WITHOUT])
    ]
    figures = {key: Figures() for key in asked}
    for number in range(rounds):
        for page in TITLES:
            for name in (WITH, WITHOUT) if number % 2 else (WITHOUT, WITH):
                _block(figures[page, name], both[name], asked[page, name], postmaster)
    return told(figures) + f"\n\nPages that show other words without: {', '.join(differ) or 'none'}"


def requests(page: str, application: Application, facts: Facts, count: int) -> list[Request]:
    if page != CASELOAD:
        return pages.requests(application, page, facts, count)
    make = partial(
        pages._page(lambda _: "/unit/", lambda _: "", "manager"), application, facts, facts.readers[0]
    )
    return [make(facts.readers[0].people[0])] * count


def shown(application: Application, asked: Sequence[Request]) -> bytes:
    client = Client(application.port)
    body = client.ask(asked[0].data).body
    client.close()
    return ANEW.sub(b"", body)


def _block(one: Figures, application: Application, asked: Sequence[Request], postmaster: int) -> None:
    with machine.cpu_of([application.pid]) as ours, machine.cpu_of([postmaster]) as database:
        one.alone += load(application.port, asked, 1)
    one.application += 1000 * ours.seconds
    one.database += 1000 * database.seconds
    one.requests += len(asked)


def told(figures: dict[tuple[str, str], Figures]) -> str:
    heads = ("page", "p50 ms with", "without", "more, %", "CPU ms with", "without", "more, %", "goal, %")
    return table(heads, (_row(page, figures) for page in TITLES))


def _row(page: str, figures: dict[tuple[str, str], Figures]) -> list[str]:
    one, other = figures[page, WITH], figures[page, WITHOUT]
    times = [percentile(some.alone, 50) for some in (one, other)]
    cpu = [one.cpu, other.cpu]
    numbers = [*times, 100 * (times[0] / times[1] - 1), *cpu, 100 * (cpu[0] / cpu[1] - 1) if cpu[1] else 0.0]
    return [TITLES[page], *(f"{number:.1f}" for number in numbers), f"≤ {GOAL}"]
