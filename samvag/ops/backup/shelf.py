"""The folder where backups lie, which are kept and how old the newest is."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from samvag.ops import places
from samvag.ops.errors import Hindered, gettext_noop

ENDING = ".samvag"
PARTIAL = ".partial"
KEPT = 14

NONE = gettext_noop("Det finns ingen säkerhetskopia i %(folder)s: gör en med samvag backup.")
BUSY = gettext_noop("En annan säkerhetskopia görs just nu i %(folder)s: vänta tills den är klar.")
BAD_NUMBER = gettext_noop("SAMVAG_BACKUPS_KEPT är %(text)s men ska vara ett tal, 1 eller mer.")


def folder() -> Path:
    named = os.environ.get("SAMVAG_BACKUPS")
    return Path(named).expanduser().absolute() if named else places.var() / "backups"


def kept() -> int:
    text = os.environ.get("SAMVAG_BACKUPS_KEPT") or str(KEPT)
    if not text.isdecimal() or int(text) < 1:
        raise Hindered(BAD_NUMBER, text=text)
    return int(text)


def name(made: datetime) -> str:
    """Sorts as time goes."""
    return f"{made.astimezone(UTC):%Y-%m-%dT%H%M%S%fZ}{ENDING}"


def all_in(where: Path) -> list[Path]:
    """The oldest first."""
    return sorted(where.glob(f"*{ENDING}"))


def newest() -> Path:
    found = all_in(folder())
    if not found:
        raise Hindered(NONE, folder=folder())
    return found[-1]


def age() -> float | None:
    """Of the newest, in seconds; None when there is none."""
    found = all_in(folder())
    return time.time() - found[-1].stat().st_mtime if found else None


def clear(where: Path) -> int:
    """Only so many are kept: personal data are not to live on in old backups. How many went away."""
    old = all_in(where)[: -kept()]
    for file in old:
        file.unlink()
    return len(old)


@contextmanager
def alone(where: Path) -> Iterator[None]:
    """One backup at a time; what a killed one left is cleared away."""
    places.make_folder(where, 0o700)
    with (where / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Hindered(BUSY, folder=where) from None
        for left in where.glob(f"*{PARTIAL}"):
            left.unlink()
        yield
