"""The code lists as they lie in the repository, read without a database.

A list is `lists/<id>.csv`: lines `# name: value` about the system, then rows `code,label_sv,label_en,sort,
valid_from,valid_to` and the list's own columns. A map is `lists/maps/<from>.<to>.csv`, spellings are
`lists/synonyms/<id>.csv`. Each file is read when first asked for and then kept.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from samvag.kernel.spelling import fold

FOLDER = Path(__file__).parent / "lists"
SAYS_NOTHING = "*"
_OWN_COLUMNS = ("code", "label_sv", "label_en", "sort", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Code:
    """`extra` holds the list's own columns as text."""

    code: str
    label_sv: str
    label_en: str
    sort: int
    valid_from: date | None
    valid_to: date | None
    extra: Mapping[str, str]

    def says(self, column: str) -> bool:
        """Whether a yes-or-no column says yes."""
        return self.extra[column] == "yes"

    def lives(self, on: date) -> bool:
        return (self.valid_from or on) <= on <= (self.valid_to or on)


@dataclass(frozen=True, slots=True)
class System:
    """One code list. `verified` says whether its content was read in the authority's own source."""

    id: str
    version: str
    name_sv: str
    name_en: str
    valid_from: date | None
    valid_to: date | None
    source: str
    verified: bool
    licence: str
    note: str
    codes: tuple[Code, ...]
    by_code: Mapping[str, Code] = field(repr=False, compare=False)

    def __getitem__(self, code: str) -> Code:
        return self.by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def where(self, column: str) -> frozenset[str]:
        """The codes whose yes-or-no column says yes."""
        return frozenset(code.code for code in self.codes if code.says(column))


@dataclass(frozen=True, slots=True)
class CodeMap:
    from_system: str
    to_system: str
    source: str
    verified: bool
    codes: Mapping[str, str]


def system_ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


def map_ids() -> tuple[tuple[str, str], ...]:
    """Each map as (from system, to system)."""
    names = sorted(path.stem.split(".") for path in (FOLDER / "maps").glob("*.csv"))
    return tuple((from_system, to_system) for from_system, to_system in names)


@cache
def load_system(system_id: str) -> System:
    """Raises FileNotFoundError when there is no such list."""
    about, rows = _read(FOLDER / f"{system_id}.csv")
    codes = tuple(_code(row) for row in rows)
    return System(
        id=about["id"],
        version=about["version"],
        name_sv=about["name_sv"],
        name_en=about["name_en"],
        valid_from=_day(about["valid_from"]),
        valid_to=_day(about["valid_to"]),
        source=about["source"],
        verified=about["verified"] == "yes",
        licence=about["licence"],
        note=about["note"],
        codes=codes,
        by_code=MappingProxyType({code.code: code for code in codes}),
    )


@cache
def load_map(from_system: str, to_system: str) -> CodeMap:
    """Raises FileNotFoundError when there is no such map."""
    about, rows = _read(FOLDER / "maps" / f"{from_system}.{to_system}.csv")
    codes = MappingProxyType({row["from_code"]: row["to_code"] for row in rows})
    return CodeMap(from_system, to_system, about["source"], about["verified"] == "yes", codes)


@cache
def load_synonyms(system_id: str) -> Mapping[str, str]:
    """Folded spelling → code, from the list's codes, its Swedish labels and its file of spellings."""
    named = (
        (name, code.code) for code in load_system(system_id).codes for name in (code.code, code.label_sv)
    )
    spelt = (
        (row["spelling"], row["code"]) for row in spelling_rows(system_id) if row["code"] != SAYS_NOTHING
    )
    return MappingProxyType({fold(spelling): code for spelling, code in chain(named, spelt)})


@cache
def load_fillers(system_id: str) -> frozenset[str]:
    """Folded words that may stand beside a spelling of the list and change nothing: `avslutad` in `avslutad: flytt`."""
    fillers = (row["spelling"] for row in spelling_rows(system_id) if row["code"] == SAYS_NOTHING)
    return frozenset(fold(word) for filler in fillers for word in filler.split())


def spelling_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file under `lists/synonyms`; none when there is no such file."""
    path = FOLDER / "synonyms" / f"{name}.csv"
    return _read(path)[1] if path.exists() else iter(())


def _read(path: Path) -> tuple[dict[str, str], Iterator[dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    about = {}
    for line in lines:
        if not line.startswith("#"):
            break
        name, _colon, value = line[1:].partition(":")
        about[name.strip()] = value.strip()
    return about, iter(csv.DictReader(lines[len(about) :]))


def _code(row: dict[str, str]) -> Code:
    extra = {column: value for column, value in row.items() if column not in _OWN_COLUMNS}
    return Code(
        code=row["code"],
        label_sv=row["label_sv"],
        label_en=row["label_en"],
        sort=int(row["sort"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        extra=MappingProxyType(extra),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
