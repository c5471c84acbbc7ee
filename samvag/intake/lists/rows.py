"""Judges one row: a record of twelve facts, or the faults that refuse it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samvag.intake.lists.faults import Code, Fault, Odd
from samvag.intake.lists.fields import LABELS, NAME, RECORD, SYSTEMS
from samvag.intake.lists.headings.contents import Readers
from samvag.intake.lists.headings.matching import Column
from samvag.intake.lists.plausible import Facts, oddities
from samvag.intake.lists.reading.sheets import Cell, Row
from samvag.intake.lists.values import Found, Unread, text_of
from samvag.intake.lists.values.dates import read_date
from samvag.intake.lists.values.identities import read_identity
from samvag.intake.lists.values.names import split_name
from samvag.intake.lists.values.nothing import says_nothing
from samvag.kernel.identity import Identity
from samvag.kernel.spelling import Nearest, fold

Record = dict[str, str | None]
Key = tuple[str, str, date]
"""Who, which intervention (folded) and from when: what makes a participation."""

_MOST_KEPT = 20_000
_MOST_SHOWN = 300
"""Signs of a wrong value that its fault repeats."""
_MOST_INTERVENTIONS = 200
_ERRORS = (
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#VÄRDEFEL!",
    "#SAKNAS!",
    "#REFERENS!",
)


@dataclass(frozen=True, slots=True)
class RowResult:
    """`row` is the row's number in the sheet. A refused row has faults and no record."""

    row: int
    record: Record | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    cells: tuple[Cell, ...]
    key: Key | None = None

    @property
    def accepted(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "accepted": self.accepted,
            "faults": [fault.as_json() for fault in self.faults],
            "warnings": [warning.as_json() for warning in self.warnings],
            "record": self.record,
        }


