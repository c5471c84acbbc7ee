"""The rows of main contacts and livelihoods: flat bars along the same time as the beads."""

from collections.abc import Sequence
from datetime import date, timedelta

from samvag.ui.pictures import text
from samvag.ui.pictures.way import labels
from samvag.ui.pictures.way.lanes import Room
from samvag.ui.pictures.way.model import Handover, Span
from samvag.ui.pictures.way.scale import Scale
from samvag.ui.pictures.way.scene import Bar, Scene, Text, n

HEIGHT = 24.0
SIZE = 13.0
Placed = tuple[Span, float, float]


def _shape(x1: float, x2: float, y: float) -> str:
    r = min(4.0, (x2 - x1) / 2)
    return (
        f"M{n(x1 + r)} {n(y)}H{n(x2 - r)}a{n(r)} {n(r)} 0 0 1 {n(r)} {n(r)}V{n(y + HEIGHT - r)}a{n(r)} {n(r)} 0 0 1 "
        f"-{n(r)} {n(r)}H{n(x1 + r)}a{n(r)} {n(r)} 0 0 1 -{n(r)} -{n(r)}V{n(y + r)}a{n(r)} {n(r)} 0 0 1 {n(r)} -{n(r)}Z"
    )


def _places(spans: Sequence[Span], time: Scale, room: Room, today: date) -> list[list[Placed]]:
    """Bars on as few rows as keep them from overlapping; what lies outside the picture's time is left out."""
    rows: list[list[Placed]] = []
    for span in sorted(spans, key=lambda span: span.start):
        end = span.end or max(today, time.last)
        if end < time.first or span.start > time.last:
            continue
        x1 = max(time.x(max(span.start, time.first)), room.left)
        x2 = min(time.x(min(end + timedelta(days=1), time.last)), room.right)
        row = next((row for row in rows if row[-1][2] <= x1 + 6), None)
        if row is None:
            rows.append(row := [])
        elif row[-1][2] > x1 - 2:
            x1 = row[-1][2] + 2
        row.append((span, min(x1, room.right - 6), max(x2, x1 + 6)))
    return rows


def _words(
    shelf: labels.Shelf, placed: Placed, y: float, now: float
) -> tuple[Text | None, labels.Words | None]:
    span, x1, x2 = placed
    wide = text.width(span.label, SIZE)
    for x in (x1 + 9, now + 7):
        if x1 < x and x + wide + 7 <= x2 and not x - 4 < now < x + wide + 4:
            return Text((span.label,), x, y + 17, "bar"), None
    return None, labels.under(shelf, span.label, x1, x2)


def _draw(scene: Scene, row: list[Placed], y: float, room: Room) -> float:
    """One row of bars with their words in or under them; where it ends."""
    shelf = labels.Shelf(room.left, room.right, walls=(room.now,))
    below = []
    for placed in reversed(row):
        span, x1, x2 = placed
        inside, words = _words(shelf, placed, y, room.now)
        title = f"{span.label}, {room.voice.dates(span.start, span.end, False)}"
        bar = Bar(span.kind, title, _shape(x1, x2, y), inside)
        scene.bars.append(bar)
        if words:
            below.append((bar, words))
    heights = shelf.heights()
    for bar, words in below:
        top = y + HEIGHT + 13 + sum(heights[: words.level])
        bar.words = Text(words.lines, words.x, top, "under")
    return y + HEIGHT + sum(heights) + (2 if heights else 0)


def row(
    scene: Scene, name: str, spans: Sequence[Span], time: Scale, room: Room, y: float, today: date
) -> float:
    """Draws the bars from `y`; the answer is where the next thing may begin."""
    placed = _places(spans, time, room, today)
    if not placed:
        return y
    scene.texts.append(Text((name,), 4, y + 17, "row"))
    for bars in placed:
        y = _draw(scene, bars, y, room) + 4
    return y


def handovers(scene: Scene, found: Sequence[Handover], time: Scale, room: Room, y: float) -> None:
    """A small sign on the border between two main contacts."""
    for handover in found:
        if time.first <= handover.day <= time.last:
            x = time.x(handover.day)
            d = f"M{n(x - 6)} {n(y)}L{n(x)} {n(y - 6)}L{n(x + 6)} {n(y)}L{n(x)} {n(y + 6)}Z"
            scene.handovers.append((d, f"{handover.label}, {room.voice.day(handover.day)}"))
