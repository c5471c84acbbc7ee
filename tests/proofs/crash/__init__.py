"""kill -9 of the database, the web server and the worker while clients write: what was answered for is there.

The installation is one of its own, served as anybody serves it (`samvag serve`), on the embedded database.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from samvag.ops import install
from samvag.ops.embedded import server
from tests.harness.serving import free_port
from tests.proofs.crash.clients import Clients, ready
from tests.proofs.crash.tables import Found, lost_and_unlogged

OTHERS = ("SAMVAG_DATABASE_URL", "SAMVAG_DATABASE_NAME", "SAMVAG_ROLE_PREFIX", "SAMVAG_PORT", "SAMVAG_HOST")
SECONDS = 120
ROOT = Path(__file__).resolve().parents[3]


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("crash")
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    with installation():
        found = prove(
            given.cycles, given.clients, Random(given.seed), say=lambda line: print(line, flush=True)
        )
    print(f"acknowledged writes: {found.acknowledged:,}, of which lost {found.lost} (goal 0)")
    print(
        f"rows {found.rows:,}, without log {found.unlogged} (goal 0); log entries without row {found.rowless}"
    )
    print(
        f"longest recovery {found.longest:.1f} s, median {found.median:.1f} s; {found.verified}", flush=True
    )
    return 1 if found.lost or found.unlogged or found.verified.count("0 fel") == 0 else 0


@contextmanager
def installation() -> Iterator[Path]:
    """An empty one, that the server's user can reach; removed with its server afterwards."""
    above = Path(tempfile.mkdtemp(prefix="samvag-crash-"))
    above.chmod(0o755)
    before = {name: os.environ.pop(name, None) for name in OTHERS} | {
        "SAMVAG_VAR": os.environ.get("SAMVAG_VAR")
    }
    os.environ["SAMVAG_VAR"] = str(above / "var")
    try:
        yield above
    finally:
        server.stop()
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ.update({name: value} if value is not None else {})
        shutil.rmtree(above)


def prove(cycles: int, clients: int, rng: Random, say: Callable[[str], None]) -> Found:
    program("migrate")
    stage = program("tests.proofs.stage", str(clients))
    served = Served()
    writing = Clients(served.port, stage.stdout)
    recoveries: list[float] = []
    try:
        served.start()
        ready(served.port, SECONDS)
        writing.start()
        for cycle in range(cycles):
            time.sleep(rng.uniform(0.2, 1.0))
            killed = served.kills(list(WHOM)[cycle % len(WHOM)], rng)
            begun = time.monotonic()
            served.recovers(writing)
            recoveries.append(time.monotonic() - begun)
            if cycle % 50 == 49 or recoveries[-1] > 20:
                say(
                    f"{cycle + 1} cycles, {len(writing.acknowledged):,} acknowledged, {killed}: {recoveries[-1]:.1f} s"
                )
    finally:
        writing.stop()
        served.stop()
    with install.connect() as owner:
        found = lost_and_unlogged(owner, writing.acknowledged, recoveries)
    program("audit", "seal")
    return found._replace(verified=program("audit", "verify").stdout.strip().splitlines()[-1])


class Served:
    """`samvag serve`, started anew when it is gone, as the system's own service keeper does it."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (Path(os.environ["SAMVAG_VAR"]) / "serve.log").open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "samvag", "serve", "--port", str(self.port), "--workers", "1"],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=ROOT,
            )  # fmt: skip

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def kills(self, what: str, rng: Random) -> str:
        assert self.process
        below = children(self.process.pid)
        chosen = WHOM[what](self.process.pid, below, rng)
        for pid in chosen:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        return f"{what} ({len(chosen)})"

    def recovers(self, writing: Clients) -> None:
        """Until somebody's new write has been answered for."""
        until, before = time.monotonic() + SECONDS, writing.begun_and_answered
        asked = time.monotonic()
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                self.start()
            if writing.answered_since(asked):
                return
            time.sleep(0.02)
        raise AssertionError(
            f"nothing was written for {SECONDS} s after a kill ({before}, {writing.refused})"
        )


def children(parent: int) -> dict[int, str]:
    """Process and command line of everything below."""
    found: dict[int, str] = {}
    for at in Path("/proc").iterdir():
        try:
            above = int((at / "stat").read_text().rpartition(")")[2].split()[1])
            line = (at / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError, IndexError):
            continue
        if at.name.isdecimal() and above == parent:
            found |= {int(at.name): line, **children(int(at.name))}
    return found


def _database(_serve: int, _below: dict[int, str], _rng: Random) -> list[int]:
    pid = server.running_pid()
    return [pid] if pid else []


def _backend(_serve: int, _below: dict[int, str], rng: Random) -> list[int]:
    """One of the database's own processes: the server then ends all others and recovers by itself."""
    pid = server.running_pid()
    return rng.sample(sorted(children(pid)), 1) if pid and children(pid) else []


def _web(_serve: int, below: dict[int, str], rng: Random) -> list[int]:
    """The process that answers, or the one that keeps it."""
    found = sorted(pid for pid, line in below.items() if "granian" in line)
    return rng.sample(found, 1) if found else []


def _worker(_serve: int, below: dict[int, str], _rng: Random) -> list[int]:
    return [pid for pid, line in below.items() if "samvag worker" in line]


def _together(serve: int, below: dict[int, str], rng: Random) -> list[int]:
    return [*_database(serve, below, rng), *below]


def _all(serve: int, below: dict[int, str], rng: Random) -> list[int]:
    return [serve, *_together(serve, below, rng)]


#: Whom a cycle kills: its own processes alone, by their ids.
WHOM: dict[str, Callable[[int, dict[int, str], Random], list[int]]] = {
    "database": _database, "web": _web, "worker": _worker, "a process of the database": _backend,
    "all under the supervisor": _together, "all": _all,
}  # fmt: skip


def program(*words: str) -> "subprocess.CompletedProcess[str]":
    module = words[:1] if words[0].startswith("tests.") else ("samvag", words[0])
    done = subprocess.run(
        [sys.executable, "-m", *module, *words[1:]], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
