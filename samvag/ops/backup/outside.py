"""The files beside the database that it cannot do without (`hooks.OUTSIDE`), and what has become of them since."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from samvag.ops import hooks, keys
from samvag.ops.errors import Hindered, gettext_noop, reason

KEYS = "keys"
OTHERS = gettext_noop(
    "%(file)s hör inte till kopian: den skiljer sig redan i det som kopian har av den. Är den en annan installations,"
    " lägg dit den egna eller flytta undan den. Inget är ändrat."
)
NO_KEYS = gettext_noop("Nycklarna följde inte med i kopian: den gjordes utan --with-keys. Inget är ändrat.")
OTHER_KEYS = gettext_noop(
    "%(file)s finns redan med andra nycklar: flytta undan den först, om det är kopians nycklar som ska gälla."
    " Inget är ändrat."
)
NOT_WRITTEN = gettext_noop("%(file)s gick inte att skriva (%(reason)s). Inget är ändrat.")


def read(*, with_keys: bool) -> dict[str, bytes]:
    """Whole lines: one that is being written just now is not of this moment."""
    found = {}
    for name, where in hooks.OUTSIDE.items():
        file = where()
        if file and file.exists():
            content = file.read_bytes()
            found[name] = content[: content.rfind(b"\n") + 1]
    return found | ({KEYS: keys.path().read_bytes()} if with_keys else {})


def missing(files: dict[str, bytes]) -> dict[Path, bytes]:
    """What a restore has to put back: files that are away, or shorter than they were. Raises `Hindered` when one that
    is there says something else.
    """
    wanted = {}
    for name, content in files.items():
        file = hooks.OUTSIDE[name]() if name in hooks.OUTSIDE else None
        if file is None:
            continue
        there = file.read_bytes() if file.exists() else b""
        if content.startswith(there) and len(there) < len(content):
            wanted[file] = content
        elif not there.startswith(content):
            raise Hindered(OTHERS, file=file)
    return wanted


def put_back(wanted: dict[Path, bytes]) -> Callable[[], None]:
    """Gives what undoes it."""
    before = {file: file.read_bytes() if file.exists() else None for file in wanted}
    for file, content in wanted.items():
        _write(file, content)

    def undo() -> None:
        for file, content in before.items():
            if content is None:
                file.unlink(missing_ok=True)
            else:
                _write(file, content)

    return undo


def put_keys_back(files: dict[str, bytes]) -> None:
    """The installation's secrets, where there are none."""
    if KEYS not in files:
        raise Hindered(NO_KEYS)
    file = keys.path()
    if file.exists() and file.read_bytes() != files[KEYS]:
        raise Hindered(OTHER_KEYS, file=file)
    _write(file, files[KEYS])


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, read by its owner alone."""
    beside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            beside.unlink()
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as writing:
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        beside.replace(file)
    except OSError as error:
        raise Hindered(NOT_WRITTEN, file=file, reason=reason(error)) from error
