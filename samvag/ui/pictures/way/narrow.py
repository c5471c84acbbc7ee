"""The way hanging down, the newest on top, for phones and narrow columns."""

from dataclasses import dataclass, field
from datetime import date
from math import log2

from django.utils.translation import gettext as _

from samvag.ui.pictures import text
from samvag.ui.pictures.way import words
from samvag.ui.pictures.way.lanes import CHAIN, last_day
from samvag.ui.pictures.way.model import Bead, Break, Handover, Span, Way
from samvag.ui.pictures.way.scene import BeadShape, Scene, Text, Thread, n, upright
from samvag.ui.pictures.way.words import Voice

WIDTH = 288.0
THREAD, BESIDE = 20.0, 46.0
TITLE, SUB = 15.0, 13.0
TITLE_STEP, SUB_STEP = 19.0, 17.0
HALF = 12.0
Entry = Bead | Break | Handover


@dataclass(slots=True)
class Column:
    """Where words stand, and how far down the drawing has come."""

    scene: Scene
    x: float
    y: float
    beside: frozenset[int]
    today: date
    voice: Voice
    left: int
    begun: bool = False
    pieces: list[tuple[str, float, float]] = field(default_factory=list)

    @property
    def room(self) -> float:
        return WIDTH - self.x - 4


def _start(entry: Entry) -> date:
    return entry.day if isinstance(entry, Handover) else entry.start


def _beside(way: Way) -> frozenset[int]:
    """The beads that run at the same time as another of the chain, by identity."""
    taken: list[tuple[date, date]] = []
    found = set()
    for bead in sorted(way.beads, key=lambda bead: (bead.moment, bead.kind not in CHAIN, bead.start)):
        start, end = bead.start, last_day(bead, way.today)
        if any(start <= other_end and other_start <= end for other_start, other_end in taken):
            found.add(id(bead))
        elif not bead.moment:
            taken.append((start, end))
    return frozenset(found)


def _texts(column: Column, title: str, subs: list[str], role: str) -> tuple[Text, Text, float]:
    """Title and what stands under it, wrapped, and the height they need."""
    lines = text.wrap(title, column.room, TITLE, text.BOLD)
    small = tuple(line for sub in subs for line in text.wrap(sub, column.room, SUB))
    first = Text(lines, column.x, column.y + 23, role, step=TITLE_STEP)
    y = column.y + 23 + (len(lines) - 1) * TITLE_STEP + 18
    second = Text(small, column.x, y, "sub", step=SUB_STEP)
    return first, second, max(54.0, y + (len(small) - 1) * SUB_STEP + 12 - column.y)


def _length(bead: Bead, today: date, most: float) -> float:
    """A bead's height: a circle for a day, longer for longer, by the doubling of its months."""
    if bead.moment:
        return 2 * HALF
    months = max((last_day(bead, today) - bead.start).days / 30, 0)
    return min(2 * HALF + 5 + 9 * log2(1 + months), most)


def _subs(bead: Bead, voice: Voice) -> list[str]:
    """What stands under the title, each on a line of its own: when and what kind, whose row it is, what to know."""
    kind = voice.kind(bead)
    when = voice.dates(bead.start, bead.end, bead.moment)
    first = when if kind.casefold() in bead.label.casefold() else f"{when} · {kind}"
    signs = ", ".join(voice.signs(bead))
    return [line for line in (first, bead.owner_label, signs[:1].upper() + signs[1:]) if line]


def _bead(column: Column, bead: Bead, order: int) -> None:
    first, second, height = _texts(column, bead.label, _subs(bead, column.voice), "title")
    x = BESIDE if id(bead) in column.beside else THREAD
    top = column.y + 6
    bottom = top + _length(bead, column.today, height - 8)
    shape = BeadShape(str(bead.kind), order, bead.href, column.voice.aloud(bead), "")
    d = upright(x, top, bottom, HALF)
    planned = bead.planned or bead.start > column.today
    shape.body, shape.pale = ("", d) if planned else (d, "")
    shape.inner = upright(x, top + 3, bottom - 3, HALF - 3) if bead.owner_label else ""
    shape.sign, shape.words, shape.sub = (x - 7, top + 5), first, second
    shape.returned = (x - 9, top + 3) if bead.returned else None
    shape.hit = (column.y, height)
    shape.box = (x - HALF, top, x + HALF, bottom)
    column.scene.beads.append(shape)
    _thread(column, height, "coming" if planned else "whole")


