"""What came of it: counts for the actor's unit or, for the association, for all of them. Never rows."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from samvag.access.actor import Actor
from samvag.codes.labels import label
from samvag.followup.disclosure import Withheld, withhold
from samvag.followup.terms import OCCUPATIONS

ENTRY, EXIT = "ENTRY", "EXIT"
LABELLED = {"sex": "sex", "municipality": "municipality"}


@dataclass(frozen=True, slots=True)
class Line:
    """One state before and after. Percentages are of those whose state is known; None is withheld."""

    state: str
    label: str
    before: int | None
    before_percent: float | None
    after: int | None
    after_percent: float | None
    change: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One value of the split, or everybody; `heads` None when there are too few to show anything."""

    value: str
    label: str
    heads: int | None
    lines: tuple[Line, ...]

    @property
    def tells(self) -> bool:
        """Whether anything but noughts may be shown; that facts are missing is something."""
        return any(line.before or line.after for line in self.lines)

    @property
    def longest(self) -> int:
        """The highest count shown, for the bars' length; never nought."""
        return max((count for line in self.lines for count in (line.before, line.after) if count), default=1)


@dataclass(frozen=True, slots=True)
class Intervention:
    name: str
    started: int | None
    ended: int | None
    to_work: int | None
    to_studies: int | None
    to_either: int | None
    wait: float | None
    last_year: tuple[int | None, int | None, int | None]
    """Started, ended, to work or studies the year before."""


def _year_span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def occupation(actor: Actor, year: int, split: str) -> list[Table]:
    """Work, studies, job-seeking, other and missing, before and after."""
    return _tables("followup_occupation", year, split, {code: str(words) for code, words in OCCUPATIONS})


def livelihood(actor: Actor, year: int, split: str) -> list[Table]:
    """What they lived on, before and after; only sources that anybody had."""
    return _tables("followup_livelihood", year, split, None)


def board(actor: Actor, year: int) -> list[Intervention]:
    """One line an intervention beside last year, small figures withheld."""
    this, before = _board(year), _board(year - 1)
    return [
        Intervention(name, *this.get(name, NOTHING), last_year=_compared(before.get(name, NOTHING)))
        for name in sorted(this | before)
    ]


Figures = tuple[int | None, int | None, int | None, int | None, int | None, float | None]
NOTHING: Figures = (0, 0, 0, 0, 0, None)


def _compared(figures: Figures) -> tuple[int | None, int | None, int | None]:
    started, ended, _to_work, _to_studies, to_either, _wait = figures
    return started, ended, to_either


def _board(year: int) -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    for name, *counts, wait in _rows("followup_board", year):
        started, ended = (withhold({("", ""): count})["", ""].count for count in counts[:2])
        outcome = withhold({("", at): count for at, count in enumerate(counts[2:])})
        to_work, to_studies, to_either = (outcome["", at].count for at in range(3))
        figures[name] = (started, ended, to_work, to_studies, to_either, wait if started else None)
    return figures


def _tables(function: str, year: int, split: str, names: dict[str, str] | None) -> list[Table]:
    rows = _rows(function, year)
    heads = {(one, value): count for one, value, count in _rows("followup_heads", year)}
    names = names or _sources(rows)
    shown = {moment: _shown(rows, moment, split) for moment in (ENTRY, EXIT)}
    values = ["", *sorted(value for one, value in heads if one == split)]
    return [
        _table(value, split, names, heads, shown)
        for value in values
        if heads.get((split if value else "all", value))
    ]


def _shown(rows: list[tuple], moment: str, split: str) -> dict:
    """The whole and its parts as one table: columns are the values of the split, "" is everybody."""
    states = {state for *_rest, state, _n in rows}
    values = {value for one, value, *_rest in rows if one in (split, "all")}
    cells = {(state, value): 0 for state in states for value in values}
    cells |= {
        (state, value): n for one, value, when, state, n in rows if when == moment and one in (split, "all")
    }
    parts = withhold({cell: n for cell, n in cells.items() if cell[1] != ""})
    whole = withhold({cell: n for cell, n in cells.items() if cell[1] == ""})
    return parts | whole


def _table(value: str, split: str, names: dict, heads: dict, shown: dict) -> Table:
    count = heads[split if value else "all", value]
    enough = withhold({("", ""): count})["", ""]
    lines = tuple(_line(state, words, value, shown) for state, words in names.items()) if enough else ()
    words = label(LABELLED[split], value) if split in LABELLED and value else value
    return Table(value, words, enough.count, lines)


def _line(state: str, words: str, value: str, shown: dict) -> Line:
    before, after = (shown[moment].get((state, value), Withheld(0)).count for moment in (ENTRY, EXIT))
    bases = [_known(shown[moment], value) for moment in (ENTRY, EXIT)]
    percents = [
        None if state == "MISSING" else _percent(n, base)
        for n, base in zip((before, after), bases, strict=True)
    ]
    change = after - before if before is not None and after is not None else None
    return Line(state, words, before, percents[0], after, percents[1], change)


def _known(shown: dict, value: str) -> int | None:
    """How many have a known state; None when any part of the sum is withheld."""
    counts = [one.count for (state, column), one in shown.items() if column == value and state != "MISSING"]
    return None if None in counts else sum(counts)


def _percent(count: int | None, base: int | None) -> float | None:
    """Denominators under ten give no percentage."""
    return None if count is None or base is None or base < 10 else 100 * count / base


def _sources(rows: list[tuple]) -> dict[str, str]:
    found = {state for *_rest, state, _n in rows}
    named = {state: label("livelihood_source", state) for state in sorted(found - {"MISSING"})}
    return named | ({"MISSING": str(dict(OCCUPATIONS)["MISSING"])} if "MISSING" in found else {})


def _rows(function: str, year: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}(%s, %s)", _year_span(year))
        return cursor.fetchall()
