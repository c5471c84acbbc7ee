"""A server of one's own that pgBackRest backs up: which stanza, whether what it keeps is encrypted, and its own acts.

`SAMVAG_PGBACKREST` names the stanza. pgBackRest is set up by whoever keeps the server; it runs as the user who owns the
server's data, also when root calls.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser, Error
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samvag.ops import install
from samvag.ops.embedded.account import Account, server_account
from samvag.ops.errors import Hindered, gettext_noop, reason

STANZA, CONFIG = "SAMVAG_PGBACKREST", "SAMVAG_PGBACKREST_CONFIG"
USUAL = (Path("/etc/pgbackrest/pgbackrest.conf"), Path("/etc/pgbackrest.conf"))
#: From which transaction on a backup leads, written beside it.
FROM = "samvag-transaction"
NEXT = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
DATA, CIPHER = "pg1-path", "repo1-cipher-type"

NO_CONFIG = gettext_noop(
    "pgBackRests inställningar går inte att läsa (%(reason)s): peka ut filen med SAMVAG_PGBACKREST_CONFIG."
)
NO_STANZA = gettext_noop(
    "%(file)s säger inte var databasen %(stanza)s ligger: skriv [%(stanza)s] och pg1-path i den, eller rätta"
    " SAMVAG_PGBACKREST."
)
OPEN = gettext_noop(
    "pgBackRest skulle spara kopiorna okrypterade: skriv repo1-cipher-type=aes-256-cbc och repo1-cipher-pass i"
    " %(file)s, spara lösenordet någon annanstans också, och kör igen."
)
NO_SET = gettext_noop(
    "Ingen av pgBackRests kopior är säkert äldre än transaktion %(transaction)s: gå tillbaka till en tidpunkt i stället"
    " (--time). Inget är ändrat."
)
MISSING = gettext_noop("pgBackRest finns inte på den här datorn: installera paketet pgbackrest.")
FAILED = gettext_noop("pgBackRest blev inte klar med %(what)s: %(reason)s")


@dataclass(frozen=True, slots=True)
class Stanza:
    name: str
    config: Path
    data: Path

    @property
    def account(self) -> Account:
        """Who owns the server's data; when they are gone, who owns the folder that they lay in."""
        there = next(place for place in (self.data, *self.data.parents) if place.exists())
        return server_account(there)

    def run(self, what: str, *words: str) -> str:
        """Raises `Hindered` with pgBackRest's own reason."""
        command = ["pgbackrest", f"--config={self.config}", f"--stanza={self.name}", *words, what]
        try:
            done = subprocess.run(
                command, check=False, capture_output=True, text=True, **self.account.for_subprocess()
            )
        except FileNotFoundError as error:
            raise Hindered(MISSING) from error
        if done.returncode:
            raise Hindered(FAILED, what=what, reason=_reason(done.stdout + done.stderr))
        return done.stdout

    def back_up(self, *, full: bool) -> None:
        """All of it, or what has changed since the last. First tries that the server hands on what it writes."""
        self.run("stanza-create")
        self.run("check")
        self.run("backup", f"--type={'full' if full else 'incr'}")
        with install.connect() as connection:
            row = connection.execute(NEXT).fetchone()
        self.run(
            "annotate", f"--set={self._sets()[-1]['label']}", f"--annotation={FROM}={row[0] if row else 0}"
        )

    def set_before(self, transaction: int) -> str:
        """The newest that had ended when the transaction began."""
        for one in reversed(self._sets()):
            if int(one.get("annotation", {}).get(FROM, transaction + 1)) <= transaction:
                return str(one["label"])
        raise Hindered(NO_SET, transaction=transaction)

    def _sets(self) -> list[dict[str, Any]]:
        """The oldest first."""
        found: list[dict[str, Any]] = json.loads(self.run("info", "--output=json"))[0]["backup"]
        return found

    def verify(self) -> None:
        """Every file that is kept, against the sum that was taken when it was."""
        said = self.run("verify", "--log-level-console=info")
        if wrong := [
            line for line in said.splitlines() if re.search(r"(invalid|missing|mismatch)[^:]*: [1-9]", line)
        ]:
            raise Hindered(FAILED, what="verify", reason=wrong[0].strip())


def configured() -> Stanza | None:
    """None when SAMVAG_PGBACKREST is not set."""
    name = os.environ.get(STANZA)
    if not name:
        return None
    file = Path(os.environ.get(CONFIG) or next((place for place in USUAL if place.exists()), USUAL[0]))
    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(file.read_text("utf-8"))
    except (OSError, Error) as error:
        raise Hindered(NO_CONFIG, reason=reason(error) if isinstance(error, OSError) else file) from error
    facts = {
        key: value
        for part in ("global", name)
        if parser.has_section(part)
        for key, value in parser.items(part)
    }
    if not parser.has_section(name) or DATA not in facts:
        raise Hindered(NO_STANZA, file=file, stanza=name)
    if facts.get(CIPHER, "none") == "none":
        raise Hindered(OPEN, file=file)
    return Stanza(name, file, Path(facts[DATA]))


def _reason(said: str) -> str:
    """`ERROR: [055]: unable to …` without what stands before it."""
    lines = [line for line in said.splitlines() if line.strip()]
    found: Iterator[str] = (line.partition("ERROR:")[2] for line in lines if "ERROR:" in line)
    return re.sub(r"^\s*\[\d+\]:\s*", "", next(found, lines[-1] if lines else "?")).strip()
