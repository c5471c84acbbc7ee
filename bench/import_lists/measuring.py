"""What one act costs: seconds on the clock, CPU of program and PostgreSQL, and the most memory that all had at once."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench import machine

EVERY = 0.2
"""Seconds between looks at the memory."""


@dataclass(slots=True)
class Cost:
    """Seconds, and MB at the peak (PSS: what is shared is counted once)."""

    wall: float = 0.0
    program: float = 0.0
    database: float = 0.0
    program_memory: float = 0.0
    database_memory: float = 0.0


@contextmanager
def cost_of(roots: Callable[[], Sequence[int]], postmaster: int) -> Iterator[Cost]:
    """`roots` are asked for at each look, since a command is started within the block. Its CPU its starter adds."""
    cost, over = Cost(), threading.Event()
    looker = threading.Thread(target=_look, args=(cost, roots, postmaster, over))
    began = time.perf_counter()
    looker.start()
    try:
        with machine.cpu_of(roots()) as program, machine.cpu_of([postmaster]) as database:
            yield cost
    finally:
        over.set()
        looker.join()
    cost.wall = time.perf_counter() - began
    cost.program += program.seconds
    cost.database = database.seconds


def _look(cost: Cost, roots: Callable[[], Sequence[int]], postmaster: int, over: threading.Event) -> None:
    while not over.wait(EVERY):
        cost.program_memory = max(cost.program_memory, sum(_memory(root) for root in roots()))
        cost.database_memory = max(cost.database_memory, _memory(postmaster))


def _memory(root: int) -> float:
    return sum(_of_one(pid) for pid in machine.family(root))


def _of_one(pid: int) -> float:
    try:
        return machine.memory_of(pid)
    except (OSError, StopIteration):  # it ended while we looked
        return 0.0
