"""The installation's secrets, made on first use and kept in one file that only its owner reads."""

import json
import os
import secrets
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import NamedTemporaryFile

from samvag.ops import places
from samvag.ops.errors import Hindered, gettext_noop, reason

UNREADABLE = gettext_noop(
    "Filen med hemligheter %(file)s går inte att läsa (%(reason)s): återställ den från säkerhetskopia,"
    " eller flytta undan den så görs nya, och då loggas alla ut."
)


@dataclass(frozen=True, slots=True)
class Keys:
    django: str
    """Signs sessions and links."""
    context: str
    """Signs who acts in the database: 32 bytes as hex."""
    app_password: str
    auth_password: str
    """Passwords of the database roles, used only where the database is somebody else's server."""
    seal: str
    """Signs the log's checkpoints: an Ed25519 key, 32 bytes as hex."""


def path() -> Path:
    return places.var() / "secrets.json"


def read() -> Keys:
    """The secrets; what is missing is made. Safe for several that start at once."""
    file = path()
    found = _load(file)
    wanted = [field.name for field in fields(Keys)]
    if any(name not in found for name in wanted):
        made = {name: found.get(name) or secrets.token_hex(32) for name in wanted}
        found = _keep(file, made, first=not found)
    return Keys(**{name: found[name] for name in wanted})


def _load(file: Path) -> dict[str, str]:
    try:
        loaded = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Hindered(UNREADABLE, file=file, reason=reason(error)) from error
    if not isinstance(loaded, dict):
        raise Hindered(UNREADABLE, file=file, reason="JSON")
    return {str(name): str(value) for name, value in loaded.items()}


def _keep(file: Path, made: dict[str, str], *, first: bool) -> dict[str, str]:
    """Written beside and put in place whole, so that a kill in between leaves no half file."""
    folder = places.make_folder(file.parent)
    try:
        with NamedTemporaryFile("w", dir=folder, prefix=".secrets-", delete=False) as beside:
            json.dump(made, beside, indent=1)
            beside.flush()
            os.fsync(beside.fileno())
        if not first:
            Path(beside.name).replace(file)
            return made
        try:
            os.link(beside.name, file)
        except FileExistsError:
            return _load(file)
        finally:
            Path(beside.name).unlink()
    except OSError as error:
        raise Hindered(places.NOT_WRITABLE, folder=folder, reason=reason(error)) from error
    return made
