"""`samvag serve`: pages, jobs and database kept alive together, and one clear sentence when it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samvag.ops.embedded import server
from samvag.ops.serving import address
from tests.ops.conftest import Program, only_sentence

SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


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


def worker(parent: int) -> int | None:
    return next((pid for pid, line in children(parent).items() if "samvag worker" in line), None)


@pytest.fixture(scope="module")
def installed(kept: Path) -> None:
    subprocess.run([sys.executable, "-m", "samvag", "migrate"], check=True, capture_output=True)


@pytest.fixture
def serving(installed: None, kept: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The running program and its port."""
    port = free_port()
    command = [sys.executable, "-m", "samvag", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert f"http://localhost:{port}" in process.stdout.readline()
            yield process, port
        finally:
            process.terminate()
            process.communicate(timeout=SECONDS)


def test_it_answers_and_leaves_nothing_behind_when_told_to_stop(
    serving: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = serving
    until(lambda: worker(process.pid))
    assert status(port) == 200
    below = children(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0
    until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in below))
    assert server.running_pid()


def test_nor_when_somebody_never_ends_what_she_sends(serving: tuple[subprocess.Popen[str], int]) -> None:
    process, port = serving
    until(lambda: worker(process.pid))
    below = children(process.pid)
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /konto/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nlogin=")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in below))


def test_nothing_is_left_behind_by_a_kill_either(serving: tuple[subprocess.Popen[str], int]) -> None:
    process, _port = serving
    until(lambda: worker(process.pid))
    below = children(process.pid)
    process.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in below))
    assert address.serving() is None


def test_a_database_killed_under_it_comes_back_without_a_hand(
    serving: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = serving
    until(lambda: worker(process.pid))
    before, jobs = server.running_pid(), worker(process.pid)
    assert before
    os.kill(before, signal.SIGKILL)
    assert status(port) in (200, 503)
    until(lambda: server.running_pid() not in (None, before))
    until(lambda: status(port) == 200)
    until(lambda: worker(process.pid) not in (None, jobs))


def test_a_job_worker_that_dies_is_started_again(serving: tuple[subprocess.Popen[str], int]) -> None:
    process, _port = serving
    until(lambda: worker(process.pid))
    first = worker(process.pid)
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: worker(process.pid) not in (None, first))


def test_a_second_one_beside_it_is_told_where_the_first_is(
    serving: tuple[subprocess.Popen[str], int], samvag: Program
) -> None:
    process, port = serving
    said = only_sentence(samvag("serve", "--port", str(free_port())))
    assert f"redan igång på http://localhost:{port} (process {process.pid})" in said
    assert "SAMVAG_VAR" in said


def test_the_database_is_not_stopped_under_it(
    serving: tuple[subprocess.Popen[str], int], samvag: Program
) -> None:
    process, port = serving
    assert f"avsluta den först med kill {process.pid}" in only_sentence(samvag("db", "stop"))
    assert status(port) == 200


def test_a_port_that_somebody_has_is_refused_with_another_to_try(installed: None, samvag: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = only_sentence(samvag("serve", "--port", str(port)))
    assert f"Port {port} används redan" in said
    assert f"--port {port + 1}" in said


def test_an_address_that_is_not_this_machines_is_refused(installed: None, samvag: Program) -> None:
    assert "välj en annan med --host" in only_sentence(samvag("serve", "--host", "192.0.2.1"))


def test_a_database_behind_the_program_is_not_served(installed: None, samvag: Program) -> None:
    import psycopg

    from samvag.ops import databases

    with psycopg.connect(**databases.owner_conninfo(), autocommit=True) as connection:
        taken = connection.execute(
            "DELETE FROM django_migrations WHERE app = 'sessions' RETURNING app, name, applied"
        )
        rows = taken.fetchall()
        try:
            assert "kör samvag migrate" in only_sentence(samvag("serve", "--port", str(free_port())))
        finally:
            for row in rows:
                connection.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", row
                )


def test_the_lock_file_tells_who_serves(serving: tuple[subprocess.Popen[str], int], kept: Path) -> None:
    process, port = serving
    assert json.loads((kept / "serve.lock").read_text()) == {
        "url": f"http://localhost:{port}",
        "pid": process.pid,
    }
