"""The same queries over HTTP and nothing more: psycopg with a pool, JSON out; no login, no log of reads, no policies.

BENCH_DATABASE says where. A person's page is asked for by card; its first statement says whose it is.
"""

import json
import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from psycopg import Connection
from psycopg_pool import ConnectionPool

from bench.statements import PAGES

PERSON = 1
"""Where a card says whose it is."""


@cache
def pool() -> ConnectionPool:
    where = json.loads(os.environ["BENCH_DATABASE"])
    return ConnectionPool(kwargs=where, min_size=1, max_size=4, open=True, configure=_configure)


def _configure(connection: Connection) -> None:
    connection.execute("SET pg_trgm.word_similarity_threshold = 0.45")
    connection.commit()


def answer(page: str, given: dict[str, str]) -> dict[str, Any]:
    """What each of the page's statements gives, by its name."""
    facts: dict[str, Any] = {**given, "id": uuid4()}
    found: dict[str, Any] = {}
    with pool().connection() as connection:
        for name, statement in PAGES[page].items():
            cursor = connection.execute(statement, facts)
            found[name] = cursor.fetchall() if cursor.description else cursor.rowcount
            if name == "subject":
                facts["person"] = found[name][0][PERSON]
    return found


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    text = environ["QUERY_STRING"]
    if environ["REQUEST_METHOD"] == "POST":
        text = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
    found = answer(environ["PATH_INFO"].strip("/"), dict(parse_qsl(text)))
    body = json.dumps(found, default=str, ensure_ascii=False).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
