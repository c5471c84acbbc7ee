"""The tables: what was measured, and beside it what was aimed at. Nothing here fails; it prints."""

from collections.abc import Iterable, Sequence

from bench.web import pages
from bench.web.measuring import Measured

NAMES = {
    "samvag": "Samväg",
    "admin": "Django admin",
    "admin_kept": "the same, connections kept",
    "bare": "bare SQL",
}
# page: at most so much of the admin's CPU, at most so many times bare SQL's, at most so much more at 100,000 people.
GOALS = {
    pages.START: (0.25, 10.0, 1.2),
    pages.SEARCH: (0.1, 2.0, 3.0),
    pages.SEARCH_UNIT: (0.1, 2.0, 3.0),
    pages.PERSON: (1 / 7, 10.0, 1.2),
    pages.NOTE: (0.6, 7.0, 1.2),
    pages.STEP: (0.6, 7.0, 1.2),
}
# What a page of Samväg is held against where the others have a page that does as much: the admin's search always looks
# through everybody, and a step is only written with its gaps judged.
AGAINST = {pages.SEARCH: pages.SEARCH_ALL, pages.SEARCH_UNIT: pages.SEARCH_ALL, pages.STEP: pages.STEP_JUDGED}
MEMORY, OWN, AROUND, MIX = 115, 6, 3, (50, 100, 150)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def of_pages(measured: Measured) -> str:
    heads = (
        "page",
        "people",
        "by",
        "CPU ms",
        "application",
        "PostgreSQL",
        "p50 ×1",
        "p95 ×1",
        "p50 ×8",
        "p95 ×8",
    )
    return table(heads, (_page(*key, measured) for key in measured))


def _page(people: int, page: str, name: str, measured: Measured) -> list[str]:
    one = measured[people, page, name]
    numbers = [one.cpu, *one.parts, *one.times()]
    return [pages.TITLES[page], f"{people:,}", NAMES[name], *(f"{number:.1f}" for number in numbers)]


def of_ratios(measured: Measured, sizes: Sequence[int]) -> str:
    heads = (
        "page", "people", "of Django admin", "of admin, connections kept", "goal", "× bare SQL", "× bare, as much done",
        "goal", "growth", "goal",
    )  # fmt: skip
    return table(heads, (_ratio(page, people, measured, sizes) for people in sizes for page in GOALS))


def _ratio(page: str, people: int, measured: Measured, sizes: Sequence[int]) -> list[str]:
    part, times, growth = GOALS[page]
    ours, other = measured[people, page, "samvag"].cpu, AGAINST.get(page, page)

    def against(name: str, *its_pages: str) -> str:
        found = (measured.get((people, one, name)) for one in its_pages)
        one = next(filter(None, found), None)
        return f"{ours / one.cpu:.2f}" if one and one.cpu else ""

    grown = f"{ours / measured[sizes[0], page, 'samvag'].cpu:.2f}" if people != sizes[0] else ""
    as_much = against("bare", other) if other != page else ""
    return [
        pages.TITLES[page], f"{people:,}", against("admin", other, page),
        against("admin_kept", other, page), f"≤ {part:.2f}",
        against("bare", page), as_much, f"≤ {times:.0f}", grown, f"≤ {growth}",
    ]  # fmt: skip


def of_statements(counted: dict[tuple[int, str], dict[str, dict[str, float]]]) -> str:
    heads = ("page", "people", "by", "own", "savepoints", "session", "context", "log", "buffers")
    return f"Goal: at most {OWN} of the page's own, at most {AROUND} around it.\n\n" + table(
        heads,
        (
            [pages.TITLES[page], f"{people:,}", NAMES[name], *(_number(kinds, kind) for kind in KINDS)]
            for (people, name), by_page in counted.items()
            for page, kinds in by_page.items()
        ),
    )


KINDS = ("own", "savepoint", "session", "context", "log", "buffers")


def _number(kinds: dict[str, float], kind: str) -> str:
    return f"{kinds.get(kind, 0):,.0f}"


def of_memory(memory: dict[tuple[int, str], float]) -> str:
    heads = ("memory a worker, MB (PSS)", "people", "measured", "goal")
    return table(
        heads,
        (
            [NAMES[name], f"{people:,}", f"{used:.0f}", f"≤ {MEMORY}"]
            for (people, name), used in memory.items()
        ),
    )


def of_mix(times: dict[tuple[int, str], list[float]]) -> str:
    heads = ("60 start, 25 person, 10 search, 5 write; 8 clients", "people", "p50", "p95", "p99", "goal")
    goal = "/".join(map(str, MIX))
    return table(
        heads,
        (
            [NAMES[name], f"{people:,}", *(f"{ms:.0f}" for ms in found), goal]
            for (people, name), found in times.items()
        ),
    )
