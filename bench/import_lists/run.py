"""Makes lists, brings each in by the command and by the page, again, and undoes it; prints a table."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import machine, scratch
from bench.import_lists import by_command, by_page
from bench.import_lists.acts import Act
from bench.import_lists.made_up import make_list

SIZES = (10_000, 100_000)
KINDS = ("xlsx", "csv")
WAYS = ("command", "page")
GOALS = {10_000: (15, 512), 100_000: (150, 512)}
"""Seconds and megabytes for a list that is brought in."""
EMPTY, NOW = "bench_import", "bench_import_now"
UNIT, MANAGER = "Mätenheten", "Chef Mätare"
WHOSE = "SELECT u.id::text, s.id::text FROM agencies_unit u, agencies_staff s"
HEADS = (
    "rows", "file", "MB", "what", "wall s", "CPU s program", "CPU s PostgreSQL", "MB program", "MB PostgreSQL",
    "accepted", "refused", "longest still s", "goal",
)  # fmt: skip


def main(words: Sequence[str]) -> int:
    given = _wishes(words)
    with scratch.running() as postmaster, tempfile.TemporaryDirectory() as folder:
        try:
            _set_up()
            print(machine.line(), flush=True)
            print(f"\n| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}", flush=True)
            for rows in given.rows:
                for kind in given.kinds:
                    path = make_list(Path(folder) / f"lista-{rows}.{kind}", rows)
                    for act in _acts(path, given.ways, postmaster):
                        print(_line(rows, path, act), flush=True)
            print(f"\n{machine.line()}")
        finally:
            scratch.drop(EMPTY, NOW)
    return 0


def _wishes(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser("python -m bench import", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--ways", nargs="+", default=WAYS, choices=WAYS)
    return parser.parse_args(words)


def _set_up() -> None:
    """An empty unit with a manager, in a database that is copied for each list."""
    scratch.make(EMPTY).close()
    unit = ["--association", "Mätförbundet", "--agency", "Mätkommun", "--kind", "KOMMUN"]
    scratch.program("samvag", "unit", "add", UNIT, *unit, database=EMPTY)
    scratch.program("samvag", "staff", "add", MANAGER, "--unit", UNIT, "--role", "manager", database=EMPTY)


def _acts(path: Path, ways: Sequence[str], postmaster: int) -> Iterator[Act]:
    if "command" in ways:
        scratch.copy(EMPTY, NOW).close()
        yield by_command.bring_in("command", path, UNIT, NOW, postmaster)
        yield by_command.bring_in("command, the same list again", path, UNIT, NOW, postmaster)
    if "page" in ways:
        with scratch.copy(EMPTY, NOW) as connection:
            ((unit, manager),) = connection.execute(WHOSE).fetchall()
        with by_page.served(NOW, manager, unit, postmaster) as pages:
            address, acts = by_page.bring_in("page", path, pages)
            yield from acts
            yield from by_page.bring_in("page, the same list again", path, pages)[1]
            yield by_page.undo(pages, address)


def _line(rows: int, path: Path, act: Act) -> str:
    cost = act.cost
    goal = "≤ {} s, ≤ {} MB".format(*GOALS[rows]) if act.accepted and rows in GOALS else ""
    cells = [
        f"{rows:,}", path.suffix[1:], f"{path.stat().st_size / 1e6:.1f}", act.what, f"{cost.wall:.1f}",
        f"{cost.program:.1f}", f"{cost.database:.1f}", f"{cost.program_memory:.0f}", f"{cost.database_memory:.0f}",
        f"{act.accepted:,}", f"{act.refused:,}", f"{act.silent:.1f}", goal,
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"
