"""Rounds over every page of every application, in turn, so that whatever else the machine does disturbs all alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench import machine
from bench.web import pages
from bench.web.applications import Application
from bench.web.loading import load, percentile
from bench.web.stage import WARMING, Stage

MANY = 8
#: Asked for so many times as often: the system tells CPU time in hundredths of a second, and bare SQL takes one.
OFTEN = {"bare": 10}


@dataclass(slots=True)
class Figures:
    """Of one page in one application: CPU milliseconds a request, and how long each took with 1 and 8 clients."""

    application: float = 0.0
    database: float = 0.0
    requests: int = 0
    alone: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        return (self.application + self.database) / self.requests

    @property
    def parts(self) -> tuple[float, float]:
        return self.application / self.requests, self.database / self.requests

    def times(self) -> list[float]:
        """p50 and p95 with one client, then with eight."""
        return [percentile(seconds, per_cent) for seconds in (self.alone, self.many) for per_cent in (50, 95)]


Measured = dict[tuple[int, str, str], Figures]
"""By people, page and application."""


def measure(
    stages: Sequence[Stage], postmaster: int, rounds: int, each: int, warming: int = WARMING
) -> Measured:
    found: Measured = {}
    for stage in stages:
        stage.warm(warming)
    for number in range(1, rounds + 1):
        print(f"Round {number} of {rounds} …", flush=True)
        for page in pages.TITLES:
            for stage in stages:
                for application in stage.applications:
                    if page in pages.of(application):
                        one = found.setdefault((stage.people, page, application.name), Figures())
                        _block(one, stage, application, page, postmaster, each)
    return found


def _block(
    one: Figures, stage: Stage, application: Application, page: str, postmaster: int, each: int
) -> None:
    each *= OFTEN.get(application.name, 1)
    asked = stage.requests(application, page, each)
    with machine.cpu_of([application.pid]) as ours, machine.cpu_of([postmaster]) as database:
        one.alone += load(application.port, asked, 1)
    one.application += 1000 * ours.seconds
    one.database += 1000 * database.seconds
    one.requests += each
    stage.settle(application, page)
    one.many += load(application.port, asked, MANY)
    stage.settle(application, page)


def mixed(stage: Stage, application: Application, requests: int) -> list[float]:
    """p50, p95 and p99 of a day's mix with eight clients."""
    asked = pages.mix(application, stage.facts, requests)
    seconds = load(application.port, pages.shuffled(asked), MANY)
    stage.settle(application, pages.NOTE)
    return [percentile(seconds, per_cent) for per_cent in (50, 95, 99)]
