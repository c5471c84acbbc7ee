"""csv in UTF-8, UTF-16 with its mark, or Windows-1252; between semicolons, commas, tabs or bars."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from samvag.intake.lists.reading.archives import MAX_ROWS, too_many_rows
from samvag.intake.lists.reading.child import MOST_SIGNS
from samvag.intake.lists.reading.sheets import HEAD_ROWS, Cell, Row, Sheet
from samvag.intake.lists.refusals import ListRefused, Why

DELIMITERS = ";\t,|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HINT = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
_AS_TEXT = re.compile(r'="?([^"]*)"?')
_FIELD_LIMIT = 1_000_000


class TextList:
    """An open csv. Shown as one sheet."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        csv.field_size_limit(_FIELD_LIMIT)
        self._path = path
        self._encoding = _encoding(path)
        self._delimiter, self._hinted = self._find_delimiter()
        self._quoting: int = csv.QUOTE_MINIMAL
        height = self._count()
        head = tuple(islice(self._rows(), HEAD_ROWS))
        self.sheets = (Sheet(0, path.name, False, height, head),)

    def rows(self, _sheet: Sheet) -> Iterator[Row]:
        return self._rows()

    def close(self) -> None:
        """Nothing stays open."""

    def _rows(self) -> Iterator[Row]:
        for number, cells in enumerate(self._records(strict=False), 1):
            yield Row(number, tuple(_plain(cell[:MOST_SIGNS]) for cell in cells))

    def _records(self, *, strict: bool) -> Iterator[list[str]]:
        with self._path.open(encoding=self._encoding, newline="") as stream:
            if self._hinted:
                next(stream)
            yield from csv.reader(stream, delimiter=self._delimiter, quoting=self._quoting, strict=strict)  # type: ignore[arg-type]

    def _find_delimiter(self) -> tuple[str, bool]:
        with self._path.open(encoding=self._encoding, newline="") as stream:
            lines = list(islice(stream, HEAD_ROWS))
        hint = _HINT.fullmatch(lines[0]) if lines else None
        if hint:
            return hint[1], True
        return max(DELIMITERS, key=lambda delimiter: _columns(lines, delimiter)), False

    def _count(self) -> int:
        """How many rows there are. A quote that is never closed would swallow the rest, so then quotes are signs."""
        try:
            return _counted(self._records(strict=True))
        except csv.Error:
            self._quoting = csv.QUOTE_NONE
        try:
            return _counted(self._records(strict=True))
        except csv.Error as error:
            raise ListRefused(Why.DAMAGED) from error


def _counted(records: Iterable[list[str]]) -> int:
    count = 0
    for count, _record in enumerate(records, 1):
        if count > MAX_ROWS:
            raise too_many_rows()
    return count


def _columns(lines: list[str], delimiter: str) -> float:
    """How many columns most rows get; rows that agree count more."""
    try:
        widths = [len(record) for record in csv.reader(lines, delimiter=delimiter) if any(record)]
    except csv.Error:
        return 0
    if not widths:
        return 0
    usual = median(widths)
    return usual + sum(width == usual for width in widths) / len(widths) / 2


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _readable(path, encoding)
    try:
        return _readable(path, "utf-8")
    except ListRefused:
        return _readable(path, "cp1252")


def _readable(path: Path, encoding: str) -> str:
    """The encoding, when the whole file can be read in it."""
    row = 1
    try:
        with path.open(encoding=encoding, newline="") as stream:
            for line in stream:
                if "\x00" in line:
                    raise ListRefused(Why.ENCODING, row=row)
                row += 1
    except UnicodeError as error:
        raise ListRefused(Why.ENCODING, row=row) from error
    return encoding


def _plain(cell: str) -> Cell:
    """Excel's trick to keep a number as text, `="0136"`, is undone. Never a formula: nothing is computed."""
    if cell.startswith('="') and (match := _AS_TEXT.fullmatch(cell)):
        return match[1]
    return cell.strip('"') if cell.startswith('"') and cell.endswith('"') and len(cell) > 1 else cell
