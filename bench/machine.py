"""What the figures depend on: the machine; and what they are made of: CPU time and memory of processes, from /proc."""

import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(slots=True)
class Used:
    """CPU seconds between the beginning and the end of a block."""

    seconds: float = 0.0


def line() -> str:
    """One line that every table of figures stands under."""
    named = (text.partition(":")[2].strip() for text in _lines("cpuinfo") if text.startswith("model name"))
    memory = next(int(text.split()[1]) for text in _lines("meminfo") if text.startswith("MemTotal"))
    return (
        f"{date.today().isoformat()}, {next(named, platform.machine())}, {os.cpu_count()} cores, "
        f"{memory / 1024**2:.0f} GB, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


@contextmanager
def cpu_of(roots: Iterable[int]) -> Iterator[Used]:
    """The roots and all that they start. What a child used before it ended stands with its parent."""
    roots, used = list(roots), Used()
    before = _seconds(roots)
    yield used
    used.seconds = _seconds(roots) - before


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for pid, fields in _stats():
        children.setdefault(int(fields[1]), []).append(pid)
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def memory_of(pid: int) -> float:
    """MB, its share of what it shares with others counted in (PSS)."""
    rows = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def _seconds(roots: list[int]) -> float:
    ours = {pid for root in roots for pid in family(root)}
    return sum(sum(map(int, fields[11:15])) for pid, fields in _stats() if pid in ours) / TICKS


def _stats() -> Iterator[tuple[int, list[str]]]:
    """The fields of /proc/PID/stat from the third on: 1 is the parent, 11–14 the times, its ended children's too."""
    for folder in PROC.glob("[0-9]*"):
        try:
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue


def _lines(name: str) -> list[str]:
    return (PROC / name).read_text().splitlines()
