"""The pages: upload, preview, ask for it, follow it until the worker has brought it in, undo."""

import itertools
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import scratch
from bench.import_lists.acts import Act
from bench.import_lists.measuring import cost_of
from bench.web.applications import Application
from bench.web.loading import Answer, Connection
from samvag.ops import places

TOKEN = "b" * 32
BOUNDARY = "b0undary"
POLLED = 1.0
"""Seconds between looks, as the page does it."""
WAITS = b'hx-trigger="every'
DONE, UNDONE = "Inlästa", "Inläsningen är ångrad"
COUNTS = re.compile(r"<dt>([^<]*)</dt>\s*<dd[^>]*>([^<]*)</dd>")
PROGRESS = re.compile(rb"<progress[^>]*\bvalue=\"(\d+)\"")


@dataclass(slots=True)
class Pages:
    application: Application
    worker: "subprocess.Popen[bytes]"
    manager: str
    postmaster: int
    preview: Answer | None = None

    def roots(self) -> list[int]:
        return [self.application.pid, self.worker.pid]

    def get(self, path: str) -> Answer:
        return self._ask(f"GET {path}", b"", "")

    def post(self, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded") -> str:
        """Where the answer sends one."""
        answer = self._ask(f"POST {path}", body or f"csrfmiddlewaretoken={TOKEN}".encode(), kind)
        if answer.status != 302:
            raise RuntimeError(f"{path}: {answer.status} {answer.body[:2000]!r}")
        return path

    def _ask(self, first: str, body: bytes, kind: str) -> Answer:
        connection = Connection(self.application.port)
        cookie = f"sessionid={self.application.sessions[self.manager]}; csrftoken={TOKEN}"
        lines = [f"{first} HTTP/1.1", "Host: localhost", "Accept-Language: sv", f"Cookie: {cookie}"]
        if kind:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        try:
            return connection.ask("\r\n".join([*lines, "", ""]).encode() + body)
        finally:
            connection.close()


@contextmanager
def served(database: str, manager: str, unit: str, postmaster: int) -> Iterator[Pages]:
    keys = scratch.program("bench.web.logins", f"{manager}:{unit}", database=database).split()
    application = Application(
        "lists", "samvag.config.wsgi:application", database, sessions={manager: keys[0]}
    )
    application.start()
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "samvag", "worker"],
        env=scratch.environment(database), cwd=places.PROJECT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Pages(application, worker, manager, postmaster)
    finally:
        worker.terminate()
        worker.wait(30)
        application.stop()


def bring_in(what: str, path: Path, pages: Pages) -> tuple[str, list[Act]]:
    """The list's address; and the acts: up to the preview, and from the button to the outcome."""
    with cost_of(pages.roots, pages.postmaster) as looking:
        pages.post("/listor/", _upload(path), f"multipart/form-data; boundary={BOUNDARY}")
        address = re.findall(rb'href="(/listor/[0-9a-f-]{36}/)"', pages.get("/listor/").body)[0].decode()
        if b"/las-in/" not in pages.get(address).body:
            raise RuntimeError("no preview")
    seen: list[tuple[float, bytes]] = []
    with cost_of(pages.roots, pages.postmaster) as bringing:
        pages.post(f"{address}las-in/")
        while WAITS in (page := pages.get(address).body):
            seen.append((time.perf_counter(), b"".join(PROGRESS.findall(page))))
            time.sleep(POLLED)
    accepted, refused = _counts(page.decode())
    return address, [
        Act(f"{what}: upload and preview", looking, 0, 0),
        Act(f"{what}: brought in", bringing, accepted, refused, _longest(seen)),
    ]


def undo(pages: Pages, address: str) -> Act:
    with cost_of(pages.roots, pages.postmaster) as cost:
        pages.post(f"{address}angra/")
        while UNDONE not in pages.get(address).body.decode():
            time.sleep(POLLED)
    return Act("page, undone", cost, 0, 0)


def _upload(path: Path) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n',
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n',
    ]
    return "".join(parts).encode() + path.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()


def _counts(page: str) -> tuple[int, int]:
    counts = {name: int(re.sub(r"\D", "", number) or 0) for name, number in COUNTS.findall(page)}
    return counts[DONE], counts["Med fel"]


def _longest(seen: list[tuple[float, bytes]]) -> float:
    """Seconds for which the figure on the page stood still."""
    longest = since = 0.0
    for before, after in itertools.pairwise(seen):
        since = 0.0 if before[1] != after[1] else since
        since += after[0] - before[0]
        longest = max(longest, since)
    return longest
