"""The three applications, each served by the same server with as many workers and threads."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine, scratch
from bench.web.facts import Facts
from samvag.ops import databases, places
from samvag.ops.serving.supervisor import Supervisor

WORKERS = 2
SECONDS_TO_START = 60
ADMIN = "bench.admin.settings"


@dataclass(slots=True)
class Application:
    """`more` is added to its environment; `sessions` are keys by person of staff, which bare SQL does not ask for."""

    name: str
    target: str
    database: str
    more: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.port = _free_port()
        words = Supervisor("127.0.0.1", self.port, WORKERS, print).web.words
        command = [sys.executable, "-P", "-m", *words[:-1], self.target]
        with self._log().open("wb") as log:
            environment = scratch.environment(self.database, **self.more)
            self.process = subprocess.Popen(
                command, env=environment, cwd=places.PROJECT, stdout=log, stderr=log
            )
        self._wait()

    def stop(self) -> None:
        if not self.process:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def pid(self) -> int:
        assert self.process
        return self.process.pid

    def memory(self) -> float:
        """MB of the largest worker; the mother process serves nothing."""
        return max(machine.memory_of(pid) for pid in machine.family(self.pid)[1:])

    def _log(self) -> Path:
        return places.var() / f"{self.name}-{self.database}.log"

    def _wait(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(self._log().read_text())


def samvag(database: str, facts: Facts) -> Application:
    return Application(
        "samvag", "samvag.config.wsgi:application", database, sessions=_logins(database, facts)
    )


def admin(database: str, facts: Facts, **kept: str) -> Application:
    """As startproject leaves it: a connection for each request."""
    more = {"DJANGO_SETTINGS_MODULE": ADMIN, "BENCH_DATABASE": where(database), **kept}
    scratch.program("django", "migrate", "--verbosity", "0", database=database, **more)
    sessions = _logins(database, facts, **more)
    return Application("admin", "bench.admin.wsgi:application", database, more, sessions)


def admin_kept(database: str, facts: Facts) -> Application:
    """The same with a pool of connections."""
    made = admin(database, facts, BENCH_KEEPS_CONNECTIONS="1")
    made.name = "admin_kept"
    return made


def bare(database: str, facts: Facts) -> Application:
    return Application("bare", "bench.bare:application", database, {"BENCH_DATABASE": where(database)})


MAKERS: dict[str, Callable[[str, Facts], Application]] = {
    "samvag": samvag, "admin": admin, "admin_kept": admin_kept, "bare": bare,
}  # fmt: skip


def where(database: str) -> str:
    return json.dumps(databases.owner_conninfo(database))


def _logins(database: str, facts: Facts, **more: str) -> dict[str, str]:
    staff = [*(worker.staff for worker in (*facts.readers, *facts.writers)), facts.manager]
    keys = scratch.program(
        "bench.web.logins", *(f"{who}:{facts.unit}" for who in staff), database=database, **more
    )
    return dict(zip(staff, keys.split(), strict=True))


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]
