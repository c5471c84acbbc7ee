"""Where the words stand: in the bead, under it, or, where it is too crowded, in the key below the picture.

Words under a thread stand on levels. A word away from the thread is tied to its bead by a short line, which no other
word crosses; nothing crosses the line of now.
"""

from dataclasses import dataclass, field

from samvag.ui.pictures import text

SIZE = 13.0
LINE = 16.0
WIDEST = 190.0
AIR = 8.0
BESIDE_NOW = 18.0


@dataclass(slots=True)
class Words:
    """`x` is the left edge; `tie` where the line from the bead comes down."""

    lines: tuple[str, ...]
    width: float
    x: float
    level: int
    tie: float


@dataclass(slots=True)
class Shelf:
    """The levels under (or over) one thread."""

    left: float
    right: float
    walls: tuple[float, ...] = ()
    levels: int = 3
    placed: list[Words] = field(default_factory=list)

    def _free(self, x: float, width: float, level: int, tie: float) -> bool:
        end = x + width
        if x < self.left - 0.1 or end > self.right + 0.1:
            return False
        if any(x - AIR / 2 < wall < end + AIR / 2 for wall in self.walls):
            return False
        for other in self.placed:
            other_end = other.x + other.width
            if other.level == level and x < other_end + AIR and other.x < end + AIR:
                return False
            if other.level > level and x - 3 < other.tie < end + 3:
                return False
            if other.level < level and other.x - 3 < tie < other_end + 3:
                return False
        return True

    def put(
        self, lines: tuple[str, ...], width: float, places: tuple[float, ...], tie: float
    ) -> Words | None:
        """The free place that is nearest: a level down weighs as much as 80 to the side of the first wish."""
        wished = places[0] if places else 0.0
        tried = sorted(
            (80 * level + abs(x - wished), level, x) for level in range(self.levels) for x in places
        )
        for _cost, level, x in tried:
            if self._free(x, width, level, tie):
                words = Words(lines, width, x, level, tie)
                self.placed.append(words)
                return words
        return None

    def heights(self) -> list[float]:
        """How high each used level is."""
        used = max((words.level for words in self.placed), default=-1) + 1
        return [
            max((len(words.lines) for words in self.placed if words.level == level), default=1) * LINE + 3
            for level in range(used)
        ]


def under(
    shelf: Shelf, label: str, x1: float, x2: float, size: float = SIZE, weight: int = text.REGULAR
) -> Words | None:
    """Words for a bead from x1 to x2: from its left edge, to its right edge, or against the nearest wall."""
    for limit in (WIDEST * 1.3, WIDEST, WIDEST * 0.66):
        lines = text.wrap(label, limit, size, weight)
        width = text.widest(lines, size, weight)
        middle = (x1 + x2) / 2
        tie = min(x1 + 12, middle)
        before = [wall - AIR / 2 - 1 - width for wall in shelf.walls if wall > x1]
        after = [wall + AIR / 2 + 1 for wall in shelf.walls if wall < x2]
        places = (x1 + 1, x2 - 1 - width, *before, *after, shelf.right - width, shelf.left)
        reach = BESIDE_NOW if any(x1 < wall < x2 for wall in shelf.walls) else 4.0
        near = tuple(x for x in places if x - reach <= tie <= x + width + reach)
        words = shelf.put(lines, width, near, tie)
        if words:
            return words
    return None
