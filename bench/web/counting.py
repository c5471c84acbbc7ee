"""`python -m bench.web.counting NAME < asked.json`: SQL statements and buffers of each page, in a process of its own.

Statements are counted where they are sent; buffers are what the database's own statistics say, averaged.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

TIMES = 10
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")
FLUSH = "SELECT pg_stat_force_next_flush()"
BUFFERS = "SELECT sum(blks_hit + blks_read) FROM pg_stat_database WHERE datname = current_database()"

Ask = Callable[[], None]
Counted = dict[str, float]


def kind_of(alias: str, statement: str) -> str:
    """The page's own, or what surrounds every page."""
    if "account_pace" in statement:
        return "own"  # Only pages that take much out of here at once count how often.
    if alias == "auth" or "django_session" in statement or 'FROM "auth_user"' in statement:
        return "session"
    if "access_enter" in statement:
        return "context"
    if "audit_log_read(" in statement:
        return "log"
    return "savepoint" if statement.startswith(SAVEPOINTS) else "own"


class ByDjango:
    """Samväg and the admin, through Django's own test client."""

    def __init__(self) -> None:
        import django

        django.setup()
        from django.db import connections
        from django.test import Client

        self.client, self.connections = Client(), connections

    def ask(self, asked: dict[str, str]) -> Ask:
        def send() -> None:
            answer = self.client.generic(
                asked["method"], asked["path"], asked["body"], asked["type"],
                HTTP_COOKIE=asked["cookie"], HTTP_HOST="localhost",
            )  # fmt: skip
            if answer.status_code != int(asked["status"]):
                raise RuntimeError(f"{answer.status_code} at {asked['path']}")

        return send

    def statements(self, ask: Ask) -> Counter[str]:
        kinds: Counter[str] = Counter()

        def watch(
            execute: Callable[..., Any], text: str, values: Any, many: bool, context: dict[str, Any]
        ) -> Any:
            kinds[kind_of(context["connection"].alias, text)] += 1
            return execute(text, values, many, context)

        open_ones = self.connections.all()
        for connection in open_ones:
            connection.execute_wrappers.append(watch)
        ask()
        for connection in open_ones:
            connection.execute_wrappers.remove(watch)
        return kinds

    def buffers(self) -> int:
        for connection in self.connections.all(initialized_only=True):
            connection.cursor().execute(FLUSH)
        # The application's own role may not ask the server what it counts.
        with self.connections["owner" if "owner" in self.connections else "default"].cursor() as cursor:
            cursor.execute(BUFFERS)
            return int(cursor.fetchone()[0])


class Bare:
    def __init__(self) -> None:
        from bench import bare
        from bench.statements import PAGES

        self.bare, self.pages = bare, PAGES

    def ask(self, asked: dict[str, str]) -> Ask:
        from urllib.parse import parse_qsl

        path, _mark, query = asked["path"].partition("?")
        given = dict(parse_qsl(asked["body"] or query))
        self.page = path.strip("/")
        return lambda page=self.page: self.bare.answer(page, given) and None  # type: ignore[misc]

    def statements(self, ask: Ask) -> Counter[str]:
        return Counter(own=len(self.pages[self.page]))

    def buffers(self) -> int:
        with self.bare.pool().connection() as connection:
            connection.execute(FLUSH)
        with self.bare.pool().connection() as connection:
            row = connection.execute(BUFFERS).fetchone()
            assert row
            return int(row[0])


def count(counter: ByDjango | Bare, asked: dict[str, str]) -> Counted:
    """Statements by kind and buffers, when the connection has seen the page before."""
    ask = counter.ask(asked)
    for _ in range(TIMES):
        ask()
    kinds = counter.statements(ask)
    before = counter.buffers()
    of_asking = counter.buffers() - before
    before = counter.buffers()
    for _ in range(TIMES):
        ask()
    return {**kinds, "buffers": round((counter.buffers() - before - of_asking) / TIMES)}


def main() -> None:
    counter = Bare() if sys.argv[1] == "bare" else ByDjango()
    print(json.dumps({page: count(counter, asked) for page, asked in json.load(sys.stdin).items()}))


if __name__ == "__main__":
    main()