def _break(column: Column, broken: Break) -> None:
    style = "waiting" if broken.owned else "broken"
    first, second, height = _texts(column, column.voice.break_label(broken), [broken.sentence], style)
    y1, y2 = column.y + 8, column.y + height - 4
    thread = Thread(
        style,
        f"M{n(THREAD)} {n(y1 + 5)}V{n(y2 - 4)}",
        f"M{n(THREAD - 9)} {n(y1)}h18M{n(THREAD - 9)} {n(y2)}h18",
    )
    thread.href, thread.aloud = broken.href, column.voice.break_aloud(broken)
    thread.words, thread.sub, thread.hit = first, second, (column.y, height)
    column.scene.threads.append(thread)
    _down(column, height)


def _handover(column: Column, handover: Handover) -> None:
    label = f"{handover.label}, {column.voice.day(handover.day)}"
    lines = text.wrap(label, column.room, SUB)
    height = 14 + len(lines) * SUB_STEP
    y = column.y + height / 2
    d = f"M{n(THREAD - 6)} {n(y)}L{n(THREAD)} {n(y - 6)}L{n(THREAD + 6)} {n(y)}L{n(THREAD)} {n(y + 6)}Z"
    column.scene.handovers.append((d, label))
    top = y + 4.5 - (len(lines) - 1) * SUB_STEP / 2
    column.scene.texts.append(Text(lines, column.x, top, "sub", step=SUB_STEP))
    _thread(column, height, "whole")


def _thread(column: Column, height: float, style: str) -> None:
    """The thread beside one entry; it begins at the topmost bead and ends at the lowest."""
    top = column.y + (18 if not column.begun else 0)
    bottom = column.y + (18 if column.left == 1 else height)
    if bottom > top:
        column.pieces.append((style, top, bottom))
    _down(column, height)


def _down(column: Column, height: float) -> None:
    column.begun, column.left = True, column.left - 1
    column.y += height


def _join(column: Column) -> None:
    """Pieces of one style that meet become one line, drawn under everything else."""
    joined: list[tuple[str, float, float]] = []
    for style, top, bottom in column.pieces:
        if joined and joined[-1][0] == style and joined[-1][2] == top:
            joined[-1] = (style, joined[-1][1], bottom)
        else:
            joined.append((style, top, bottom))
    lines = [Thread(style, f"M{n(THREAD)} {n(top)}V{n(bottom)}") for style, top, bottom in joined]
    column.scene.threads[:0] = lines


def _now(column: Column) -> None:
    label = _("nu, %(day)s") % {"day": column.voice.day(column.today)}
    y = column.y + 17
    column.scene.ring = (THREAD, y, 9.0)
    column.scene.now = f"M{n(THREAD + 14)} {n(y)}H{n(column.x - 8)}"
    column.scene.texts.append(Text((label,), column.x, y + 4.5, "now"))
    if column.begun:
        column.pieces.append(("coming", column.y, y - 9))
    if column.left:
        column.pieces.append(("whole", y + 9, column.y + 34))
    column.begun = True
    column.y += 34


def _current(spans: tuple[Span, ...], today: date) -> list[str]:
    return [span.label for span in spans if span.start <= today and (span.end is None or span.end >= today)]


def _head(column: Column, way: Way) -> None:
    """Who leads and what the person lives on now; what was before stands in the table."""
    for name, spans in ((_("Huvudkontakt"), way.leads), (_("Försörjning"), way.livelihoods)):
        current = _current(spans, way.today)
        if not current:
            continue
        column.scene.texts.append(Text((name,), 4, column.y + 14, "sub"))
        lines = text.wrap(", ".join(current), WIDTH - 8, TITLE, text.BOLD)
        column.scene.texts.append(Text(lines, 4, column.y + 33, "title", step=TITLE_STEP))
        column.y += 26 + len(lines) * TITLE_STEP
    column.y += 8 if column.y else 0


def narrow_scene(way: Way) -> Scene:
    """Everything placed for a picture 288 wide and as high as it needs."""
    scene = Scene(WIDTH, 0, words.title(way), words.description(way))
    beside = _beside(way)
    entries: list[Entry] = [*way.beads, *way.gaps, *way.handovers]
    entries.sort(key=_start, reverse=True)
    column = Column(scene, 70.0 if beside else 46.0, 0, beside, way.today, words.voice(), len(entries))
    _head(column, way)
    coming = [entry for entry in entries if _start(entry) > way.today]
    for order, entry in enumerate(coming):
        _draw(column, entry, order)
    _now(column)
    for order, entry in enumerate(entries[len(coming) :], len(coming)):
        _draw(column, entry, order)
    _join(column)
    scene.height = round(column.y + 6)
    return scene


def _draw(column: Column, entry: Entry, order: int) -> None:
    if isinstance(entry, Bead):
        _bead(column, entry, order)
    elif isinstance(entry, Break):
        _break(column, entry)
    else:
        _handover(column, entry)
