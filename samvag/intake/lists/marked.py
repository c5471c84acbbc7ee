"""A copy of the list where each fault and warning stands on its row. Every text is written as text, never a formula."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from samvag.intake.lists.judging import Judgement
from samvag.intake.lists.reading.sheets import Cell, Row
from samvag.intake.lists.rows import RowResult

_MOST_SIGNS = 32_767
"""Excel takes no longer text in a cell."""

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = 60


class MarkedCopy:
    """Rows keep their numbers; the column with faults comes after the last heading."""

    def __init__(self, path: Path, judgement: Judgement) -> None:
        self._path = path
        self._beside = path.with_name(path.name + ".part")
        self._book = Workbook(str(self._beside), _SAFE)
        self._sheet = self._book.add_worksheet(_("Granskad lista"))
        self._bold = self._book.add_format({"bold": True})
        self._fault = self._book.add_format({"bg_color": "#FBD9D3", "bold": True})
        self._warning = self._book.add_format({"bg_color": "#FFF1CC", "italic": True})
        self._position = {column.heading: column.index for column in judgement.columns}
        self._verdict = len(judgement.heading.texts)
        self._sheet.set_column(self._verdict, self._verdict, _WIDE)
        self._write_heading(judgement)

    def add(self, result: RowResult) -> None:
        marks = {fault.column: self._warning for fault in result.warnings}
        marks |= {fault.column: self._fault for fault in result.faults}
        formats = {self._position[name]: mark for name, mark in marks.items() if name in self._position}
        self._write(Row(result.row, result.cells), formats)
        verdict = " ".join(_verdicts(result))
        if verdict:
            mark = self._fault if result.faults else self._warning
            self._sheet.write_string(result.row - 1, self._verdict, verdict[:_MOST_SIGNS], mark)

    def finish(self) -> None:
        self._book.close()
        self._beside.replace(self._path)

    def abandon(self) -> None:
        self._book.close()
        self._beside.unlink(missing_ok=True)

    def _write_heading(self, judgement: Judgement) -> None:
        heading = judgement.heading
        for row in heading.sheet.head:
            if row.number <= heading.row:
                bold = dict.fromkeys(range(len(row.cells)), self._bold) if row.number >= heading.above else {}
                self._write(row, bold)
        self._sheet.write_string(heading.row - 1, self._verdict, _("Fel och varningar"), self._bold)
        self._sheet.freeze_panes(heading.row, 0)

    def _write(self, row: Row, formats: dict[int, Any]) -> None:
        for index, cell in enumerate(row.cells[: self._verdict]):
            mark = formats.get(index)
            if cell != "" or mark:
                self._write_cell(row.number - 1, index, cell, mark)

    def _write_cell(self, row: int, column: int, cell: Cell, mark: Any) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(row, column, cell[:_MOST_SIGNS], mark)
        else:
            self._sheet.write_number(row, column, cell, mark)


def _verdicts(result: RowResult) -> Iterator[str]:
    for fault in result.faults:
        yield _("Fel i %(column)s: %(sentence)s") % {"column": fault.column, "sentence": fault.sentence}
    for warning in result.warnings:
        yield _("Obs, %(column)s: %(sentence)s") % {"column": warning.column, "sentence": warning.sentence}
