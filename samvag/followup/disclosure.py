"""Small cells are withheld, and so many more that none of them follows from what is shown.

Source: domain reference 8.6. Threshold 5; a zero says nothing about anybody when its group is large enough.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

THRESHOLD = 5
Cell = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Withheld:
    """`count` is None when the cell is withheld."""

    count: int | None

    def __bool__(self) -> bool:
        return self.count is not None


def withhold(cells: Mapping[Cell, int], threshold: int = THRESHOLD) -> dict[Cell, Withheld]:
    """A table of counts by (row, column), whose row and column sums are taken to be known.

    First every count from 1 to `threshold` - 1 is withheld; then, until nothing changes, each line in which what is
    withheld could be told (a lone cell, or several that sum to less than the threshold) loses its smallest shown
    count too, zeros last. Terminates because each round withholds at least one cell more.
    """
    hidden = {cell for cell, count in cells.items() if 0 < count < threshold}
    while more := _to_hide(cells, hidden, threshold):
        hidden.add(more)
    return {cell: Withheld(None if cell in hidden else count) for cell, count in cells.items()}


def _to_hide(cells: Mapping[Cell, int], hidden: set[Cell], threshold: int) -> Cell | None:
    for axis in (0, 1):
        for line in sorted({cell[axis] for cell in hidden}, key=str):
            held = [cell for cell in hidden if cell[axis] == line]
            shown = [cell for cell in cells if cell[axis] == line and cell not in hidden]
            if shown and (len(held) == 1 or sum(cells[cell] for cell in held) < threshold):
                return min(shown, key=lambda cell: (cells[cell] == 0, cells[cell], str(cell)))
    return None
