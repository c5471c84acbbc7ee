"""`samvag import participations LIST --unit U --report R.json`, as somebody at the keyboard runs it."""

import itertools
import json
import os
import pty
import subprocess
import sys
import threading
import time
from pathlib import Path

from bench import scratch
from bench.import_lists.acts import Act
from bench.import_lists.measuring import cost_of
from samvag.ops import places


def bring_in(what: str, path: Path, unit: str, database: str, postmaster: int) -> Act:
    """Its standard error is a terminal's, so that it shows how far it has come; each showing is counted."""
    report = path.with_suffix(".report.json")
    words = ["import", "participations", str(path), "--unit", unit, "--report", str(report)]
    ours, theirs = pty.openpty()
    shown: list[float] = []
    watcher = threading.Thread(target=_read_all, args=(ours, shown))
    running: list[int] = []
    with cost_of(lambda: running, postmaster) as cost:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "samvag", *words],
            env=scratch.environment(database), cwd=places.PROJECT, stdout=subprocess.DEVNULL, stderr=theirs,
        )  # fmt: skip
        running.append(process.pid)
        os.close(theirs)
        watcher.start()
        _pid, status, used = os.wait4(process.pid, 0)
        cost.program = used.ru_utime + used.ru_stime
    watcher.join()
    if status:
        raise RuntimeError(f"{' '.join(words)}: {os.waitstatus_to_exitcode(status)}")
    counts = json.loads(report.read_text())
    return Act(what, cost, counts["accepted"], counts["refused"], _longest(shown))


def _read_all(terminal: int, shown: list[float]) -> None:
    while True:
        try:
            if not os.read(terminal, 4096):
                return
        except OSError:  # the other end is closed
            return
        shown.append(time.perf_counter())


def _longest(shown: list[float]) -> float:
    """Seconds without a sign of life."""
    return max((after - before for before, after in itertools.pairwise(shown)), default=0.0)
