"""Columns to fields: by heading first, by content where a heading says several things or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from samvag.intake.lists.fields import FIELDS, NAME
from samvag.intake.lists.headings.contents import Readers, fit
from samvag.intake.lists.headings.wording import KNOWN_BUT_NOT_READ, PUT_TOGETHER, fields_named
from samvag.intake.lists.reading.sheets import Cell, Row
from samvag.intake.lists.values import text_of

_SAMPLE = 50
_SURELY = 0.8
_GUESSABLE = ("identity", "municipality", "education", "referrer", "exit_reason")


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is None for a column that is not read; `guessed` when its values and not its heading told."""

    index: int
    heading: str
    field: str | None
    guessed: bool = False


def match_columns(headings: Sequence[str], below: Sequence[Row], read: Readers) -> tuple[Column, ...]:
    """One answer a field at most, the best fit first."""
    values = [_values(below, index) for index in range(len(headings))]
    fields = _by_heading(headings, values, read)
    _one_name(fields, headings)
    guessed = _by_content(headings, values, fields, read)
    return tuple(
        Column(index, heading, fields.get(index) or guessed.get(index), index in guessed)
        for index, heading in enumerate(headings)
    )


def match_as_told(headings: Sequence[str], told: Mapping[str | int, str | None]) -> tuple[Column, ...]:
    """Columns as the user has mapped them, by heading or by position from 0."""
    wanted = {text_of(key) if isinstance(key, str) else key: field for key, field in told.items()}
    columns = []
    for index, heading in enumerate(headings):
        field = wanted.get(index, wanted.get(text_of(heading)))
        columns.append(Column(index, heading, field if field in FIELDS else None))
    return tuple(columns)


def _values(below: Sequence[Row], index: int) -> list[Cell]:
    filled = (row.cells[index] for row in below if index < len(row.cells) and text_of(row.cells[index]))
    return list(islice(filled, _SAMPLE))


def _by_heading(headings: Sequence[str], values: Sequence[list[Cell]], read: Readers) -> dict[int, str]:
    offers = []
    for index, heading in enumerate(headings):
        named = fields_named(heading) if heading else {}
        for field, sure in named.items():
            if field == KNOWN_BUT_NOT_READ:
                continue
            share = fit(field, values[index], read)
            if sure >= PUT_TOGETHER or share >= 0.5:
                offers.append((sure + 60 * share, -index, field))
    taken: dict[int, str] = {}
    for _score, minus_index, field in sorted(offers, reverse=True):
        if -minus_index not in taken and field not in taken.values():
            taken[-minus_index] = field
    _second_livelihood(headings, taken)
    return taken


def _second_livelihood(headings: Sequence[str], taken: dict[int, str]) -> None:
    """Two columns of the same name: the first is before, the second after."""
    if "livelihood_after" in taken.values() or "livelihood_before" not in taken.values():
        return
    first = next(index for index, field in taken.items() if field == "livelihood_before")
    again = [
        index
        for index in range(len(headings))
        if index not in taken and "livelihood_before" in fields_named(headings[index])
    ]
    if again:
        before, after = sorted((first, again[0]))
        taken[before], taken[after] = "livelihood_before", "livelihood_after"


def _one_name(taken: dict[int, str], headings: Sequence[str]) -> None:
    """A whole name beside its parts is not read; beside a family name alone it is the given name."""
    fields = set(taken.values())
    index = next((index for index, field in taken.items() if field == NAME), None)
    if index is None:
        return
    if {"given_name", "family_name"} <= fields:
        del taken[index]
    elif "family_name" in fields:
        taken[index] = "given_name"


def _by_content(
    headings: Sequence[str], values: Sequence[list[Cell]], taken: Mapping[int, str], read: Readers
) -> dict[int, str]:
    """Columns whose heading says nothing, when nearly all values can only be one missing field."""
    free = [
        index
        for index, heading in enumerate(headings)
        if not fields_named(heading) and len(values[index]) > 1
    ]
    missing = [field for field in _GUESSABLE if field not in taken.values()]
    guessed: dict[int, str] = {}
    for field in missing:
        shares = {index: fit(field, values[index], read) for index in free if index not in guessed}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= _SURELY and not _says_more(best, field, values, read):
            guessed[best] = field
    _guess_dates(free, values, taken, guessed, read)
    return guessed


def _says_more(index: int, field: str, values: Sequence[list[Cell]], read: Readers) -> bool:
    """Whether the column's values are read as well as another field: then nothing is guessed."""
    share = fit(field, values[index], read)
    return any(fit(other, values[index], read) >= share for other in _GUESSABLE if other != field)


def _guess_dates(
    free: Sequence[int],
    values: Sequence[list[Cell]],
    taken: Mapping[int, str],
    guessed: dict[int, str],
    read: Readers,
) -> None:
    """Exactly one free column of dates for the start, or two for start and end."""
    dated = [index for index in free if index not in guessed and fit("start", values[index], read) >= _SURELY]
    missing = [field for field in ("start", "end") if field not in taken.values()]
    if missing and missing[0] == "start" and len(dated) == len(missing):
        guessed.update(zip(dated, missing, strict=True))
