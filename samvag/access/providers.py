"""Which e-ID brokers may say who somebody is: a file in TOML that SAMVAG_EID names, one part for each.

A broker is for the staff or for persons, never both: what it says of a human being then means one thing.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from samvag.kernel.assurance import WORDS, Level
from samvag.ops.errors import Hindered, gettext_noop, reason

UNREADABLE = gettext_noop(
    "SAMVAG_EID pekar på %(file)s, och den går inte att läsa (%(reason)s): rätta filen."
)
MISSING = gettext_noop("%(file)s: [%(id)s] saknar %(what)s.")
WRONG = gettext_noop("%(file)s: [%(id)s] har fel %(what)s: %(advice)s.")

#: Signatures with the broker's own key alone: never `none`, never one made with our shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
LOCAL = ("localhost", "127.0.0.1")


class Whom(StrEnum):
    STAFF = "staff"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Provider:
    """`subject` is the claim that is always the same for the same human being, `number` that with her personnummer."""

    id: str
    name: str
    whom: Whom
    issuer: str
    client_id: str
    secret: str = field(repr=False, default="")
    subject: str = "sub"
    number: str = ""
    called: str = "name"
    least: Level = Level.SUBSTANTIAL
    levels: Mapping[str, Level] = field(default_factory=dict)
    scopes: tuple[str, ...] = ("openid", "profile")
    algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")
    userinfo: bool = False

    def level(self, acr: object) -> Level | None:
        """How sure it is; None when the broker has not said so in words that were agreed on."""
        return self.levels.get(acr) if isinstance(acr, str) else None

    @property
    def wanted(self) -> str:
        """What to ask the broker for: every way that is sure enough."""
        return " ".join(acr for acr, level in self.levels.items() if level >= self.least)


def read(named: str | None) -> dict[str, Provider]:
    """By their ids; none without a file. Raises `Hindered` with what is wrong and where."""
    if not named:
        return {}
    file = Path(named)
    try:
        parts = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Hindered(UNREADABLE, file=file, reason=reason(error)) from error
    return {name: _provider(file, name, facts) for name, facts in parts.items()}


def _provider(file: Path, name: str, facts: Any) -> Provider:
    for what, advice in _faults(name, facts):
        raise Hindered(WRONG, file=file, id=name, what=what, advice=advice)
    for needed in ("name", "for", "issuer", "client_id", "levels"):
        if not facts.get(needed):
            raise Hindered(MISSING, file=file, id=name, what=needed)
    if facts["for"] == Whom.PERSONS and not facts.get("number"):
        raise Hindered(MISSING, file=file, id=name, what="number")
    kept = ("name", "issuer", "client_id", "subject", "number", "called", "userinfo")
    said: dict[str, Any] = {key: facts[key] for key in kept if key in facts}
    said |= {key: tuple(facts[key]) for key in ("scopes", "algorithms") if key in facts}
    return Provider(
        id=name,
        whom=Whom(facts["for"]),
        secret=_secret(file, name, facts),
        least=WORDS[facts.get("least", "substantial")],
        levels={acr: WORDS[word] for acr, word in facts["levels"].items()},
        **said,
    )


def _faults(name: str, facts: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with what is there."""
    if not isinstance(facts, dict) or not name.replace("-", "").isalnum() or not name.isascii():
        yield "namn", "a–z, siffror och bindestreck"
        return
    if facts.get("for", "staff") not in set(Whom):
        yield "for", " | ".join(Whom)
    address = urlsplit(str(facts.get("issuer", "https://")))
    if address.scheme != "https" and address.hostname not in LOCAL:
        yield "issuer", "https://…"
    levels = facts.get("levels", {})
    if (
        not isinstance(levels, dict)
        or not set(levels.values()) <= set(WORDS)
        or facts.get("least", "low") not in WORDS
    ):
        yield "levels, least", " | ".join(WORDS)
    if not set(facts.get("algorithms", ())) <= set(ALGORITHMS):
        yield "algorithms", " | ".join(ALGORITHMS)


def _secret(file: Path, name: str, facts: Mapping[str, Any]) -> str:
    """From a file or the environment, never from where everybody reads who the broker is."""
    if "secret_file" in facts:
        try:
            return (file.parent / facts["secret_file"]).read_text("utf-8").strip()
        except OSError as error:
            raise Hindered(UNREADABLE, file=facts["secret_file"], reason=reason(error)) from error
    found = os.environ.get(facts.get("secret_env", ""), "")
    if not found:
        raise Hindered(MISSING, file=file, id=name, what="secret_file, secret_env")
    return found
