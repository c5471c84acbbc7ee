"""Which sheet, and which row or pair of rows in it, has the headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samvag.intake.lists.fields import REQUIRED
from samvag.intake.lists.headings.wording import KNOWN_BUT_NOT_READ, fields_named
from samvag.intake.lists.reading.sheets import Cell, Row, Sheet
from samvag.intake.lists.refusals import ListRefused, Why
from samvag.intake.lists.values import text_of
from samvag.kernel.spelling import fold

_LOOK_AT = 40
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """`row` is the number of the last row of the heading; `above` that of the first."""

    sheet: Sheet
    above: int
    row: int
    texts: tuple[str, ...]
    fields: frozenset[str]

    @property
    def below(self) -> tuple[Row, ...]:
        return tuple(row for row in self.sheet.head if row.number > self.row and not row.blank)

    def stands_in(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is the heading again: on each printed page, or once more in another language."""
        texts = [text_of(cell) for cell in cells]
        pairs = [
            (text, self.texts[index]) for index, text in enumerate(texts) if text and index < len(self.texts)
        ]
        again = sum(fold(text) == fold(heading) for text, heading in pairs)
        return (again >= _FEWEST and again * 2 >= len(pairs)) or _named_alike(pairs) >= 4


def _named_alike(pairs: Sequence[tuple[str, str]]) -> int:
    """How many cells name the field that the heading over them names."""
    return sum(bool(fields_named(text).keys() & fields_named(heading).keys()) for text, heading in pairs)


def find_heading(sheets: Sequence[Sheet]) -> tuple[Heading, tuple[Heading, ...]]:
    """The best heading, and those of other sheets that look like lists too. Raises `ListRefused`."""
    found = [heading for sheet in sheets if (heading := _in_sheet(sheet))]
    if not found:
        raise _nothing_recognised(sheets)
    best = max(found, key=_worth)
    return best, tuple(heading for heading in found if heading is not best and heading.below)


def _worth(heading: Heading) -> tuple[bool, int, bool, int]:
    return bool(heading.below), len(heading.fields), not heading.sheet.hidden, -heading.sheet.index


def _in_sheet(sheet: Sheet) -> Heading | None:
    candidates = list(_candidates(sheet))
    best = max(
        candidates, key=lambda heading: (len(heading.fields), -(heading.row - heading.above)), default=None
    )
    if best is None or len(best.fields) < _FEWEST or not best.fields & set(REQUIRED):
        return None
    return best


def _candidates(sheet: Sheet) -> Iterator[Heading]:
    rows = [row for row in sheet.head[:_LOOK_AT] if not row.blank]
    for position, row in enumerate(rows):
        yield _heading(sheet, row.number, row.number, [text_of(cell) for cell in row.cells])
        if position + 1 < len(rows) and _may_be_heading(rows[position + 1], row):
            yield _heading(sheet, row.number, row.number + 1, _two_rows(row, rows[position + 1]))


def _may_be_heading(lower: Row, upper: Row) -> bool:
    """Headings hold words; a row of people holds numbers and dates."""
    return lower.number == upper.number + 1 and not any(
        not isinstance(cell, str) or sum(sign.isdigit() for sign in cell) > 2 for cell in lower.cells
    )


def _two_rows(upper: Row, lower: Row) -> list[str]:
    """`Försörjning` over `före` and `efter` gives both their whole name."""
    above, texts, group = [text_of(cell) for cell in upper.cells], [], ""
    for index in range(max(len(above), len(lower.cells))):
        over = above[index] if index < len(above) else ""
        under = text_of(lower.cells[index]) if index < len(lower.cells) else ""
        group = over or group
        texts.append(_joined(over or group, under) if under else over)
    return texts


def _joined(over: str, under: str) -> str:
    """The group's name only where the lower one alone says nothing, or says less."""
    both = f"{over} {under}".strip()
    alone, together = fields_named(under), fields_named(both)
    better = max(together.values(), default=0) >= max(alone.values(), default=0)
    return both if together and (not alone or better) else under


def _heading(sheet: Sheet, above: int, row: int, texts: list[str]) -> Heading:
    named = [fields_named(text) for text in texts if text and len(text) <= 80]
    fields = {max(found, key=found.__getitem__) for found in named if found}
    return Heading(sheet, above, row, tuple(texts), frozenset(fields - {KNOWN_BUT_NOT_READ}))


def _nothing_recognised(sheets: Sequence[Sheet]) -> ListRefused:
    filled = [sheet for sheet in sheets if any(not row.blank for row in sheet.head)]
    if not filled:
        return ListRefused(Why.EMPTY)
    row = next(row for row in filled[0].head if not row.blank)
    seen = ", ".join(text_of(cell)[:30] for cell in row.cells if text_of(cell))
    return ListRefused(Why.NO_HEADERS, sheet=filled[0].name, seen=seen[:200])
