"""Municipalities by name, code or both, as `Haninge`, `haninge kommun`, `136`, `0138 Tyresö`."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from samvag.codes.files import load_synonyms, load_system
from samvag.intake.lists.faults import Code
from samvag.intake.lists.reading.sheets import Cell
from samvag.intake.lists.values import MOST_QUOTED, Unread, text_of
from samvag.intake.lists.values.nothing import says_nothing
from samvag.kernel.spelling import Nearest, Spellings, fold

_SUFFIXES = ("kommun", "kommunen", "kn", "k", "stad")
_CODE_FIRST = re.compile(r"([0-9]{3,4})(?:[.,]0+)?\W*(.*)")
_COUNTY = re.compile(r"[,(/ ]+[^,(/]+ län\)?$")
_LEAD = re.compile(r"^kommun(?:en)?:? (?=.)", re.IGNORECASE)
_CODE_LAST = re.compile(r"(.*?)\W*([0-9]{3,4})\W*")


class Municipalities:
    def __init__(self, extra: Mapping[str, str] | None = None) -> None:
        self._system = load_system("municipality")
        own = {fold(spelling): code for spelling, code in (extra or {}).items()}
        self._nearest = Nearest({code.label_sv: code.label_sv for code in self._system.codes})
        self._names = Spellings(dict(self._spellings()) | dict(load_synonyms("municipality")) | own)

    def read(self, cell: Cell) -> str | Unread | None:
        """The four-digit code of a cell; None for nothing."""
        text = text_of(cell)
        if says_nothing(text):
            return None
        found = self._find(text)
        return found if found is not None else self._unknown(text)

    def _find(self, text: str) -> str | None:
        text = _LEAD.sub("", _COUNTY.sub("", text))
        first, last = _CODE_FIRST.fullmatch(text), _CODE_LAST.fullmatch(text)
        if first:
            return self._both(first[1], first[2])
        if last:
            return self._both(last[2], last[1])
        return self._names.find(text)

    def _both(self, digits: str, name: str) -> str | None:
        """A code, and a name that must not say otherwise."""
        code = digits.zfill(4)
        if code not in self._system:
            return None
        return code if not fold(name) or self._names.find(name) == code else None

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for code in self._system.codes:
            for name in (code.label_sv, code.extra["full_name"]):
                yield fold(name), code.code
            for suffix in _SUFFIXES:
                yield fold(code.label_sv) + suffix, code.code
                yield fold(code.label_sv) + "s" + suffix, code.code

    def _unknown(self, text: str) -> Unread:
        first = _CODE_FIRST.fullmatch(text)
        code = first[1].zfill(4) if first else ""
        if code in self._system:
            facts = {"code": code, "name": self._system[code].label_sv, "text": text}
            return Unread(
                Code.MUNICIPALITY_UNKNOWN,
                _("Koden %(code)s är %(name)s, men cellen säger ”%(text)s”.") % facts,
            )
        near = self._nearest.to(_bare_name(text))
        sentence = _("”%(text)s” är ingen kommun.") % {"text": text[:MOST_QUOTED]}
        if near:
            sentence += " " + _("Närmast är %(near)s.") % {"near": near}
        return Unread(Code.MUNICIPALITY_UNKNOWN, sentence)


def _bare_name(text: str) -> str:
    return re.sub(r"(?i)[^a-zåäöé ]|\b(kommun|kommunen|kn|stad)\b", "", text).strip()
