"""The door of the import engine: a file in, a judgement of every row out. Needs no database and writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from samvag.intake.lists.fields import LABELS, REQUIRED
from samvag.intake.lists.headings.contents import Readers, readers
from samvag.intake.lists.headings.finding import Heading, find_heading
from samvag.intake.lists.headings.matching import Column, match_as_told, match_columns
from samvag.intake.lists.reading import open_list
from samvag.intake.lists.reading.sheets import OpenList, Row, Sheet
from samvag.intake.lists.refusals import ListRefused, Why
from samvag.intake.lists.rows import Key, RowJudge, RowResult
from samvag.intake.lists.values import text_of

Mapped = Mapping[str | int, str | None]
Progress = Callable[[int, int], None]
_REPORT_EVERY = 500
_MOST_UNKNOWN = 1_000


class Judgement:
    """Iterate once: each row is judged as it is read, so a list of any length takes the same memory.

    `columns`, `notes` and `total` are there at once; `rows`, `accepted`, `refused`, `warned` (accepted but odd) and
    `unknown` (how often each (field heading, value) was not understood) count as one iterates.
    """

    def __init__(
        self,
        opened: OpenList,
        heading: Heading,
        columns: tuple[Column, ...],
        read: Readers,
        known: Callable[[Key], bool] | None,
        progress: Progress | None,
    ) -> None:
        self.heading, self.columns = heading, columns
        self.notes: list[str] = list(opened.notes)
        self.total = max(0, heading.sheet.height - heading.row)
        self.rows = self.accepted = self.refused = self.warned = 0
        self.unknown: Counter[tuple[str, str]] = Counter()
        self._opened, self._progress = opened, progress
        self._judge = RowJudge(columns, read, known)
        self._identity = next((column.index for column in columns if column.field == "identity"), -1)

    def __iter__(self) -> Iterator[RowResult]:
        for row in self._opened.rows(self.heading.sheet):
            if row.number > self.heading.row and not row.blank and not self._is_heading(row):
                yield self._counted(self._judge.judge(row))
            if self._progress and row.number % _REPORT_EVERY == 0:
                self._progress(row.number, self.heading.sheet.height)

    def missing(self) -> list[str]:
        """The labels of required fields that no column was found for."""
        found = {column.field for column in self.columns}
        return [str(LABELS[name]) for name in REQUIRED if name not in found]

    def _counted(self, result: RowResult) -> RowResult:
        self.rows += 1
        self.accepted += result.accepted
        self.refused += not result.accepted
        self.warned += result.accepted and bool(result.warnings)
        for fault in result.faults:
            if fault.code.endswith("_UNKNOWN") and len(self.unknown) < _MOST_UNKNOWN:
                self.unknown[(fault.column, fault.value)] += 1
        return result

    def _is_heading(self, row: Row) -> bool:
        """Numbers are looked for first, since nearly every row has one and then is none."""
        identity = row.cells[self._identity] if 0 <= self._identity < len(row.cells) else ""
        text = text_of(identity)
        return bool(text) and not any(sign.isdigit() for sign in text) and self.heading.stands_in(row.cells)


@contextmanager
def judge(
    source: Path | str | BinaryIO,
    *,
    today: date,
    mapping: Mapped | None = None,
    synonyms: Mapping[str, Mapping[str, str]] | None = None,
    known: Callable[[Key], bool] | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Judgement]:
    """Opens a list and judges it. Raises `ListRefused` when the file cannot be read as one.

    `mapping`: heading or column position (from 0) → field, instead of what would be recognised.
    `synonyms`: code system → spelling → code, the unit's own beside those of the repository.
    `known`: whether the unit has the participation (number, folded intervention, start) already.
    `progress`: called with rows read and rows in all.
    """
    with open_list(source) as opened:
        heading, others = find_heading([one for one in opened.sheets if sheet in (None, one.name)])
        if not heading.below:
            raise ListRefused(Why.NO_ROWS)
        read = readers({system: dict(own) for system, own in (synonyms or {}).items()}, today)
        if mapping:
            columns = match_as_told(heading.texts, mapping)
        else:
            columns = match_columns(heading.texts, heading.below, read)
        judgement = Judgement(opened, heading, columns, read, known, progress)
        judgement.notes.extend(_notes(judgement, [other.sheet for other in others]))
        yield judgement


def _notes(judgement: Judgement, others: list[Sheet]) -> Iterator[str]:
    for label in judgement.missing():
        yield _("Ingen kolumn för %(field)s hittades.") % {"field": label}
    for column in judgement.columns:
        if column.guessed and column.field:
            facts = {"column": column.heading or column.index + 1, "field": LABELS[column.field]}
            yield _("Kolumnen ”%(column)s” lästes som %(field)s, efter vad som står i den.") % facts
    if others:
        names = ", ".join(f"”{other.name}”" for other in others)
        facts = {"sheet": judgement.heading.sheet.name, "others": names}
        yield _("Bara bladet ”%(sheet)s” lästes. Fler blad ser ut som listor: %(others)s.") % facts
