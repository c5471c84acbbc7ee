"""Under the picture: what the numbers stand for, and what colours, signs and lines mean."""

from django.utils.translation import gettext as _

from samvag.ui.pictures import text
from samvag.ui.pictures.way.model import Kind, Way
from samvag.ui.pictures.way.scene import Scene, Text
from samvag.ui.pictures.way.words import Voice

SIZE = 12.0
COLUMN = 318.0


def key(scene: Scene, lines: list[str], y: float, left: float, right: float) -> float:
    """Numbered lines in as many columns as there is room for, read downwards."""
    if not lines:
        return y
    columns = max(1, int((right - left) // (COLUMN + 10)))
    wrapped = [text.wrap(line, COLUMN - 26, SIZE) for line in lines]
    total = sum(len(rows) for rows in wrapped)
    x, top, down, number = left, y + 12, 0, 0
    column = 0
    lowest = 0
    for number, rows in enumerate(wrapped, 1):
        if down and down >= total / columns and column < columns - 1:
            column, down = column + 1, 0
        x = left + column * (COLUMN + 10)
        place = top + down * 16
        scene.texts.append(Text((str(number),), x + 16, place, "key-number", "end"))
        scene.texts.append(Text(rows, x + 24, place, "key"))
        down += len(rows)
        lowest = max(lowest, down)
    return y + lowest * 16 + 8


def _lines(way: Way, voice: Voice) -> list[tuple[str, str]]:
    """(name of the sample, words) for what is in this picture and needs saying."""
    found: list[tuple[str, str]] = [
        (str(kind), voice.kinds[kind]) for kind in Kind if any(bead.kind == kind for bead in way.beads)
    ]
    if any(bead.planned or bead.start > way.today for bead in way.beads):
        found.append(("pale", voice.planned))
    if any(bead.owner_label for bead in way.beads):
        found.append(("shared", _("hos en annan verksamhet")))
    if any(bead.returned for bead in way.beads):
        found.append(("returned", _("kom tillbaka")))
    if any(gap.owned for gap in way.gaps):
        found.append(("waiting", _("väntan, någon är ansvarig")))
    if any(not gap.owned for gap in way.gaps):
        found.append(("broken", _("ingen är ansvarig")))
    return found


def kinds(scene: Scene, way: Way, voice: Voice, y: float, left: float, right: float) -> float:
    """One row, or as many as needed, of samples with their words."""
    found = _lines(way, voice)
    if not found:
        return y
    x = left
    for name, label in found:
        wide = 22 + text.width(label, SIZE)
        if x + wide > right and x > left:
            x, y = left, y + 20
        scene.legend.append((name, Text((label,), x + 22, y + 12, "legend")))
        x += wide + 18
    return y + 20
