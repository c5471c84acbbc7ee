"""Texts that mean the same though they are written differently: case, spaces, punctuation, å/ä/ö, abbreviations.

A near-spelling is never taken for the word: `Nearest` only helps to say what may have been meant.
"""

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

_LEAST = 3
_MOST_PIECES = 6
_NOT_A_SIGN = re.compile(r"[\W_]+")
_BARE = str.maketrans("åäöæøéèëêüúùáàâíìîóòôñç", "aaoaoeeeeuuuaaaiiiooonc")


def fold(text: str) -> str:
    """Only letters and digits, small, composed; å, ä and ö kept: `"Försörj. in"` → `"försörjin"`."""
    return _NOT_A_SIGN.sub("", unicodedata.normalize("NFKC", text).casefold())


def bare(folded: str) -> str:
    """A folded text without the rings and dots, for those who write without them."""
    return folded.translate(_BARE)


class Spellings:
    """Folded spellings of answers: exact first, then without rings and dots when that has one answer."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._exact = dict(answers)
        self._bare: dict[str, str | None] = {}
        self._by_start: dict[str, list[str]] = {}
        for spelling, answer in answers.items():
            key = bare(spelling)
            known = self._bare.setdefault(key, answer)
            if known != answer:
                self._bare[key] = None
            self._by_start.setdefault(spelling[:_LEAST], []).append(spelling)

    def find(self, text: str) -> str | None:
        """The answer for a text as written, or None."""
        key = fold(text)
        found = self._exact.get(key)
        if found is None:
            found = self._bare.get(bare(key))
        return found if found is not None else self._abbreviated(text)

    def _abbreviated(self, text: str) -> str | None:
        pieces = _pieces(text)
        alike = self._by_start.get(pieces[0][0][:_LEAST]) if pieces else None
        if not alike:
            return None
        pattern = re.compile("".join(re.escape(piece) + (r"\w*" if cut else "") for piece, cut in pieces))
        answers = {self._exact[spelling] for spelling in alike if pattern.fullmatch(spelling)}
        return answers.pop() if len(answers) == 1 else None


class Nearest:
    """Says which known name a text is written most like, so that a sentence can ask "was it this?".

    Comparing is slow, so after `most` different texts it answers None: a column of nonsense must not take an hour.
    """

    def __init__(self, names: Mapping[str, str], *, least: float = 0.72, most: int = 500) -> None:
        self._names = {bare(fold(spelling)): name for spelling, name in names.items()}
        self._least, self._left = least, most

    def to(self, text: str) -> str | None:
        """The name, when at least the share `least` of the signs agree."""
        self._left -= 1
        wanted = bare(fold(text))[:60]
        if self._left < 0 or not wanted:
            return None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        best, best_name = self._least, None
        for spelling, name in self._names.items():
            matcher.set_seq1(spelling)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, best_name = matcher.ratio(), name
        return best_name


def _pieces(text: str) -> list[tuple[str, bool]]:
    """`"försörjn. stöd"` is försörjn… and stöd: each piece, and whether it is cut short.

    Only a full stop cuts, and a first piece of three letters at least; otherwise there are none.
    """
    parts = [
        part for part in re.split(r"(?<=\.)|\s+", unicodedata.normalize("NFKC", text).casefold()) if part
    ]
    if len(parts) > _MOST_PIECES or not any(part.endswith(".") for part in parts):
        return []
    pieces = [(fold(part), part.endswith(".")) for part in parts]
    pieces = [(piece, cut) for piece, cut in pieces if piece]
    return pieces if pieces and len(pieces[0][0]) >= _LEAST else []
