"""A program that the supervisor starts, starts again when it dies, and ends by its own id."""

import math
import os
import signal
import subprocess
import sys
import time

from samvag.ops import places

SECONDS_TO_LEAVE = 10.0
STEADY = 20.0
"""Seconds a child must have lived for its next death to be seen as the first."""
LONGEST_PAUSE = 15.0


class Child:
    def __init__(self, *words: str) -> None:
        self.words = words
        self.deaths = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._next_start = 0.0
        self._started = 0.0
        self._told_to_leave = math.inf

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def keep_alive(self) -> None:
        """Starts it when it does not run, with longer and longer pauses when it keeps dying."""
        now = time.monotonic()
        if self.pid is not None:
            self._hurry(now)
            return
        if self._process is not None:
            self._process = None
            if self._told_to_leave == math.inf:
                self.deaths = 1 if now - self._started > STEADY else self.deaths + 1
                self._next_start = now + min(0.25 * 2**self.deaths, LONGEST_PAUSE)
        if now >= self._next_start:
            self._start(now)

    def end(self) -> None:
        """Tells it to leave; `keep_alive` then starts a new one, `wait` does not."""
        if self._process is not None and self.pid is not None:
            self._process.terminate()
            self._told_to_leave = time.monotonic()

    def wait(self) -> None:
        while self.pid is not None:
            self._hurry(time.monotonic())
            time.sleep(0.02)

    def _hurry(self, now: float) -> None:
        if self._process is not None and now - self._told_to_leave > SECONDS_TO_LEAVE:
            os.killpg(self._process.pid, signal.SIGKILL)  # with what it started

    def _start(self, now: float) -> None:
        python = [sys.executable, "-P", "-m"]
        leash = [*python, "samvag.ops.serving.leash", str(os.getpid())]
        search = os.pathsep.join(filter(None, [str(places.PROJECT), os.environ.get("PYTHONPATH")]))
        self._started, self._told_to_leave = now, math.inf
        self._process = subprocess.Popen(
            [*leash, *python, *self.words],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search},
            start_new_session=True,  # so that Ctrl-C reaches the supervisor alone, which ends them in order
        )
