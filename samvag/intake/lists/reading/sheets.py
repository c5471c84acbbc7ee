"""Rows and sheets as the readers hand them out, whatever the file was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

Cell = str | int | float
"""A blank cell is the empty text. Dates are texts (2024-02-03), whole numbers are int."""

HEAD_ROWS = 60
"""So many rows of each sheet are shown before one is chosen."""

Range = tuple[int, int, int, int]
"""A merged area: top row, left column, bottom row, right column. Rows count from 1, columns from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return not any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    index: int
    name: str
    hidden: bool
    height: int
    head: tuple[Row, ...]
    merged: tuple[Range, ...] = ()


class OpenList(Protocol):
    """A file that is being read. Close it when done."""

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...

    @property
    def notes(self) -> tuple[str, ...]: ...

    def rows(self, sheet: Sheet) -> Iterator[Row]: ...

    def close(self) -> None: ...


def fill_merged(rows: Iterable[Row], merged: Iterable[Range]) -> Iterator[Row]:
    """The value of a cell merged over several rows stands in each of them, as the eye reads it."""
    begins: dict[int, list[Range]] = {}
    for area in merged:
        if area[0] < area[2]:
            begins.setdefault(area[0], []).append(area)
    if not begins:
        yield from rows
        return
    live: list[tuple[Range, Cell]] = []
    for row in rows:
        live = [(area, value) for area, value in live if area[2] >= row.number]
        cells = list(row.cells)
        for (_top, left, _bottom, _right), value in live:
            cells.extend([""] * (left + 1 - len(cells)))
            cells[left] = cells[left] or value
        begun = begins.get(row.number, ())
        live.extend((area, cells[area[1]]) for area in begun if area[1] < len(cells))
        yield Row(row.number, tuple(cells))
