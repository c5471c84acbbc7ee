"""Lists as files, really made, for the engine to read."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from samvag.intake.lists.judging import judge
from samvag.intake.lists.refusals import ListRefused, Why
from samvag.intake.lists.rows import RowResult

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parent.parent / "data" / "lists"
HEADINGS = ("Personnummer", "Förnamn", "Efternamn", "Insats", "Startdatum", "Slutdatum", "Hemkommun")
ANNA = ("19870410-2386", "Anna", "Ek", "Språnget", "2024-02-03", "", "Haninge")
NILS = ("198011122382", "Nils", "Sjö", "Nya vägar", "2023-01-11", "2023-10-24", "0138 Tyresö")
Rows = Sequence[Sequence[Any]]


def xlsx(path: Path, *rows: Sequence[Any], sheet: str = "Deltagare") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def text(path: Path, *rows: Sequence[Any], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def judged(source: Path, **options: Any) -> list[RowResult]:
    with judge(source, today=TODAY, **options) as judgement:
        return list(judgement)


def columns(source: Path) -> dict[str, str | None]:
    """Heading → field."""
    with judge(source, today=TODAY) as judgement:
        return {column.heading: column.field for column in judgement.columns}


def notes(source: Path) -> list[str]:
    with judge(source, today=TODAY) as judgement:
        list(judgement)
        return judgement.notes


def faults(result: RowResult) -> list[str]:
    return [fault.code for fault in result.faults]


def warnings(result: RowResult) -> list[str]:
    return [warning.code for warning in result.warnings]


def refusal(source: Path) -> Why:
    """Why the whole list is refused; its sentence says what was kept."""
    try:
        judged(source)
    except ListRefused as refused:
        assert "Inget har lästs in." in refused.sentence
        assert refused.sentence.endswith(".")
        return refused.why
    raise AssertionError("the list was read")
