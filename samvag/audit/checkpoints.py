"""Signed checkpoints outside the database: how far the log had come, and what its chain's head was then.

One line of JSON each, appended to a file or sent to an address (`SAMVAG_SEALS`). Whoever rewrites the database cannot
rewrite these, and whoever has them needs only the public key to try the log.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO
from urllib.error import URLError
from urllib.request import Request

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from samvag.kernel.calling import called
from samvag.ops import keys, places
from samvag.ops.errors import Hindered, gettext_noop, reason

SECONDS_TO_ANSWER = 10
NOT_WRITTEN = gettext_noop(
    "Loggens kontrollpunkt gick inte att skriva till %(where)s (%(reason)s): ge skrivrätt dit, eller peka ut en annan"
    " fil eller adress med SAMVAG_SEALS. Loggen förseglas, men utan vittne utanför databasen."
)
NOT_READ = gettext_noop(
    "Loggens kontrollpunkter gick inte att läsa från %(where)s (%(reason)s): peka ut rätt fil eller adress med"
    " --checkpoints."
)
NO_LINE = gettext_noop("Rad %(line)s i %(where)s är ingen kontrollpunkt: kontrollera att det är rätt fil.")
NO_KEY = gettext_noop("Nyckeln %(key)s är ingen publik nyckel: skriv de 64 tecknen från samvag audit key.")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`log` tells one log from another; `head` is of the chain at `batch`, `entries` how many are sealed by then.

    `after` stands only when a backup was put back: from here on the log goes on from `batch`, and what the checkpoint
    signed `after` (empty when there was none) had reached is left. Nobody else may turn the log back.
    """

    log: str
    batch: int
    entries: int
    head: str
    at: str
    signature: str = ""
    after: str | None = None

    def facts(self) -> dict[str, str | int]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    def said(self) -> bytes:
        facts = {name: value for name, value in self.facts().items() if name != "signature"}
        return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()

    def signed(self) -> "Checkpoint":
        return replace(self, signature=_private().sign(self.said()).hex())

    def signed_by(self, key: str) -> bool:
        try:
            _public(key).verify(bytes.fromhex(self.signature), self.said())
        except (InvalidSignature, ValueError):
            return False
        return True


def where() -> str:
    return os.environ.get("SAMVAG_SEALS") or str(places.var() / "seals.jsonl")


def own_key() -> str:
    """The public key of this installation, as hex."""
    return _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def keep(checkpoint: Checkpoint) -> None:
    """Appended and on the disk, or received by the address. Raises `Hindered` when it is not."""
    line = json.dumps(checkpoint.facts(), sort_keys=True) + "\n"
    try:
        if _is_address(where()):
            _ask(where(), line.encode())
            return
        Path(where()).parent.mkdir(parents=True, exist_ok=True)
        with Path(where()).open("ab+") as lines:
            lines.write(_after_half_a_line(lines) + line.encode())
            lines.flush()
            os.fsync(lines.fileno())
    except (OSError, URLError) as error:
        raise Hindered(NOT_WRITTEN, where=where(), reason=reason(error)) from error


def read(source: str) -> list[Checkpoint]:
    """All in their order; none when there is no file yet. A file without any is refused."""
    try:
        text = _ask(source) if _is_address(source) else Path(source).read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, URLError, UnicodeError) as error:
        raise Hindered(NOT_READ, where=source, reason=reason(error)) from error
    lines = text.splitlines()
    found = list(_of(lines))
    if lines and not found:
        raise Hindered(NO_LINE, line=1, where=source)
    return found


def file() -> Path | None:
    """Where the lines lie on this machine; None when an address has them."""
    return None if _is_address(where()) else Path(where())


def _of(lines: Iterable[str]) -> Iterator[Checkpoint]:
    """What is no checkpoint is passed by, as half a line that a full disk left: to lose one tells no less, since the
    next speaks for all before it, and after the last one nothing may stand.
    """
    for line in lines:
        with suppress(ValueError, TypeError):
            yield Checkpoint(**json.loads(line))


def _after_half_a_line(file: BinaryIO) -> bytes:
    """What parts the next line from one that was never finished."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _ask(address: str, line: bytes | None = None) -> str:
    """Sends the line, or gets what has been sent. Only http and https come here."""
    request = Request(address, line, {"Content-Type": "application/x-ndjson"})  # noqa: S310
    return called(request, SECONDS_TO_ANSWER).decode()


@cache
def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.read().seal))


def _public(key: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    except ValueError as error:
        raise Hindered(NO_KEY, key=key) from error
