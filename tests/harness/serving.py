"""The real server beside a test: granian, and the job worker when there are jobs to do, on our clone."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 60
WEB = ("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "2",
       "--no-ws", "--workers-kill-timeout", "5", "--log-level", "warning")  # fmt: skip


@contextmanager
def serving() -> Iterator[str]:
    """Yields the address of a server over the database that SAMVAG_DATABASE_NAME names."""
    port = free_port()
    address = f"http://localhost:{port}"
    with child(*WEB, "--port", str(port), "samvag.config.wsgi:application") as process:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield address


@contextmanager
def working() -> Iterator[None]:
    """The job worker, as `serve` starts it."""
    with child("samvag", "worker"):
        yield


@contextmanager
def child(*words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Ends with the block, by its own id."""
    with subprocess.Popen([sys.executable, "-m", *words], stdin=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server died as it started"
        try:
            with urllib.request.urlopen(address, timeout=SECONDS):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer at {address} within {SECONDS} s")


def wait_for_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "it died as it started"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nobody answers at {port} within {SECONDS} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
