"""A program that the supervisor starts, starts again when it dies, and ends by its own id."""

import os
import subprocess
import sys
import time

from samvag.ops import places

SECONDS_TO_LEAVE = 10.0
STEADY = 20.0
"""Seconds a child must have lived for its next death to be seen as the first."""
LONGEST_PAUSE = 15.0


class Child:
    def __init__(self, name: str, *words: str) -> None:
        self.name, self.words = name, words
        self.deaths = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._next_start = 0.0
        self._started = 0.0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def keep_alive(self) -> None:
        """Starts it when it does not run, with longer and longer pauses when it keeps dying."""
        now = time.monotonic()
        if self.pid is not None:
            return
        if self._process is not None:
            self._process = None
            self.deaths = 1 if now - self._started > STEADY else self.deaths + 1
            self._next_start = now + min(0.25 * 2**self.deaths, LONGEST_PAUSE)
        if now >= self._next_start:
            self._start(now)

    def end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self) -> None:
        """After `end`: it gets its time, then no more."""
        if self._process is None:
            return
        try:
            self._process.wait(SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self, now: float) -> None:
        python = [sys.executable, "-P", "-m"]
        leash = [*python, "samvag.ops.serving.leash", str(os.getpid())]
        search = os.pathsep.join(filter(None, [str(places.PROJECT), os.environ.get("PYTHONPATH")]))
        self._started = now
        self._process = subprocess.Popen(
            [*leash, *python, *self.words],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search},
            start_new_session=True,  # so that Ctrl-C reaches the supervisor alone, which ends them in order
        )
