"""Fills, serves, measures in turn and prints."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack

from bench import machine, scratch
from bench.web import applications, figures, pages
from bench.web.measuring import measure, mixed
from bench.web.stage import Stage, counted, staged

SIZES = (1_000, 100_000)
MIXED = 400


def main(words: Sequence[str]) -> int:
    given = _wishes(words)
    with scratch.running() as postmaster:
        try:
            with ExitStack() as stack:
                stages = [stack.enter_context(staged(people, given.by)) for people in given.people]
                print(machine.line(), flush=True)
                _measured(stages, postmaster, given)
        finally:
            if not given.keep:
                scratch.drop(*(f"bench_{people}{kind}" for people in given.people for kind in ("", "_plain")))
    return 0


def _wishes(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser("python -m bench web", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--by", nargs="+", default=list(applications.MAKERS), choices=list(applications.MAKERS)
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often every page is measured in turn")
    parser.add_argument(
        "--each", type=int, default=20, help="requests a page and round, with one client and with eight"
    )
    parser.add_argument("--keep", action="store_true", help="leaves the filled databases for the next time")
    return parser.parse_args(words)


def _measured(stages: Sequence[Stage], postmaster: int, given: Namespace) -> None:
    measured = measure(stages, postmaster, given.rounds, given.each)
    print("\n" + figures.of_pages(measured), flush=True)
    if "samvag" in given.by:
        print("\n" + figures.of_ratios(measured, given.people), flush=True)
    served = [(stage, application) for stage in stages for application in stage.applications]
    times = {
        (stage.people, application.name): mixed(stage, application, MIXED)
        for stage, application in served
        if set(pages.MIX) <= set(pages.of(application))
    }
    print("\n" + figures.of_mix(times))
    memory = {(stage.people, application.name): application.memory() for stage, application in served}
    print("\n" + figures.of_memory(memory), flush=True)
    statements = {
        (stage.people, application.name): counted(stage, application) for stage, application in served
    }
    print("\n" + figures.of_statements(statements))
    print("\n" + machine.line())
