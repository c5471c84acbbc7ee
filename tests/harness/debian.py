"""A throw-away cluster of the system's own PostgreSQL, on a free loopback port: somebody else's server.

It asks for passwords. Installs as a role that has CREATEROLE and CREATEDB and is no superuser.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST = 15
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The oldest that Samväg supports, since what works there works later."""
    found = {int(path.parent.name): path for path in Path("/usr/lib/postgresql").glob("*/bin")}
    fit = sorted(major for major, path in found.items() if major >= OLDEST and (path / "initdb").exists())
    return found[fit[0]] if fit else None


@contextmanager
def running(role: str = "samvag", database: str = "samvag") -> Iterator[str]:
    """Yields the address to give as SAMVAG_DATABASE_URL; ends the server and removes its files."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed on this system")
    folder, password, port = (
        Path(tempfile.mkdtemp(prefix="samvag-debian-")),
        secrets.token_hex(16),
        free_port(),
    )
    user = unprivileged(folder)
    try:
        _start(binaries, folder, user, password, port)
        try:
            prepare(port, password, role, database)
            yield f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"
        finally:
            run(user, binaries / "pg_ctl", "stop", "-m", "immediate", "-D", folder / "data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(binaries: Path, folder: Path, user: dict[str, Any], password: str, port: int) -> None:
    initialise(binaries, folder, user, password)
    options = f"{FAST} -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    run(user, binaries / "pg_ctl", "start", "-w", "-D", folder / "data", "-l", folder / "log", "-o", options)


def initialise(binaries: Path, folder: Path, user: dict[str, Any], password: str, more: str = "") -> None:
    """An empty cluster whose master is `admin`; `more` are lines of who may come in, ahead of the others."""
    (folder / "password").write_text(password)
    asked = ["--auth=scram-sha-256", "-U", "admin", f"--pwfile={folder / 'password'}", "--no-sync"]
    run(user, binaries / "initdb", "-D", folder / "data", "--locale=C.UTF-8", "--encoding=UTF8", *asked)
    admitted = folder / "data" / "pg_hba.conf"
    admitted.write_text(more + admitted.read_text())


def prepare(port: int, password: str, role: str, database: str) -> None:
    import psycopg

    admin = f"postgresql://admin:{password}@127.0.0.1:{port}/postgres"
    with psycopg.connect(admin, autocommit=True) as connection:
        rights = f"LOGIN CREATEROLE CREATEDB PASSWORD '{password}'"
        connection.execute(f"CREATE ROLE {role} {rights}")  # type: ignore[arg-type]
        connection.execute(f"CREATE DATABASE {database} OWNER {role}")  # type: ignore[arg-type]


def unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("postgres")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def run(user: dict[str, Any], *command: object) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        **user,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
