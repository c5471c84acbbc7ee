"""Every address, asked by everybody, in every way: what a table of rules says, and no word of what is others'."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse

from tests.guards.routes import Route, routes
from tests.proofs.routes.cast import HIDDEN, MARK, Scene, Visitor, staged
from tests.proofs.routes.table import (
    ANYONE,
    OF_A_PERSON,
    OF_NOBODY,
    OF_ONE,
    OF_SOMEBODY_NEW,
    TABLE,
    THEMSELVES,
    WHOLE,
    Row,
)  # fmt: skip

METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH")
FORMATS = {
    "json": "application/json", "csv": "text/csv", "pdf": "application/pdf", "ics": "text/calendar",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "html": "text/html", "any": "*/*",
}  # fmt: skip
#: An answer that somebody who may gets: the page, the way on, or words about what was wrong with what was sent.
REACHED = frozenset({200, 204, 302, 400, 409, 422})
LOGIN, CHOOSING, PORTAL = "/konto/login/", "/valj-verksamhet/", "/min-vag/"


class Asked(NamedTuple):
    visitor: Visitor
    route: Route
    method: str
    path: str
    query: str = ""
    accept: str = "*/*"
    strange: bool = False
    """An ending that no address has."""
    own: bool = False
    """About the person as the visitor's own unit knows her."""


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("routes")
    parser.add_argument("--requests", type=int, default=0, help="only so many, drawn from all")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument(
        "--part", type=int, default=0, help="of so many --parts, which are run beside each other"
    )
    parser.add_argument("--parts", type=int, default=1)
    given = parser.parse_args(words)
    print(f"routes without a row in the table: {unknown() or 0}; rows without a route: {gone() or 0}")
    scene, rng = staged(), Random(given.seed)
    every = list(requests(scene))
    some = (rng.sample(every, given.requests) if given.requests else every)[given.part :: given.parts]
    wrong, statuses = run(some)
    for line in wrong[:60]:
        print("WRONG", line)
    print(f"{len(TABLE)} routes, {len(scene.visitors)} visitors, answers {dict(sorted(statuses.items()))}")
    print(f"requests: {len(some):,} (goal 50,000), wrong: {len(wrong)} (goal 0)", flush=True)
    return 1 if wrong or unknown() else 0


def unknown() -> list[str]:
    return sorted({route.name for route in routes()} - set(TABLE))


def gone() -> list[str]:
    return sorted(set(TABLE) - {route.name for route in routes()})


def requests(scene: Scene) -> Iterator[Asked]:
    for route in routes():
        for visitor in scene.visitors:
            places = [(scene.world.path_ids(route), False)]
            if visitor.own and set(route.needs) <= set(visitor.own):
                places.append(({name: visitor.own[name] for name in route.needs}, True))
            for ids, own in places:
                yield from _ways(visitor, route, reverse(route.name, kwargs=ids), own)


def _ways(visitor: Visitor, route: Route, path: str, own: bool) -> Iterator[Asked]:
    for method in METHODS:
        for name, accept in FORMATS.items():
            yield Asked(visitor, route, method, path, accept=accept, own=own)
            if method in ("GET", "HEAD") and name not in ("html", "any"):
                yield Asked(visitor, route, method, path, query=f"?format={name}", own=own)
                for strange in (f"{path.rstrip('/')}.{name}", f"{path.rstrip('/')}/{name}/"):
                    if not is_address(strange):
                        yield Asked(visitor, route, method, strange, strange=True)


def is_address(path: str) -> bool:
    """Of another page, perhaps with the slash that is put after it."""
    for one in (path, path + "/"):
        try:
            resolve(one)
        except Resolver404:
            continue
        return True
    return False


def run(every: Sequence[Asked]) -> tuple[list[str], Counter[int]]:
    wrong, statuses = [], Counter[int]()
    for asked in every:
        response = answer(asked)
        statuses[response.status_code] += 1
        if fault := judged(asked, response):
            wrong.append(
                f"{asked.visitor.name}: {asked.method} {asked.route.name} {asked.query} {asked.accept}: {fault}"
            )
    return wrong, statuses


def answer(asked: Asked) -> HttpResponse:
    """Everything is undone again, so that the next one meets the same."""
    client = asked.visitor.client
    client.raise_request_exception = False
    with transaction.atomic(), transaction.atomic(using="auth"):
        response = client.generic(
            asked.method, asked.path + asked.query, headers={"Accept": asked.accept}, HTTP_HOST="localhost"
        )
        body = b"".join(response.streaming_content) if response.streaming else response.content
        response.told = body.decode("utf8", "replace")
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="auth")
    return response


def judged(asked: Asked, response: Any) -> str:
    """What is wrong with the answer."""
    said = response.told + " ".join(f"{name} {value}" for name, value in response.items())
    visitor, row = asked.visitor, TABLE[asked.route.name]
    if MARK in said and not (visitor.ours and _may(visitor, row)) and not (visitor.may_read and asked.own):
        return "told of what is another unit's"
    if HIDDEN in said and not (visitor.ours and _may(visitor, row)):
        return "told what no consent covers"
    expected = _expected(asked)
    status, to = response.status_code, response.get("Location", "")
    if isinstance(expected, str):
        return (
            ""
            if status == 302 and to.startswith(expected)
            else f"{status} {to}, expected the way to {expected}"
        )
    return "" if status in expected else f"{status}, expected {sorted(expected)}"


def _expected(asked: Asked) -> frozenset[int] | str:
    """The statuses, or where it leads."""
    visitor, row = asked.visitor, TABLE[asked.route.name]
    if asked.strange or (asked.route.name == "metrics" and asked.method == "GET"):
        return frozenset({404})
    if asked.method not in row.methods:
        return frozenset({405})
    if row.roles == ANYONE:
        return REACHED | {404} if row.about == OF_ONE else REACHED
    if row.roles == THEMSELVES:
        return PORTAL
    if not visitor.roles:
        return CHOOSING if visitor.logged_in else LOGIN
    return _of_staff(asked, visitor, row)


def _of_staff(asked: Asked, visitor: Visitor, row: Row) -> frozenset[int]:
    if not visitor.roles & row.roles:
        return frozenset({403})
    if row.about == OF_ONE and visitor.ours:
        return REACHED | {404}
    if row.about == OF_NOBODY or _may(visitor, row) or asked.own:
        return REACHED | _narrower(asked)
    return frozenset({404})


def _may(visitor: Visitor, row: Row) -> bool:
    """The unit's own, with a role for it; of a person, with a part in the case or a role over the whole unit."""
    if not visitor.ours or not visitor.roles & row.roles:
        return False
    part = {OF_A_PERSON: visitor.part, OF_SOMEBODY_NEW: False}
    return part.get(row.about, True) or bool(visitor.roles & WHOLE)


def _narrower(asked: Asked) -> frozenset[int]:
    """Acts that ask for more than the page, and parts of one's own that need not be there."""
    return frozenset({403, 404}) if asked.method == "POST" or asked.own else frozenset()
