"""What stands for nothing in a cell that need not be filled."""

from functools import cache

from samvag.codes.files import spelling_rows
from samvag.kernel.spelling import bare, fold


def says_nothing(text: str, *, ongoing: bool = False, unknown: bool = True) -> bool:
    """Blank, a dash, or (`unknown`) a word such as okänt, or (`ongoing`) one such as pågår."""
    if not text or text in _spellings("any"):
        return True
    key = bare(fold(text))
    return (unknown and key in _folded("unknown")) or (ongoing and key in _folded("ongoing"))


@cache
def _spellings(kind: str) -> frozenset[str]:
    return frozenset(row["spelling"] for row in spelling_rows("empty") if row["kind"] == kind)


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(bare(fold(spelling)) for spelling in _spellings(kind))
