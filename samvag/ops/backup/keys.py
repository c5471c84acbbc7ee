"""Two halves of a key: with one half backups are made, here; with the other they are read, and that one is kept away.

Whoever breaks into this machine finds no way to read the backups that were made on it.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from samvag.ops import keys, places
from samvag.ops.errors import Hindered, gettext_noop, reason

KEY = "SAMVAG_BACKUP_KEY"
WORDS = "Läser Samvägs säkerhetskopior. Förvara den någon annanstans än på servern, och på två ställen."

NO_RECIPIENT = gettext_noop(
    "Det finns ingen nyckel att låsa säkerhetskopior med: gör en med samvag backup key FIL, och förvara filen någon"
    " annanstans än här."
)
OTHER_INSTALLATION = gettext_noop(
    "Nyckeln för säkerhetskopior gjordes innan den här installationen fick nya hemligheter: gör en ny med"
    " samvag backup key FIL --new. Den gamla behövs för de gamla kopiorna."
)
THERE = gettext_noop(
    "Det finns redan en nyckel för säkerhetskopior (%(name)s): --new gör en ny för dem som görs från och med nu."
    " Spara den gamla så länge det finns kopior som är låsta med den."
)
NOT_WRITTEN = gettext_noop("Nyckeln gick inte att skriva till %(file)s (%(reason)s): välj en annan fil.")
NO_KEY = gettext_noop("Säg vilken nyckel som läser kopian: --key FIL, eller %(variable)s=FIL.")
UNREADABLE = gettext_noop(
    "%(file)s går inte att läsa som nyckel till säkerhetskopior (%(reason)s): peka ut filen som samvag backup key"
    " skrev."
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom backups are made for: the open half, and the installation whose signature the other half's owner trusts."""

    public: bytes
    installation: str

    @property
    def name(self) -> str:
        """Short, to tell one key from another."""
        return sha256(self.public).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ReadingKey:
    private: bytes
    installation: str

    @property
    def recipient(self) -> Recipient:
        public = X25519PrivateKey.from_private_bytes(self.private).public_key()
        return Recipient(public.public_bytes_raw(), self.installation)


def signer() -> Ed25519PrivateKey:
    """The same that signs the log's checkpoints."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys.read().seal))


def installation() -> str:
    return signer().public_key().public_bytes_raw().hex()


def file() -> Path:
    return places.var() / "backup.json"


def has_recipient() -> bool:
    return file().exists()


def recipient() -> Recipient:
    try:
        held = json.loads(file().read_text("utf-8"))
        found = Recipient(bytes.fromhex(held["public"]), held["installation"])
        X25519PublicKey.from_public_bytes(found.public)
    except FileNotFoundError:
        raise Hindered(NO_RECIPIENT) from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Hindered(UNREADABLE, file=file(), reason=reason(error)) from error
    if found.installation != installation():
        raise Hindered(OTHER_INSTALLATION)
    return found


def make(where: Path, *, anew: bool = False) -> Recipient:
    """Writes the reading half to `where`, which must not be there, and keeps the open half."""
    if has_recipient() and not anew:
        raise Hindered(THERE, name=json.loads(file().read_text("utf-8")).get("name", "?"))
    made = ReadingKey(X25519PrivateKey.generate().private_bytes_raw(), installation())
    told = {"om": WORDS, "name": made.recipient.name}
    _write(where, told | {"private": made.private.hex(), "installation": made.installation}, os.O_EXCL)
    beside = file().with_suffix(".new")
    public = asdict(made.recipient) | {"public": made.recipient.public.hex()}
    _write(beside, {"name": made.recipient.name, **public}, os.O_TRUNC)
    beside.replace(file())
    return made.recipient


def read(named: str | None) -> ReadingKey:
    where = named or os.environ.get(KEY)
    if not where:
        raise Hindered(NO_KEY, variable=KEY)
    try:
        held = json.loads(Path(where).read_text("utf-8"))
        found = ReadingKey(bytes.fromhex(held["private"]), str(held["installation"]))
        X25519PrivateKey.from_private_bytes(found.private)
    except (OSError, ValueError, LookupError, TypeError) as error:
        said = reason(error) if isinstance(error, OSError) else type(error).__name__
        raise Hindered(UNREADABLE, file=where, reason=said) from error
    return found


def _write(where: Path, facts: Mapping[str, object], how: int) -> None:
    try:
        descriptor = os.open(where, os.O_WRONLY | os.O_CREAT | how, 0o600)
        with open(descriptor, "w", encoding="utf-8") as writing:
            json.dump(facts, writing, ensure_ascii=False, indent=1)
            writing.flush()
            os.fsync(writing.fileno())
    except OSError as error:
        raise Hindered(NOT_WRITTEN, file=where, reason=reason(error)) from error
