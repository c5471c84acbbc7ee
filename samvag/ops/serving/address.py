"""One server for each data folder, on a port that nobody else has."""

import errno
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from samvag.ops import places
from samvag.ops.errors import Hindered, gettext_noop, reason

PORT = 8000
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
LOCAL = {"127.0.0.1", "::1", "localhost", *EVERYWHERE}

BESIDE = gettext_noop(
    "Samväg är redan igång på %(url)s (process %(pid)s): öppna den adressen, avsluta den med kill %(pid)s,"
    " eller starta en till med egna data med SAMVAG_VAR=/en/annan/mapp."
)
TAKEN = gettext_noop(
    "Port %(port)s används redan av ett annat program: välj en annan med --port %(other)s eller"
    " SAMVAG_PORT=%(other)s."
)
NO_PORT = gettext_noop(
    "Samväg kan inte svara på %(host)s port %(port)s (%(reason)s): välj en annan med --host och --port."
)


def url(host: str, port: int) -> str:
    return f"http://{'localhost' if host in LOCAL else host}:{port}"


def reach(host: str) -> str:
    """Where this machine reaches a server that listens there."""
    return EVERYWHERE.get(host, host)


def require_free(host: str, port: int) -> None:
    """Tries the port for a moment, since the web server itself would share it with another of its kind."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Hindered(TAKEN, port=port, other=port + 1 if port < 65535 else PORT) from error
            raise Hindered(NO_PORT, host=host, port=port, reason=reason(error)) from error


@contextmanager
def only_server(host: str, port: int) -> Iterator[None]:
    """Held as long as it serves; goes with the process, however it ends."""
    places.make_folder(places.var())
    with _file().open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Hindered(BESIDE, **(_read() or {"url": url(host, port), "pid": "?"})) from None
        file.truncate(0)
        file.write(json.dumps({"url": url(host, port), "pid": os.getpid()}))
        file.flush()
        yield


def serving() -> dict[str, Any] | None:
    """Address and process of the server of this data folder, or None."""
    try:
        with _file().open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read()
    except OSError:
        return None
    return None


def _file() -> Path:
    return places.var() / "serve.lock"


def _read() -> dict[str, Any] | None:
    try:
        found = json.loads(_file().read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
