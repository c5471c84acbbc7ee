"""What the database said when it failed, as one sentence with a way on."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import errors

from samvag.ops import databases, places
from samvag.ops.errors import Hindered, gettext_noop

NEARLY_FULL = 32 * 1024 * 1024
"""Bytes. PostgreSQL writes its log in files of 16 MiB and stops when it cannot make the next one."""

DISK_FULL = gettext_noop(
    "Disken är full (%(folder)s): frigör plats och kör samma kommando igen;"
    " det som var påbörjat är ogjort och inget annat har gått förlorat."
)
LOST = gettext_noop(
    "Förbindelsen med databasen bröts (%(reason)s): det som var påbörjat är ogjort, kör igen."
)
BEHIND = gettext_noop("Databasen är äldre än programmet (%(reason)s): kör samvag migrate och försök igen.")
NO_ENTRY_EMBEDDED = gettext_noop(
    "Den inbyggda databasen svarar inte (%(reason)s): kör samvag db stop och försök igen, eller läs %(log)s."
)
NO_ENTRY = gettext_noop(
    "Samväg kommer inte in i databasen som SAMVAG_DATABASE_URL pekar på, %(where)s (%(reason)s):"
    " rätta adressen, namnet eller lösenordet, eller ta bort den så används den inbyggda databasen."
)
TOO_OLD = gettext_noop(
    "PostgreSQL på %(where)s är version %(version)s men Samväg kräver 15.14 eller senare:"
    " uppgradera servern, eller ta bort SAMVAG_DATABASE_URL så används den inbyggda databasen."
)


def hindrance(error: BaseException) -> Hindered | None:
    """The sentence for an error that is no fault of the program, else None."""
    for cause in _causes(error):
        if isinstance(cause, errors.DiskFull) or getattr(cause, "errno", None) in {
            errno.ENOSPC,
            errno.EDQUOT,
        }:
            return Hindered(DISK_FULL, folder=places.var())
        if isinstance(cause, errors.UndefinedTable | errors.UndefinedColumn | errors.UndefinedFunction):
            return Hindered(BEHIND, reason=first_line(cause))
        if isinstance(cause, psycopg.OperationalError):
            if databases.embedded() and _is_nearly_full(places.var()):
                return Hindered(DISK_FULL, folder=places.var())
            return Hindered(LOST, reason=first_line(cause))
    return None


def no_entry(error: psycopg.Error) -> Hindered:
    """Why one could not connect at all."""
    if databases.embedded():
        return Hindered(NO_ENTRY_EMBEDDED, reason=_last_line(error), log=places.var() / "postgres" / "log")
    return Hindered(NO_ENTRY, where=databases.where(), reason=_last_line(error))


def too_old(version: int) -> Hindered:
    return Hindered(TOO_OLD, where=databases.where(), version=f"{version // 10000}.{version % 10000}")


def first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _is_nearly_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < NEARLY_FULL
    except OSError:
        return False


def _last_line(error: BaseException) -> str:
    """libpq tells of each address it tried; the server's own no stands last."""
    said = (str(error).strip().splitlines() or [type(error).__name__])[-1]
    return said.split("failed: ")[-1].removeprefix("FATAL:").strip()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
