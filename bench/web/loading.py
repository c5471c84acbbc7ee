"""A small client: keeps its connection, sends ready-made bytes, reads the answer by its length.

It shares the machine with what it measures, so it does as little as it can; its own CPU is not counted.
"""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from statistics import quantiles

SECONDS = 60
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    seconds: float


class WrongAnswer(Exception):
    """A page that is not the page: a figure of it would say nothing."""


class Connection:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> Answer:
        began = time.perf_counter()
        self._socket.sendall(request)
        head, body = self._head()
        length = _length(head)
        pieces, got = [body], len(body)
        while got < length:
            pieces.append(self._some())
            got += len(pieces[-1])
        return Answer(int(head[9:12]), b"".join(pieces), time.perf_counter() - began)

    def close(self) -> None:
        self._socket.close()

    def _head(self) -> tuple[bytes, bytes]:
        found = b""
        while b"\r\n\r\n" not in found:
            found += self._some()
        head, _end, body = found.partition(b"\r\n\r\n")
        return head, body

    def _some(self) -> bytes:
        piece = self._socket.recv(PIECE)
        if not piece:
            raise WrongAnswer("the server closed the connection")
        return piece


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    if head[9:12] in (b"204", b"304"):
        return 0
    raise WrongAnswer(f"an answer without length: {head[:200]!r}")


@dataclass(frozen=True, slots=True)
class Request:
    """`shows` is what the answer must hold, `status` what it must be."""

    data: bytes
    status: int = 200
    shows: bytes = b""

    def parts(self) -> dict[str, str]:
        """For those who ask without a socket."""
        head, _end, body = self.data.decode().partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        method, path, _version = first.split(" ")
        kind, cookie = headers.get("Content-Type", ""), headers.get("Cookie", "")
        return {
            "method": method,
            "path": path,
            "cookie": cookie,
            "type": kind,
            "body": body,
            "status": str(self.status),
        }

    def check(self, answer: Answer) -> None:
        if answer.status != self.status or self.shows not in answer.body:
            raise WrongAnswer(
                f"{answer.status}, not {self.status} with {self.shows!r}: {self.data[:120]!r}\n{answer.body[:2000]!r}"
            )


def load(port: int, requests: Sequence[Request], clients: int) -> list[float]:
    """Sends every request once, divided over so many clients; returns seconds each."""
    turn, seconds = count(), [0.0] * len(requests)
    wrong: list[Exception] = []

    def client() -> None:
        connection = Connection(port)
        try:
            while (number := next(turn)) < len(requests) and not wrong:
                answer = connection.ask(requests[number].data)
                requests[number].check(answer)
                seconds[number] = answer.seconds
        except (OSError, WrongAnswer) as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return seconds


def percentile(seconds: Sequence[float], per_cent: int) -> float:
    """In milliseconds."""
    return 1000 * quantiles(seconds, n=100, method="inclusive")[per_cent - 1]