@dataclass
class _Reading:
    """What one row has given so far."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


class RowJudge:
    """Remembers what it has seen of the list: which participations, and what each spelling means."""

    def __init__(self, columns: Sequence[Column], read: Readers, known: Callable[[Key], bool] | None) -> None:
        self._column = {column.field: column for column in columns if column.field}
        self._read = read
        self._known = known
        self._seen: dict[Key, int] = {}
        self._kept: dict[tuple[str, Hashable], Any] = {}
        self._interventions: dict[str, str] = {}

    def judge(self, row: Row) -> RowResult:
        reading = _Reading()
        self._read_identity(row, reading)
        self._read_names(row, reading)
        self._read_intervention(row, reading)
        self._read_dates(row, reading)
        for name in ("municipality", *SYSTEMS):
            self._read_code(name, row, reading)
        key = self._key(row, reading)
        self._look_at_oddities(row, reading)
        record = None if reading.faults else _record(reading.values)
        return RowResult(row.number, record, tuple(reading.faults), tuple(reading.warnings), row.cells, key)

    def _cell(self, name: str, row: Row) -> Cell:
        column = self._column.get(name)
        return row.cells[column.index] if column and column.index < len(row.cells) else ""

    def _fault(self, code: str, name: str, row: Row, sentence: str) -> Fault:
        column = self._column.get(name)
        heading = column.heading if column else str(LABELS[name])
        return Fault(str(code), heading, text_of(self._cell(name, row))[:_MOST_SHOWN], sentence)

    def _missing(self, name: str, row: Row) -> Fault:
        sentence = _("%(field)s saknas.") % {"field": LABELS[name]}
        return self._fault(Code.REQUIRED_MISSING, name, row, sentence)

    def _read_identity(self, row: Row, reading: _Reading) -> None:
        cell = self._cell("identity", row)
        if says_nothing(text_of(cell)):
            reading.faults.append(self._missing("identity", row))
            return
        found = read_identity(cell, today=self._read.today)
        if isinstance(found, Unread):
            reading.faults.append(self._fault(found.code, "identity", row, found.sentence))
        else:
            reading.values["identity"] = found

    def _read_names(self, row: Row, reading: _Reading) -> None:
        given, family = self._text("given_name", row), self._text("family_name", row)
        whole = self._text(NAME, row)
        if whole:
            given, family = split_name(whole)
            if not given or whole.count(",") > 1:
                sentence = _("Namnet gick inte säkert att dela i förnamn och efternamn.")
                reading.warnings.append(self._fault(Odd.NAME_UNCLEAR, NAME, row, sentence))
        reading.values |= {"given_name": given, "family_name": family}

    def _read_intervention(self, row: Row, reading: _Reading) -> None:
        name = self._text("intervention", row)
        if not name:
            reading.faults.append(self._missing("intervention", row))
            return
        reading.values["intervention"] = name
        alike = self._alike(name)
        if alike:
            facts = {"name": name, "alike": alike}
            sentence = _("”%(name)s” liknar ”%(alike)s” högre upp i listan; de blir två insatser.") % facts
            reading.warnings.append(self._fault(Odd.INTERVENTION_ALIKE, "intervention", row, sentence))

    def _alike(self, name: str) -> str | None:
        """An earlier intervention written nearly like one that is seen for the first time; numbers may part them."""
        key = fold(name)
        if key in self._interventions or len(self._interventions) >= _MOST_INTERVENTIONS:
            return None
        alike = Nearest(self._interventions, least=0.88).to(key)
        self._interventions[key] = name
        return alike if alike and _letters(alike) != _letters(name) else None

    def _text(self, name: str, row: Row) -> str | None:
        text = text_of(self._cell(name, row))
        return None if says_nothing(text) or text in _ERRORS else text

    def _read_dates(self, row: Row, reading: _Reading) -> None:
        for name in ("start", "end"):
            cell = self._cell(name, row)
            found = self._once(name, cell, self._date)
            if isinstance(found, Unread):
                reading.faults.append(self._fault(found.code, name, row, found.sentence))
            elif found is None and name == "start":
                reading.faults.append(self._missing(name, row))
            reading.values[name] = None if isinstance(found, Unread) else found
        start, end = reading.values["start"], reading.values["end"]
        if start and end and end < start:
            sentence = _("Slutdatum %(end)s ligger före startdatum %(start)s.") % {"end": end, "start": start}
            reading.faults.append(self._fault(Code.DATE_ORDER, "end", row, sentence))

    def _date(self, name: str, cell: Cell) -> date | Unread | None:
        if says_nothing(text_of(cell), ongoing=name == "end"):
            return None
        return read_date(cell, today=self._read.today)

    def _read_code(self, name: str, row: Row, reading: _Reading) -> None:
        found = self._once(name, self._cell(name, row), self._code)
        if isinstance(found, Unread):
            reading.faults.append(self._fault(found.code, name, row, found.sentence))
            found = None
        if isinstance(found, Found):
            reading.warnings.append(self._fault(Odd.SEVERAL_VALUES, name, row, found.odd))
            found = found.value
        reading.values[name] = found

    def _code(self, name: str, cell: Cell) -> str | Found | Unread | None:
        return (
            self._read.municipalities.read(cell)
            if name == "municipality"
            else self._read.codes[name].read(cell)
        )

    def _once(self, name: str, cell: Cell, read: Callable[[str, Cell], Any]) -> Any:
        """A list says the same things over and over; each is understood once."""
        known = self._kept.get((name, cell), self)
        if known is not self:
            return known
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        answer = self._kept[(name, cell)] = read(name, cell)
        return answer

    def _key(self, row: Row, reading: _Reading) -> Key | None:
        """The participation's key; a fault when it stands earlier in the list or the unit has it."""
        identity, intervention = reading.values.get("identity"), reading.values.get("intervention")
        start = reading.values["start"]
        if not (identity and intervention and start):
            return None
        key = (identity.number, fold(intervention), start)
        earlier = self._seen.setdefault(key, row.number)
        sentence = ""
        if earlier != row.number:
            sentence = _("Samma person, insats och startdatum står på rad %(row)s.") % {"row": earlier}
        elif self._known and self._known(key):
            sentence = _("Verksamheten har redan samma person, insats och startdatum.")
        if sentence:
            reading.faults.append(self._fault(Code.DUPLICATE, "identity", row, sentence))
        return key

    def _look_at_oddities(self, row: Row, reading: _Reading) -> None:
        values = reading.values
        facts = Facts(values.get("identity"), self._read.today, values, frozenset(self._column))
        for odd, name, sentence in oddities(facts):
            reading.warnings.append(self._fault(odd, name, row, sentence))


def _record(values: Mapping[str, Any]) -> Record:
    return {name: _plain(values[name]) for name in RECORD}


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if not sign.isdigit())


def _plain(value: Identity | date | str | None) -> str | None:
    if isinstance(value, Identity):
        return value.number
    return value.isoformat() if isinstance(value, date) else value
