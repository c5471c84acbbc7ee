"""Where Samväg keeps its data: `SAMVAG_VAR`, or `var/` in the project (as root `/var/lib/samvag`)."""

import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from samvag.ops.errors import Hindered, gettext_noop, reason

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_FILE = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107
"""Bytes that a unix socket's path may have on Linux."""

NOT_WRITABLE = gettext_noop(
    "Samväg kan inte skriva i mappen %(folder)s (%(reason)s): ge dig skrivrätt till den,"
    " eller peka ut en annan mapp med SAMVAG_VAR=/en/annan/mapp."
)
NOT_OURS = gettext_noop(
    "Mappen %(folder)s för databasens anslutning tillhör någon annan:"
    " peka ut en mapp med kort sökväg med SAMVAG_VAR=/en/annan/mapp."
)


def var() -> Path:
    """The folder of all data. Only computed; `make_folder` makes it."""
    named = os.environ.get("SAMVAG_VAR")
    if named:
        return Path(named).expanduser().absolute()
    return Path("/var/lib/samvag") if os.geteuid() == 0 else PROJECT / "var"


def make_folder(folder: Path, mode: int = 0o755) -> Path:
    """Makes the folder and says in one sentence what stands in the way when it cannot be written."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(mode)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:
        raise Hindered(NOT_WRITABLE, folder=folder, reason=reason(error)) from error
    return folder


def socket_folder() -> Path:
    """Short enough for a socket: in the data folder, else a private one among the temporary files."""
    inside = var() / "socket"
    if len(os.fsencode(inside / SOCKET_FILE)) <= SOCKET_PATH_LIMIT:
        return inside
    name = hashlib.sha256(os.fsencode(var())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"samvag-{os.geteuid()}-{name}"


def make_socket_folder(owner: tuple[int, int]) -> Path:
    """Private to the server's user (root enters anyway). Refused if somebody else made it first."""
    folder = socket_folder()
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0 and os.lstat(folder).st_uid == 0:
            os.chown(folder, *owner)
        found = os.lstat(folder)
    except OSError as error:
        raise Hindered(NOT_WRITABLE, folder=folder, reason=reason(error)) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner[0]:
        raise Hindered(NOT_OURS, folder=folder)
    folder.chmod(0o700)
    return folder
