"""Starts, finds and stops the server. Safe against kills, leftovers and several who start at once."""

import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from samvag.ops import places
from samvag.ops.embedded import binaries, cluster
from samvag.ops.embedded.account import Account, server_account
from samvag.ops.errors import Hindered, gettext_noop, reason

SECONDS_TO_START = 300
"""Recovery after a kill replays what was written since the last checkpoint; stopped at five minutes."""
SECONDS_TO_LEAVE = 30
SECONDS_IN_LINE = 330
LOG_KEPT = 10_000_000

NOT_STARTED = gettext_noop(
    "Databasen startade inte (%(reason)s): läs %(log)s, rätta felet och kör igen; dina uppgifter är"
    " kvar i %(data)s."
)
STILL_THERE = gettext_noop(
    "En gammal databasprocess (nummer %(pid)s) finns kvar: avsluta den med kill %(pid)s och kör igen."
)
SLOW_LINE = gettext_noop(
    "Någon annan har försökt starta databasen i %(seconds)s sekunder: vänta och kör igen, eller läs %(log)s."
)
NOT_STOPPED = gettext_noop(
    "Databasen stannade inte (%(reason)s): vänta tills arbetet i den är klart och kör igen."
)


def log() -> Path:
    return cluster.folder() / "log"


def running_pid() -> int | None:
    """The ready server's process, or None. Reads two small files, so it may be asked before every command."""
    pid, state = _postmaster()
    return pid if state == "ready" and (places.socket_folder() / places.SOCKET_FILE).exists() else None


def ensure_running() -> bool:
    """Starts the server unless it runs; True when this call started it. It is left running."""
    if running_pid():
        return False
    places.make_folder(places.var())
    with _alone():
        if running_pid():
            return False
        account = server_account(cluster.data())
        programs = binaries.for_server(account)
        cluster.make(account, programs)
        if _settle(account, programs):
            return False
        cluster.configure(account, programs)
        _start(account, programs)
    return True


def stop() -> bool:
    """Stops the server in order, ending whoever is connected; False when none ran."""
    if not running_pid() and not _processes():
        return False
    places.make_folder(places.var())
    with _alone():
        account = server_account(cluster.data())
        command = ["stop", "-m", "fast", "-w", "-s", "-t", str(SECONDS_TO_LEAVE)]
        done = _pg_ctl(account, binaries.for_server(account), *command)
        if done.returncode and _processes():
            raise Hindered(NOT_STOPPED, reason=done.stderr.strip().splitlines()[-1:])
    return True


def _start(account: Account, programs: binaries.Binaries) -> None:
    """Waits until it answers. On failure the log says why."""
    before = _turn_log()
    try:
        done = _pg_ctl(account, programs, "start", "-w", "-s", "-t", str(SECONDS_TO_START), "-l", str(log()))
    except OSError as error:
        raise Hindered(NOT_STARTED, reason=reason(error), log=log(), data=cluster.data()) from error
    if done.returncode:
        with log().open(errors="replace") as lines:
            lines.seek(before)
            failed = [line.split("  ", 1)[-1].strip() for line in lines if "FATAL" in line or "PANIC" in line]
        said = (failed or done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise Hindered(NOT_STARTED, reason=said, log=log(), data=cluster.data())


def _turn_log() -> int:
    """Keeps one old log; returns where this start's lines begin."""
    if not log().exists():
        return 0
    if log().stat().st_size > LOG_KEPT:
        log().replace(log().with_suffix(".old"))
        return 0
    return log().stat().st_size


def _pg_ctl(account: Account, programs: binaries.Binaries, *words: str) -> subprocess.CompletedProcess[str]:
    command = [programs.program("pg_ctl"), *words, "-D", str(cluster.data())]
    return subprocess.run(command, check=False, capture_output=True, text=True, **account.for_subprocess())


def _is_ours(pid: int) -> bool:
    """A living process of this cluster. A zombie has no command line, and a reused number has another."""
    try:
        said = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return os.fsencode(cluster.data()) in said.split(b"\0") or f": {cluster.cluster_name()}:".encode() in said


def _processes() -> list[int]:
    return [int(at.name) for at in Path("/proc").iterdir() if at.name.isdecimal() and _is_ours(int(at.name))]


def _postmaster() -> tuple[int | None, str]:
    """The living server's process and its own word for its state: starting, ready, stopping."""
    try:
        lines = (cluster.data() / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None, ""
    return (pid, lines[7].strip() if len(lines) > 7 else "starting") if _is_ours(pid) else (None, "")


def _settle(account: Account, programs: binaries.Binaries) -> bool:
    """Waits until a starting server is there (True), or a dying one is gone with its lock files.

    PostgreSQL takes a zombie, or another program that got the old number, for a server that still runs.
    """
    began = time.monotonic()
    while left := _processes():
        pid, state = _postmaster()
        if running_pid():
            return True
        if state == "ready":  # somebody took its socket away: nobody can reach it
            _pg_ctl(account, programs, "stop", "-m", "fast", "-s", "-t", str(SECONDS_TO_LEAVE))
        if time.monotonic() - began > (SECONDS_TO_START if pid else SECONDS_TO_LEAVE):
            raise Hindered(STILL_THERE, pid=left[0])
        time.sleep(0.02)
    (cluster.data() / "postmaster.pid").unlink(missing_ok=True)
    socket = places.socket_folder() / places.SOCKET_FILE
    for file in (socket, socket.with_name(socket.name + ".lock")):
        file.unlink(missing_ok=True)
    return False


@contextmanager
def _alone() -> Iterator[IO[str]]:
    """One start or stop at a time; the lock goes with its process."""
    deadline = time.monotonic() + SECONDS_IN_LINE
    try:
        file = (places.var() / "postgres.lock").open("a")
    except OSError as error:
        raise Hindered(places.NOT_WRITABLE, folder=places.var(), reason=reason(error)) from error
    with file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Hindered(SLOW_LINE, seconds=SECONDS_IN_LINE, log=log()) from None
                time.sleep(0.02)
        yield file
