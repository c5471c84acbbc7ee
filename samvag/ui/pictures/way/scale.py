"""From days to places along the picture, and the dates written on its axis.

Time is even, but for stretches of more than 540 days in which nothing changes: those are shortened and marked with
a cut on the axis, so that one early contact does not push everything else into a corner.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from samvag.ui.pictures import text

LONG = 540
STEPS = (1, 3, 6, 12, 24, 60, 120)
TICK_SIZE = 12.0
TICK_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """`days[i]` stands at `places[i]`; between them time is even. `cuts` are the shortened stretches, in days."""

    days: tuple[int, ...]
    places: tuple[float, ...]
    cuts: tuple[tuple[int, int], ...]

    @property
    def first(self) -> date:
        return date.fromordinal(self.days[0])

    @property
    def last(self) -> date:
        return date.fromordinal(self.days[-1])

    def x(self, day: date | int) -> float:
        n = day if isinstance(day, int) else day.toordinal()
        i = min(max(bisect_right(self.days, n) - 1, 0), len(self.days) - 2)
        d0, d1 = self.days[i], self.days[i + 1]
        p0, p1 = self.places[i], self.places[i + 1]
        return p0 + (n - d0) * (p1 - p0) / (d1 - d0)


def _lengths(days: list[int]) -> tuple[list[float], list[bool]]:
    natural = [b - a for a, b in pairwise(days)]
    calm = sum(min(length, LONG) for length in natural)
    lengths: list[float] = []
    for length in natural:
        rest = calm - min(length, LONG)
        most = max(120.0, min(float(LONG), 0.25 * rest)) + 0.04 * (length - LONG)
        lengths.append(most if length > LONG else float(length))
    return lengths, [length > LONG for length in natural]


def make_scale(events: Iterable[date], left: float, right: float) -> Scale:
    """`events` are all days on which something begins or ends; the first and last stand at the edges."""
    days = sorted({day.toordinal() for day in events})
    if len(days) == 1:
        days = [days[0] - 30, days[0] + 30]
    lengths, shortened = _lengths(days)
    unit = (right - left) / sum(lengths)
    places = [left]
    for length in lengths:
        places.append(places[-1] + length * unit)
    cuts = tuple((days[i], days[i + 1]) for i, cut in enumerate(shortened) if cut)
    return Scale(tuple(days), tuple(places), cuts)


def _firsts(scale: Scale, step: int) -> list[date]:
    """The first of every `step` months, counted from January; in a shortened stretch only years."""
    first, last = scale.first, scale.last
    month = first.year * 12 + first.month - 1
    month += -month % step
    days = []
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        n = day.toordinal()
        if day >= first and (step >= 12 or day.month == 1 or not any(a < n < b for a, b in scale.cuts)):
            days.append(day)
        month += step
    return days


def month_ticks(scale: Scale, apart: float = 7.0) -> list[float]:
    """Where months begin, when they stand far enough apart to be counted."""
    months = (scale.last - scale.first).days / 30.4
    if scale.cuts or months < 1 or (scale.places[-1] - scale.places[0]) / months < apart:
        return []
    return [scale.x(day) for day in _firsts(scale, 1)]


def _weeks(scale: Scale) -> list[date]:
    start = scale.first + timedelta(days=-scale.first.weekday() % 7)
    return [start + timedelta(days=7 * i) for i in range((scale.last - start).days // 7 + 1)]


def cut_places(scale: Scale) -> list[float]:
    """The middles of the shortened stretches."""
    return [scale.x((a + b) // 2) for a, b in scale.cuts]


def _label(day: date, step: int, first: bool, months: tuple[str, ...]) -> str:
    if step >= 12:
        return str(day.year)
    month = months[day.month - 1]
    if step == 0:
        return f"{day.day} {month}"
    return f"{month} {day.year}" if first or day.month == 1 else month


def _spaced(ticks: list[Tick], right: float) -> list[Tick]:
    kept: list[Tick] = []
    for tick in ticks:
        room = text.width(kept[-1].label, TICK_SIZE) + TICK_GAP if kept else 0.0
        if tick.x + text.width(tick.label, TICK_SIZE) + 4 > right or (kept and tick.x - kept[-1].x < room):
            continue
        kept.append(tick)
    return kept


def _steps(scale: Scale, right: float) -> Iterable[int]:
    """Steps worth trying: those whose dates stand at least 34 apart on average. 0 is a week."""
    months = max((scale.last - scale.first).days / 30.4, 0.1)
    room = (right - scale.places[0]) / months
    if room / 4.35 >= 48:
        yield 0
    yield from (step for step in STEPS if step * room >= 34)


def _named_start(kept: list[Tick], scale: Scale, left: float, months: tuple[str, ...]) -> list[Tick]:
    """The month where the picture begins, when the first date stands far from it."""
    label = _label(scale.first, 1, True, months)
    if not kept or kept[0].x - left > text.width(label, TICK_SIZE) + TICK_GAP:
        return [Tick(left - 4, label), *kept]
    return kept


def ticks(scale: Scale, left: float, right: float, months: tuple[str, ...]) -> list[Tick]:
    """Dates on the axis, the finest step that is not crowded; at least one."""
    best: list[Tick] = []
    for step in _steps(scale, right):
        days = _firsts(scale, step) if step else _weeks(scale)
        wanted = [Tick(scale.x(day), _label(day, step, i == 0, months)) for i, day in enumerate(days)]
        kept = _spaced(wanted, right)
        best = kept if len(kept) > len(best) else best
        if len(kept) > 1 and len(kept) >= len(wanted) - 1:
            best = kept
            break
    return _named_start(best, scale, left, months)
