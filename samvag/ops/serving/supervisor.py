"""Keeps web server, job worker and embedded database alive until it is told to stop."""

import http
import http.client
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from samvag.kernel.errors import Refused
from samvag.ops import databases, hooks, install, places
from samvag.ops.embedded import server
from samvag.ops.errors import Hindered, gettext_noop
from samvag.ops.serving import address
from samvag.ops.serving.child import Child

TICK = 0.1
"""Seconds between looks: how long a killed database can go unseen."""
DEATHS_ALLOWED = 5
PAUSE_AFTER_REFUSAL = 5.0

SERVES = gettext_noop("Samväg svarar på %(url)s (avsluta med Ctrl-C; databasen stannar med samvag db stop).")
NO_WEB = gettext_noop("Webbservern dör så fort den startar: läs felet ovanför, rätta det och kör igen.")
DATABASE_DIED = gettext_noop("Databasen hade stannat och startades igen.")


class Supervisor:
    def __init__(self, host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
        self.host, self.port, self.say = host, port, say
        web = [
            "granian",
            "--interface",
            "wsgi",
            "--host",
            host,
            "--port",
            str(port),
            "--workers",
            str(workers),
        ]
        web += [
            "--blocking-threads",
            str(databases.THREADS),
            "--backlog",
            "512",
            "--no-ws",
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            "5",  # seconds; what somebody never ends sending must not keep a process alive
        ]
        self.web = Child(*web, "--log-level", "warning", "samvag.config.wsgi:application")
        self.jobs = Child("samvag", "worker")
        self._stop = threading.Event()
        self._greeted = False
        self._next_try = 0.0

    def run(self) -> None:
        with address.only_server(self.host, self.port):
            address.require_free(self.host, self.port)
            _count_anew()
            with self._told_to_stop():
                try:
                    while not self._stop.wait(TICK):
                        self._look()
                finally:
                    self._end()

    def _look(self) -> None:
        self._keep_database()
        self.web.keep_alive()
        if self.web.deaths > DEATHS_ALLOWED:
            raise Hindered(NO_WEB)
        if self._greeted:
            self.jobs.keep_alive()  # only then: the first page is more urgent on a small machine
        elif self._answers():
            self._greet()

    def _keep_database(self) -> None:
        if not databases.embedded() or server.running_pid() or time.monotonic() < self._next_try:
            return
        try:
            server.ensure_running()
            self.say(str(Hindered(DATABASE_DIED)))
            self.jobs.end()  # it listens on a connection that is gone; a new one starts
        except Refused as refusal:
            self.say(str(refusal))
            self._next_try = time.monotonic() + PAUSE_AFTER_REFUSAL

    def _answers(self) -> bool:
        host = address.reach(self.host)
        connection = http.client.HTTPConnection(host, self.port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _greet(self) -> None:
        self._greeted = True
        print(str(Hindered(SERVES, url=address.url(self.host, self.port))), flush=True)
        for lines in hooks.GREETINGS:
            print("\n".join(lines()), flush=True)
        install.let_go()

    def _end(self) -> None:
        for child in (self.web, self.jobs):
            child.end()
        for child in (self.web, self.jobs):
            child.wait()

    @contextmanager
    def _told_to_stop(self) -> Iterator[None]:
        told = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, lambda *_: self._stop.set()) for number in told}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _count_anew() -> None:
    """An empty folder in which each web process keeps its counts (`samvag.config.metrics`)."""
    folder = places.var() / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(places.make_folder(folder))
