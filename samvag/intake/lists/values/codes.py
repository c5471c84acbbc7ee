"""Coded facts: by code, label, synonym or abbreviation. A near-spelling is refused, and the nearest named."""

import re
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samvag.codes.files import SAYS_NOTHING, load_fillers, load_map, load_synonyms, load_system, spelling_rows
from samvag.intake.lists.faults import Code
from samvag.intake.lists.reading.sheets import Cell
from samvag.intake.lists.values import MOST_QUOTED, Found, Unread, text_of
from samvag.intake.lists.values.nothing import says_nothing
from samvag.kernel.spelling import Nearest, Spellings, fold

_SEVERAL = re.compile(r"\s*(?:[+&/;,]|\boch\b|\bsamt\b)\s*")
_SHARE = re.compile(r"\(?\b\d{1,3}\s?(?:%|procent)\)?")
_SUN = re.compile(r"(?:sun ?)?([0-9]{2,3})", re.IGNORECASE)
_MOST_WORDS = 8
_MOST_PLACES = 500


class Codes:
    """Reads the cells of one code list. `several` accepts the first of many with a warning."""

    def __init__(self, system: str, extra: Mapping[str, str] | None = None, *, several: bool = False) -> None:
        self._system = load_system(system)
        own = {fold(spelling): code for spelling, code in (extra or {}).items()}
        self._spellings = Spellings(dict(load_synonyms(system)) | own)
        self._fillers = load_fillers(system)
        self._several = several
        self._has_unknown = "UNK" in self._system
        self._has_places = system == "referrer_org_type"
        self._nearest = Nearest(_shown(system))
        self._like_word = Nearest(
            {word: word for shown in _shown(system) for word in shown.split()}, least=0.8, most=_MOST_PLACES
        )
        self._places: dict[str, bool] = {}

    def read(self, cell: Cell) -> str | Found | Unread | None:
        """The code of a cell; None for nothing."""
        text = text_of(cell)
        if not text:
            return None
        found: str | Found | None = self._spellings.find(text)
        if found is None and says_nothing(text, ongoing=True, unknown=not self._has_unknown):
            return None
        found = found or self._find(text)
        if found is None and self._several:
            found = self._first_of_several(text)
        return found if found is not None else self._unknown(text)

    def _find(self, text: str) -> str | None:
        by_sun = _by_sun(text) if self._system.id == "education_level" else None
        return by_sun or self._spellings.find(text) or self._without_fillers(text)

    def _without_fillers(self, text: str) -> str | None:
        """`Slutförd – studier`, `Sjukpenning (FK) 50 %`, `EB – ekonomiskt bistånd`."""
        words = re.findall(r"[^\W_]+\.?", _SHARE.sub(" ", text))
        kept = [word for word in words if fold(word) not in self._fillers]
        if not kept or len(kept) > _MOST_WORDS:
            return None
        return (
            self._spellings.find(" ".join(kept))
            or self._said_twice(words)
            or self._said_twice(kept)
            or self._beside_a_place(kept)
        )

    def _beside_a_place(self, words: list[str]) -> str | None:
        """`Arbetsförmedlingen Handen`: who referred, and a name that says where."""
        if not self._has_places:
            return None
        kept = [word for word in words if not self._may_be_a_place(word)]
        return self._spellings.find(" ".join(kept)) if kept and kept != words else None

    def _may_be_a_place(self, word: str) -> bool:
        """A name, and not a known word with a slip in it."""
        if not word.istitle() or self._spellings.find(word) is not None:
            return False
        known = self._places.get(word)
        if known is None:
            known = self._places[word] = len(self._places) < _MOST_PLACES and self._like_word.to(word) is None
        return known

    def _said_twice(self, words: list[str]) -> str | None:
        for cut in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
            first = self._spellings.find(" ".join(words[:cut]))
            if first is not None and first == self._spellings.find(" ".join(words[cut:])):
                return first
        return None

    def _first_of_several(self, text: str) -> str | Found | None:
        parts = [part for part in _SEVERAL.split(text) if part]
        found = [self._find(part) for part in parts]
        if len(parts) < 2 or any(code is None for code in found):
            return None
        first = found[0] or ""
        if len(set(found)) == 1:
            return first
        label = self._label(first)
        return Found(
            first, _("”%(text)s” är flera; det första, %(label)s, räknas.") % {"text": text, "label": label}
        )

    def _label(self, code: str) -> str:
        known = self._system[code]
        return known.label_en if get_language() == "en" else known.label_sv

    def _unknown(self, text: str) -> Unread:
        sentence = _("”%(text)s” finns inte i listan ”%(list)s”.") % {
            "text": text[:MOST_QUOTED],
            "list": self._system.name_en if get_language() == "en" else self._system.name_sv,
        }
        near = self._nearest.to(text)
        if near:
            sentence += " " + _("Närmast är ”%(near)s”.") % {"near": near}
        return Unread(Code.CODE_UNKNOWN, sentence)


def _shown(system: str) -> dict[str, str]:
    """Every spelling of the list as written, and the labels, for the user to choose from."""
    spelt = {row["spelling"]: row["spelling"] for row in spelling_rows(system) if row["code"] != SAYS_NOTHING}
    return spelt | {code.label_sv: code.label_sv for code in load_system(system).codes}


def _by_sun(text: str) -> str | None:
    match = _SUN.fullmatch(text)
    return load_map("sun2020_level", "education_level").codes.get(match[1]) if match else None
