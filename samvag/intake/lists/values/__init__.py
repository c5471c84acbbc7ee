"""Reads one cell: a value, nothing (None), or `Unread` that says why not."""

from dataclasses import dataclass

from samvag.intake.lists.faults import Code
from samvag.intake.lists.reading.sheets import Cell

DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
"""The dashes that word processors put where a hyphen was meant."""

MOST_QUOTED = 100
"""Signs of a cell that a sentence repeats."""

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class Unread:
    code: Code
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """A value that was read, with something odd to say of how."""

    value: str
    odd: str


def without_unseen(text: str) -> str:
    return text.translate(_UNSEEN)


def text_of(cell: Cell) -> str:
    """The cell's text without outer spaces and unseen signs; inner spaces are single."""
    text = cell if isinstance(cell, str) else str(cell)
    return " ".join(without_unseen(text).split())
