"""Which database Samväg uses and as whom: the embedded one, or the server that SAMVAG_DATABASE_URL names."""

import os
import re
from typing import Any

from samvag.ops import keys, places
from samvag.ops.errors import Hindered, gettext_noop
from samvag.ops.lines import Line, OneStatement

OLDEST = 150014
"""15.14: before it, planner statistics told of rows that row-level security hides (CVE-2025-8713)."""

PREFIX = "samvag"
LOGINS = ("app", "auth")
"""Tasks whose roles log in. They own nothing and are members of nothing."""
READERS = ("backup",)
"""Read everything, for a backup, and own nothing; nobody logs in as them either."""
OWNERS = ("rules", "audit", "figures")
"""Own functions that see more than the caller; nobody logs in as them, only the installing role may become
them.
"""
SECONDS_TO_CONNECT = 5
SEEN_BEFORE_PLANNED = 1
THREADS = 2
"""Requests a process handles at once: while one waits for the database another computes."""
POOL = {
    "min_size": 1, "max_size": THREADS, "timeout": SECONDS_TO_CONNECT, "max_lifetime": 24 * 60 * 60,
    "connection_class": Line,
}  # fmt: skip
"""One for each thread, for a day: they take turns, and each must have planned a page's statements to be quick."""

BAD_URL = gettext_noop(
    "SAMVAG_DATABASE_URL går inte att läsa: skriv den som postgresql://namn:lösenord@server:5432/databas,"
    " eller ta bort den så används den inbyggda databasen."
)
BAD_PREFIX = gettext_noop(
    "SAMVAG_ROLE_PREFIX är %(prefix)s men får bara ha små bokstäver a–z, siffror och _,"
    " börja med en bokstav och vara högst 40 tecken: välj till exempel samvag."
)


def url() -> str | None:
    """The server somebody else keeps, or None for the embedded database."""
    return os.environ.get("SAMVAG_DATABASE_URL") or None


def embedded() -> bool:
    return url() is None


def where() -> str:
    """The server as one would tell somebody: never with the password."""
    entry = _entry(*_owner())
    server = entry["HOST"] or "localhost"
    return f"{server}:{entry['PORT']}/{entry['NAME']}" if entry["PORT"] else f"{server}/{entry['NAME']}"


def role_prefix() -> str:
    prefix = os.environ.get("SAMVAG_ROLE_PREFIX") or PREFIX
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", prefix):
        raise Hindered(BAD_PREFIX, prefix=prefix)
    return prefix


def role(name: str) -> str:
    """The role of a task: `app`, `auth`, `rules`, `audit` or `figures`."""
    return f"{role_prefix()}_{name}"


def database_name() -> str:
    """SAMVAG_DATABASE_NAME wins, so that several databases can share one server."""
    return os.environ.get("SAMVAG_DATABASE_NAME") or str(_given().get("dbname") or role_prefix())


def settings_for_django() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Only computed: needs no server and starts none.

    `owner` installs and migrates, `default` is the application, `auth` is login and sessions: three roles
    in the same database, so that injected SQL in one cannot become another.
    """
    held = keys.read()
    return {
        "default": _pooled(role("app"), held.app_password),
        "auth": _pooled(role("auth"), held.auth_password),
        "owner": _entry(*_owner()),
    }


def owner_conninfo(database: str | None = None) -> dict[str, Any]:
    """How psycopg connects as the installing role."""
    entry = _entry(*_owner())
    named = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {name: entry[upper] for name, upper in named.items() if entry[upper]}
    return {**entry["OPTIONS"], **found, "dbname": database or entry["NAME"]}


def _owner() -> tuple[str, str]:
    """Name and password of the installing role."""
    given = _given()
    if embedded():
        return role_prefix(), ""
    return str(given.get("user") or ""), str(given.get("password") or "")


def _given() -> dict[str, Any]:
    """What SAMVAG_DATABASE_URL says, as libpq reads it."""
    text = url()
    if text is None:
        return {}
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return dict(conninfo_to_dict(text))
    except (ProgrammingError, UnicodeError) as error:
        raise Hindered(BAD_URL) from error


def _pooled(user: str, password: str) -> dict[str, Any]:
    """A new connection costs more than a page. Asked if it lives before each use, since servers restart.

    What a connection has seen before it need not plan again: the policies are several subplans a table, so planning a
    page's statements costs as much as running them. That takes values sent beside the text.
    """
    entry = _entry(user, "" if embedded() else password)
    entry["OPTIONS"] |= {"pool": POOL, "server_side_binding": True, "prepare_threshold": SEEN_BEFORE_PLANNED}
    entry["OPTIONS"]["cursor_factory"] = OneStatement
    return {**entry, "CONN_HEALTH_CHECKS": True, "TEST": {"MIRROR": "owner"}}


def _entry(user: str, password: str) -> dict[str, Any]:
    given = _given()
    own = {"user", "password", "host", "port", "dbname"}
    options: dict[str, Any] = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "samvag"}
    options |= {name: value for name, value in given.items() if name not in own and value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name(),
        "USER": user,
        "PASSWORD": password,
        "HOST": str(places.socket_folder()) if embedded() else str(given.get("host") or ""),
        "PORT": "5432" if embedded() else str(given.get("port") or ""),
        "OPTIONS": options,
    }
