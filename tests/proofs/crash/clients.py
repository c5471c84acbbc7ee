"""Clients that write notes, contacts and steps through the pages, and remember what they were answered for."""

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

TOKEN = "a" * 32
TODAY = date.today().isoformat()  # noqa: DTZ011 – as the pages' own clock
NEXT_WEEK = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011
#: What is written by which page, and in which column it then stands.
PAGES = {
    "note/": ("cases_note", "text", {"category": "planning"}),
    "contact/": (
        "cases_contact", "line",
        {"channel": "PHONE", "later": "", "on": TODAY, "direction": "OUT", "reached": "yes"},
    ),
    "step/": ("cases_step", "what", {"due_on": NEXT_WEEK, "doer": "PERSON", "category": "planning"}),
}  # fmt: skip
numbers = count(1)


def ready(port: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (OSError, urllib.error.HTTPError):
            time.sleep(0.1)
    raise AssertionError(f"not ready within {seconds} s")


class Clients:
    def __init__(self, port: int, stage: str) -> None:
        self.port = port
        self.acknowledged: list[tuple[str, str, str]] = []
        """Table, column and text of everything that was answered for."""
        self.begun_and_answered = (0.0, 0.0)
        """When the latest write that was answered for began and ended."""
        self.refused: dict[int, int] = {}
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._writes, args=(one,), daemon=True) for one in json.loads(stage)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            if thread.ident:
                thread.join(30)

    def answered_since(self, moment: float) -> bool:
        """Whether a write that began after that has been answered for."""
        return self.begun_and_answered[0] > moment

    def _writes(self, who: dict[str, str]) -> None:
        while not self._over.is_set():
            for page in PAGES:
                self._one(who, page)

    def _one(self, who: dict[str, str], page: str) -> None:
        table, column, more = PAGES[page]
        text, begun = f"Rad {next(numbers)} om vägen", time.monotonic()
        try:
            status = self._post(who, page, {column: text, **more})
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            return
        if status == 302:
            self.acknowledged.append((table, column, text))
            self.begun_and_answered = (begun, time.monotonic())
        else:
            self.refused[status] = self.refused.get(status, 0) + 1
            time.sleep(0.05)

    def _post(self, who: dict[str, str], page: str, fields: dict[str, Any]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            head = {
                "Cookie": f"sessionid={who['session']}; csrftoken={TOKEN}",
                "Content-Type": "application/x-www-form-urlencoded", "Host": f"localhost:{self.port}",
            }  # fmt: skip
            connection.request(
                "POST", who["path"] + page, urlencode({**fields, "csrfmiddlewaretoken": TOKEN}), head
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()
