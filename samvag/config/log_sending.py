"""What the service says of itself, sent on as it is said: syslog over TLS (RFC 5425) to what `SAMVAG_LOG_TO` names.

Whoever has got into the program can then not take back what it has said. The lines stand on the process's own errors
too. Nobody waits for the receiver: a line is put in a queue, and a thread of its own sends it. While the receiver is
away the first lines wait, so that what came after cannot push them out; those that find no room are counted.
"""

import logging
import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from queue import Full, Queue
from typing import Any
from urllib.parse import urlsplit

from samvag.config.logs import Json
from samvag.kernel.security import logger as of_watch
from samvag.kernel.security import tell
from samvag.ops.errors import Hindered, gettext_noop, reason

PORT = 6514
ROOM = 10_000
#: To answer in; between tries, doubled each time; for what is left when the process ends.
SECONDS, FIRST_PAUSE, LONGEST_PAUSE, LAST_CALL = 10.0, 1.0, 60.0, 2.0
AUTHPRIV, LOCAL0 = 10, 16
SEVERITIES = {"DEBUG": 7, "INFO": 6, "WARNING": 4, "ERROR": 3, "CRITICAL": 2}

NO_ADDRESS = gettext_noop("SAMVAG_LOG_TO är %(given)s: skriv tls://värdnamn eller tls://värdnamn:port.")
NO_FILE = gettext_noop(
    "Filen %(file)s i %(name)s går inte att använda (%(reason)s): den ska vara i PEM-format."
)


def handlers() -> dict[str, Any]:
    """For the settings; none when no receiver is named."""
    if not (given := os.environ.get("SAMVAG_LOG_TO", "")):
        return {}
    to = urlsplit(given)
    if to.scheme != "tls" or not to.hostname or to.path.strip("/"):
        raise Hindered(NO_ADDRESS, given=given)
    return {"away": {"()": Sent, "host": to.hostname, "port": to.port or PORT, "trust": trust()}}


def trust() -> ssl.SSLContext:
    """Whose certificates are believed (`SAMVAG_LOG_CA`, else the system's), and our own (`SAMVAG_LOG_CERT`)."""
    believed, own = (os.environ.get(name) or None for name in ("SAMVAG_LOG_CA", "SAMVAG_LOG_CERT"))
    try:
        file, name = believed, "SAMVAG_LOG_CA"
        context = ssl.create_default_context(cafile=believed)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if own:
            file, name = own, "SAMVAG_LOG_CERT"
            context.load_cert_chain(own)
    except OSError as error:
        raise Hindered(NO_FILE, file=file, name=name, reason=reason(error)) from error
    return context


class Syslog(Json):
    """RFC 5424, with the JSON of a line as its message, and how long it is before it (RFC 5425)."""

    def framed(self, record: logging.LogRecord) -> bytes:
        facility = AUTHPRIV if record.name == of_watch.name else LOCAL0
        urgency = facility * 8 + SEVERITIES.get(record.levelname, 5)
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = getattr(record, "facts", {}).get("event", "-")
        head = f"<{urgency}>1 {at} {socket.gethostname()} samvag {record.process} {event[:32]} -"
        line = f"{head} {self.format(record)}".encode()
        return b"%d %s" % (len(line), line)


class Sent(logging.Handler):
    def __init__(self, host: str, port: int, trust: ssl.SSLContext) -> None:
        super().__init__()
        self.writer = Syslog()
        self.receiver = Receiver(host, port, trust)
        self.process = 0

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.process != os.getpid():  # also in a worker that is split off from where this was read
                self._begin()
            self.lines.put_nowait(self.writer.framed(record))
        except Full:
            self.lost += 1
        except Exception:
            self.handleError(record)

    def _begin(self) -> None:
        self.process, self.lost, self.away = os.getpid(), 0, False
        self.lines: Queue[bytes] = Queue(ROOM)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._send_all, name="log-sending", daemon=True)
        self.thread.start()

    def _send_all(self) -> None:
        while not self.ended.is_set():
            line, pause = self.lines.get(), FIRST_PAUSE
            while not self.ended.is_set() and (fault := self.receiver.refuses(line)):
                if not self.away:
                    self.away = True
                    tell("log.away", to=self.receiver.host, fault=fault)
                self.ended.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            self.lines.task_done()
            if self.away and self.lines.empty():  # then there is room to tell the receiver too
                self.away, lost, self.lost = False, self.lost, 0
                tell("log.back", to=self.receiver.host, lost=lost)
        self.receiver.close()

    def flush(self) -> None:
        """As the process ends: what is said last is sent as well, if the receiver is there."""
        until = time.monotonic() + LAST_CALL
        while self.process == os.getpid() and self.lines.unfinished_tasks and time.monotonic() < until:
            if self.away:
                return
            time.sleep(0.01)

    def close(self) -> None:
        """The thread is let go with its next line, or in its pause."""
        if self.process == os.getpid():
            self.ended.set()
            with suppress(Full):
                self.lines.put_nowait(b"")
        super().close()


class Receiver:
    """The connection, made when there is something to send."""

    def __init__(self, host: str, port: int, trust: ssl.SSLContext) -> None:
        self.host, self.port, self.trust = host, port, trust
        self.link: ssl.SSLSocket | None = None

    def refuses(self, line: bytes) -> str:
        """By what kind of fault; empty when it is sent."""
        try:
            if self.link is None or self._hung_up():
                self._connect()
            self.link.sendall(line)  # type: ignore[union-attr]
        except OSError as error:
            self.close()
            return type(error).__name__
        return ""

    def _connect(self) -> None:
        self.close()
        plain = socket.create_connection((self.host, self.port), SECONDS)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        try:
            self.link = self.trust.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise

    def _hung_up(self) -> bool:
        """A receiver that has gone says so only to whoever listens."""
        link: Any = self.link
        link.settimeout(0)
        try:
            return link.recv(1) == b""
        except ssl.SSLWantReadError:
            return False
        finally:
            link.settimeout(SECONDS)

    def close(self) -> None:
        if self.link is not None:
            self.link.close()
            self.link = None
