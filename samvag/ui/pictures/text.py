"""How wide a text stands, and where it may break, without a browser."""

from functools import lru_cache

from samvag.ui.pictures.advances import ADVANCES, UNITS

REGULAR, BOLD = 400, 600
_WIDTHS = {
    weight: {character: width / UNITS for width, characters in table.items() for character in characters}
    for weight, table in ADVANCES.items()
}
WIDE, SCRIPT = 1.15, 0.75
SLACK = 1.01


def _beyond(character: str) -> float:
    """Letters that the table lacks fall to the reader's own font: signs and pictures are wide, scripts less so."""
    return SCRIPT if ord(character) < 0x2000 else WIDE


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = REGULAR) -> float:
    """The advance width of one line in the units of `size`, kerning left out and one percent added for safety."""
    table = _WIDTHS[weight]
    total = 0.0
    for character in text:
        total += table.get(character) or _beyond(character)
    return total * size * SLACK


def _broken(word: str, limit: float, size: float, weight: int) -> list[str]:
    """A word wider than the line is broken with a hyphen, so that it is whole, if not pretty."""
    pieces, piece = [], ""
    for character in word:
        if piece and width(piece + character + "-", size, weight) > limit:
            pieces.append(piece + "-")
            piece = ""
        piece += character
    return [*pieces, piece]


@lru_cache(maxsize=4096)
def wrap(text: str, limit: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """The lines of `text`, none wider than `limit`, breaking at ordinary spaces; a non-breaking one holds."""
    lines: list[str] = []
    line = ""
    for word in " ".join(text.split("\n")).split(" "):
        if not word:
            continue
        tried = f"{line} {word}" if line else word
        if width(tried, size, weight) <= limit:
            line = tried
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, limit, size, weight)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def widest(lines: tuple[str, ...], size: float, weight: int = REGULAR) -> float:
    return max((width(line, size, weight) for line in lines), default=0.0)
