"""Whom the server runs as: the caller, or for root a system user of its own (PostgreSQL refuses to run as
root).
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samvag.ops.errors import Hindered, gettext_noop, reason

SYSTEM_USER = "samvag-db"

NO_NAME = gettext_noop(
    "Användaren med nummer %(uid)s har inget namn på den här datorn och då startar inte databasen:"
    " kör som en användare som finns i /etc/passwd, eller peka ut en egen server med SAMVAG_DATABASE_URL."
)
NO_SYSTEM_USER = gettext_noop(
    "Databasen får inte köras som root och systemanvändaren %(name)s gick inte att skapa (%(reason)s):"
    " skapa den med useradd --system %(name)s, eller kör Samväg som en vanlig användare."
)


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_caller(self) -> bool:
        return self.uid == os.geteuid()

    def for_subprocess(self) -> dict[str, Any]:
        """Arguments that make `subprocess` run a program as this user, with nothing of the caller's
        environment.
        """
        clean = {"env": {"PATH": os.defpath, "LC_ALL": "C"}, "cwd": "/", "stdin": subprocess.DEVNULL}
        return clean if self.is_caller else {**clean, "user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path) -> Account:
    """The owner of the data that are there, else the one who is to own them."""
    uid = os.geteuid()
    if uid == 0:
        owner = data.stat().st_uid if data.exists() else 0
        return _of(pwd.getpwuid(owner)) if owner else _system_user()
    try:
        return _of(pwd.getpwuid(uid))
    except KeyError as error:
        raise Hindered(NO_NAME, uid=uid) from error


def callers(account: Account) -> list[str]:
    """Users of the operating system who may connect: who runs Samväg, and root, who can read the data
    anyway.
    """
    return sorted({"root", account.name} - {SYSTEM_USER})


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _system_user() -> Account:
    try:
        return _of(pwd.getpwnam(SYSTEM_USER))
    except KeyError:
        _make_system_user()
    return _of(pwd.getpwnam(SYSTEM_USER))


def _make_system_user() -> None:
    program = shutil.which("useradd", path=f"{os.defpath}:/usr/sbin:/sbin") or "useradd"
    wanted = [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/bin/false",
    ]
    try:
        subprocess.run([program, *wanted, SYSTEM_USER], capture_output=True, text=True, check=True)
    except OSError as error:
        raise Hindered(NO_SYSTEM_USER, name=SYSTEM_USER, reason=reason(error)) from error
    except subprocess.CalledProcessError as error:
        if error.returncode != 9:  # 9: made meanwhile by another start
            raise Hindered(NO_SYSTEM_USER, name=SYSTEM_USER, reason=error.stderr.strip()) from error
