"""Horizontal bars that are a table at the same time: the words, a bar, the number."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` None is withheld or unknown; `note` then says which. `kind` is one of the way's colours."""

    label: str
    value: float | None
    kind: str = "intervention"
    note: str = ""
    href: str | None = None


def shares(bars: Sequence[Bar]) -> list[tuple[Bar, float]]:
    """Each bar with its length in percent of the longest, two decimals; nothing at all when all are nought."""
    longest = max((bar.value or 0 for bar in bars), default=0) or 1
    return [(bar, round(100 * (bar.value or 0) / longest, 2)) for bar in bars]
