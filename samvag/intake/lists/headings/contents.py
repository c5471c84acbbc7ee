"""How well the values of a column fit a field: the share that can be read as it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from samvag.intake.lists.fields import DATES, NAME, SYSTEMS
from samvag.intake.lists.reading.sheets import Cell
from samvag.intake.lists.values import Found, Unread, text_of
from samvag.intake.lists.values.codes import Codes
from samvag.intake.lists.values.dates import read_date
from samvag.intake.lists.values.identities import read_identity
from samvag.intake.lists.values.municipalities import Municipalities


@dataclass(frozen=True)
class Readers:
    """What reads the cells of each field, with the unit's own spellings in them."""

    today: date
    codes: dict[str, Codes]
    municipalities: Municipalities


def readers(synonyms: dict[str, dict[str, str]], today: date) -> Readers:
    """`synonyms` is system → spelling → code."""
    codes = {
        field: Codes(
            system, synonyms.get(system), several=system in ("livelihood_source", "referrer_org_type")
        )
        for field, system in SYSTEMS.items()
    }
    return Readers(today, codes, Municipalities(synonyms.get("municipality")))


def fit(field: str, values: Sequence[Cell], read: Readers) -> float:
    """0–1 over the filled cells; 0.5 when there are none."""
    if not values:
        return 0.5
    test = _test(field, read)
    return sum(test(value) for value in values) / len(values)


def _test(field: str, read: Readers) -> Callable[[Cell], bool]:
    if field == "identity":
        return lambda cell: not isinstance(read_identity(cell, today=read.today), Unread)
    if field in DATES:
        return lambda cell: isinstance(read_date(cell, today=read.today), date)
    if field == "municipality":
        return lambda cell: isinstance(read.municipalities.read(cell), str)
    if field in SYSTEMS:
        return lambda cell: isinstance(read.codes[field].read(cell), str | Found)
    if field == NAME:
        return lambda cell: _wordy(cell) and (" " in text_of(cell) or "," in text_of(cell))
    return _wordy


def _wordy(cell: Cell) -> bool:
    return isinstance(cell, str) and any(sign.isalpha() for sign in cell)
