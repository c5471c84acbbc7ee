"""The erasure journal outside the database: what has been taken away, so that a restored backup takes it away again.

A line of JSON each, appended and on the disk before the erasure is committed, to the file that `SAMVAG_ERASURES` names.
It holds random ids and no names. Each line is signed with the installation's key and holds the hash of the one before
it, so that neither a changed line nor one that was cut out goes unseen. An erasure that was begun and never committed
is called off by a line of its own.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samvag.ops import keys, places
from samvag.ops.errors import Hindered, gettext_noop, reason

PERSON, ROWS, CALLED_OFF = "person", "rows", "called_off"
NOT_WRITTEN = gettext_noop(
    "Gallringsjournalen gick inte att skriva till %(where)s (%(reason)s): ge skrivrätt dit, eller peka ut en annan fil"
    " med SAMVAG_ERASURES. Inget har gallrats."
)
NOT_READ = gettext_noop(
    "Gallringsjournalen gick inte att läsa från %(where)s (%(reason)s): peka ut rätt fil med SAMVAG_ERASURES."
)
BROKEN = gettext_noop(
    "Rad %(line)s i gallringsjournalen %(where)s är ändrad, eller så saknas en rad före den: lägg tillbaka den fil som"
    " hör till den här installationen, annars kan någon som har gallrats komma tillbaka."
)


@dataclass(frozen=True, slots=True)
class Line:
    """`of` is the person, or the table whose `rows` went; `before` is the moment: what was made later is not meant."""

    what: str
    unit: str
    of: str
    before: str
    rows: list[str] = field(default_factory=list)
    previous: str = ""
    signature: str = ""

    def said(self) -> bytes:
        facts = {name: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()

    def hash(self) -> str:
        return sha256(self.said()).hexdigest()


def where() -> str:
    return os.environ.get("SAMVAG_ERASURES") or str(places.var() / "erasures.jsonl")


def append(line: Line) -> str:
    """On the disk when it returns; its hash. Raises `Hindered` when it cannot be, and then nothing may be erased."""
    try:
        Path(where()).parent.mkdir(parents=True, exist_ok=True)
        with Path(where()).open("ab+") as file, _alone(file):
            last = _last(file)
            facts = asdict(line) | {"previous": last.hash() if last else ""}
            signed = Line(**(facts | {"signature": _key().sign(Line(**facts).said()).hex()}))
            file.write(_after_half_a_line(file) + json.dumps(asdict(signed), sort_keys=True).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Hindered(NOT_WRITTEN, where=where(), reason=reason(error)) from error
    return signed.hash()


def read() -> list[Line]:
    """All in their order, each tried; none when nothing was ever erased. Half a line at the end was never acted on."""
    try:
        lines = Path(where()).read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Hindered(NOT_READ, where=where(), reason=reason(error)) from error
    found: list[Line] = []
    for number, text in enumerate(lines, start=1):
        line = _of(text)
        if line is None:
            continue
        if line.previous != (found[-1].hash() if found else "") or not _ours(line):
            raise Hindered(BROKEN, line=number, where=where())
        found.append(line)
    return found


def standing() -> list[Line]:
    """Those that were not called off."""
    lines = read()
    off = {line.of for line in lines if line.what == CALLED_OFF}
    return [line for line in lines if line.what != CALLED_OFF and line.hash() not in off]


def head() -> str:
    lines = read()
    return lines[-1].hash() if lines else ""


def _of(text: bytes) -> Line | None:
    try:
        return Line(**json.loads(text))
    except (ValueError, TypeError):
        return None


def _last(file: BinaryIO) -> Line | None:
    """The last whole line. Read from the end, as the journal is long and never shortened."""
    size = file.seek(0, os.SEEK_END)
    reach = 65536
    while True:
        file.seek(max(size - reach, 0))
        lines = [line for text in file.read().split(b"\n") if (line := _of(text))]
        if lines or reach >= size:
            return lines[-1] if lines else None
        reach *= 16


def _after_half_a_line(file: BinaryIO) -> bytes:
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


@contextmanager
def _alone(file: BinaryIO) -> Iterator[None]:
    """One writer at a time, over all processes."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _ours(line: Line) -> bool:
    try:
        _key().public_key().verify(bytes.fromhex(line.signature), line.said())
    except (InvalidSignature, ValueError):
        return False
    return True


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.read().seal))
