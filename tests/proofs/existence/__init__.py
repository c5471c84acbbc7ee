"""What another unit does with the same person changes nothing for a unit without consent: pages, counts, files, clock.

Each round the first unit looks at everything that it can open, and tries what tells whether somebody is known. Another
unit registers, opens, changes, imports, closes and erases the same person, in random order; then the first looks again.
All is undone, and the next round is another. The clock is asked of persons whom the other unit knows and does not know.
"""

import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zipfile import ZipFile

from django.db import connection, transaction
from django.urls import reverse

from samvag.kernel.identity import identity
from samvag.ops import install
from samvag.people.actions import register_person
from tests.access.world import guarded
from tests.factories.agencies import make_association, make_unit
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_case
from tests.guards.routes import Route, routes
from tests.guards.world import World
from tests.harness.acting import acting
from tests.harness.pages import signed_in
from tests.proofs.existence.other import NAME, Other

#: What is drawn anew for each answer, and what a file says of when it was made.
ANEW = re.compile(
    r'(csrfmiddlewaretoken" value="|nonce="|nonce-|name="drawn" value=")[^"\'; ]+'
    r'|DTSTAMP:\w+|"token": "\w+"'
    r"|/(CreationDate|ModDate) ?\([^)]*\)|/ID ?\[[^\]]*\]|<xmp\w*:[^>]*>[^<]*|<[^>]*(Date|ID)>[^<]*"
)
#: How the service itself is, and ways in.
NO_MATTER = frozenset({"healthz", "readyz", "metrics", "my_way:login", "my_way:code"})
#: The queue of jobs holds ids alone, of all units; no page shows it.
TABLES = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND NOT starts_with(relname, 'procrastinate_') ORDER BY relname"""
NUMBER, *KNOWN = made_up_numbers(700)[-101:]
UNKNOWN = made_up_numbers(590)[-100:]
PAIRS = len(KNOWN)
Seen = dict[str, tuple[int, str, str]]


@dataclass
class Found:
    rounds: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    differences: list[str] = field(default_factory=list)


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("existence")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    with scene() as one:
        found = one.rounds(given.rounds, Random(given.seed))
        print(*(f"DIFFERS {line}" for line in found.differences[:20]), sep="\n")
        print(f"{found.rounds} rounds, acts of the other unit: {dict(found.acts.most_common())}")
        print(
            f"answers compared: {found.compared:,}, that differ: {len(found.differences)} (goal 0)",
            flush=True,
        )
        slower = {name: 1000 * seconds for name, seconds in one.clock(given.times).items()}
    for name, more in slower.items():
        print(
            f"{name}: median of {given.times:,} differences in response time {more:+.3f} ms (goal within 5)"
        )
    return int(bool(found.differences) or any(abs(more) > 5 for more in slower.values()))


@contextmanager
def scene() -> Iterator["Scene"]:
    with TemporaryDirectory() as folder:
        yield Scene(Path(folder) / "erasures.jsonl")


class Scene:
    def __init__(self, journal: Path) -> None:
        association = make_association()
        self.unit = make_unit(association, "AME")
        self.world = World(self.unit)
        self.other = Other(make_unit(association, "Soc", "REGION"), NUMBER, journal)
        self.client = signed_in(self.world.boss, self.unit)
        with install.connect() as owner:
            guarded(owner, ["people_identity"], "NO FORCE", "DISABLE")
            said = "UPDATE people_identity SET kind = 'PNR', number = %s WHERE id = %s"
            owner.execute(said, [NUMBER, self.world.ids["person"]])
            guarded(owner, ["people_identity"], "FORCE", "ENABLE")

    def rounds(self, count: int, rng: Random, most: int = 12, only: Sequence[str] = ()) -> Found:
        found = Found()
        self.looked(only)  # what is made the first time it is asked for
        for number in range(count):
            with undone():
                alone = self.looked(only)
            with undone():
                acts = self.other.acts(rng, most)
                beside = self.looked(only)
            found.acts.update(acts)
            found.compared += len(alone)
            found.differences += [
                f"{name}, round {number} after {acts}" for name in alone if alone[name] != beside[name]
            ]
        found.rounds = count
        return found

    def looked(self, only: Sequence[str] = ()) -> Seen:
        """Every page and file, what acts answer, and how many rows of each table show."""
        seen: Seen = {}
        for route in routes():
            if "GET" in route.methods and route.name not in NO_MATTER and (not only or route.name in only):
                seen[route.name] = self._answer(self._get(route))
        for name, path, fields in TRIED:
            seen[name] = self._answer(self._post(path, fields))
        with undone(), acting(self.world.boss, self.unit):
            seen["rows"] = 0, str(rows_shown()), ""
        return seen

    def _get(self, route: Route) -> Callable[[], Any]:
        path = reverse(route.name, kwargs=self.world.path_ids(route))
        return lambda: self.client.get(path, HTTP_HOST="localhost")

    def _post(self, path: str, fields: dict[str, str]) -> Callable[[], Any]:
        return lambda: self.client.post(path, fields, HTTP_HOST="localhost")

    def _answer(self, ask: Callable[[], Any]) -> tuple[int, str, str]:
        with undone():
            response = ask()
            body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, response.get("Location", ""), told(body)

    def clock(self, times: int) -> dict[str, float]:
        """Medians of paired differences in seconds, each pair in both orders so that neither gains by coming second."""
        for number in KNOWN:
            make_case(self.other.bo, number, card={**NAME})
        differences: dict[str, list[float]] = {name: [] for name in ASKED}
        for nth in range(times):
            known, unknown = KNOWN[nth % PAIRS], UNKNOWN[nth % PAIRS]
            for name, ask in ASKED.items():
                first, second = (known, unknown) if nth % 2 else (unknown, known)
                took = {number: self._seconds(ask, number) for number in (first, second)}
                differences[name].append(took[known] - took[unknown])
        return {name: median(some) for name, some in differences.items()}

    def _seconds(self, ask: Callable[["Scene", str], Any], number: str) -> float:
        with undone():
            began = perf_counter()
            ask(self, number)
            return perf_counter() - began

    def register(self, number: str) -> None:
        with acting(self.world.boss, self.unit) as by:
            register_person(identity(number), by=by, **NAME)


#: What is posted to be told whether somebody is known.
TRIED = (
    ("searched by number", "/people/", {"q": NUMBER}),
    ("searched by name", "/people/", {"q": "Eva Påhitt"}),
    ("registered by number", "/people/register/", {"number": NUMBER}),
    ("registered anew", "/people/register/new/", {"number": NUMBER, **NAME}),
)
ASKED: dict[str, Callable[[Scene, str], Any]] = {
    "search by number": lambda scene, number: scene._post("/people/", {"q": number})(),
    "registering, page": lambda scene, number: scene._post("/people/register/", {"number": number})(),
    "registering": lambda scene, number: scene.register(number),
}


def told(body: bytes) -> str:
    """An answer without what is drawn anew. Of a workbook what is in its sheets."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as book:
            return "\n".join(
                f"{name} {book.read(name)!r}" for name in book.namelist() if "docProps" not in name
            )
    return ANEW.sub("", body.decode("utf8", "surrogateescape"))


def rows_shown() -> dict[str, int]:
    """How many rows of every table the one who acts can see."""
    shown = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                shown[table] = cursor.fetchone()[0]
    return shown


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
