"""The threads with their beads, breaks and words, from the first thread down."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samvag.ui.pictures import text
from samvag.ui.pictures.way import labels
from samvag.ui.pictures.way.lanes import Gap, Item, Lane, Room
from samvag.ui.pictures.way.scene import BeadShape, Scene, Text, Thread, dots, n, pill

HALF = 15.0
INSIDE = 13.5
RING, SMALL_RING = 21.0, 9.0
SIGN = 20.0
NUMBER = 16.0


@dataclass(slots=True)
class Place:
    """Where the words in a bead may stand: a stretch, and whether it is pale."""

    x1: float
    x2: float
    pale: bool


@dataclass(slots=True)
class Drawn:
    item: Item
    shape: BeadShape
    under: labels.Words | None


@dataclass(slots=True)
class Keyed:
    """Something that had no room for words: a number in its place, and a line in the key."""

    x: float
    number: Text
    line: str


def _stretches(item: Item, ring: float, room: Room) -> list[Place]:
    """The certain part and the pale part, clear of the round ends and of the ring."""
    found = []
    clear = ring + 4 if ring and item.x1 < room.now < item.x2 else 10.0
    if item.until > item.x1:
        found.append(Place(item.x1 + 11, item.until - (11 if item.until >= item.x2 - 1 else clear), False))
    if item.until < item.x2:
        found.append(
            Place((item.until + clear) if item.until > item.x1 else item.x1 + 11, item.x2 - 14, True)
        )
    return found


def _inside(item: Item, y: float, ring: float, room: Room) -> tuple[Text | None, tuple[float, float] | None]:
    """The words in the bead, and its sign, when they fit."""
    wanted = text.width(item.bead.label, INSIDE, text.BOLD)
    for place in _stretches(item, ring, room):
        free = place.x2 - place.x1
        role = "in-pale" if place.pale else "in"
        if free >= wanted + SIGN:
            return Text((item.bead.label,), place.x1 + SIGN, y + 5, role), (place.x1, y - 7)
        if free >= wanted:
            return Text((item.bead.label,), place.x1, y + 5, role), None
    return None, None


def _shape(item: Item, y: float, room: Room) -> BeadShape:
    bead = item.bead
    certain, pale = item.until >= item.x2 - 0.1, item.until <= item.x1 + 0.1
    end = "point" if item.open else "round"
    shape = BeadShape(str(bead.kind), item.order, bead.href, room.voice.aloud(bead), "")
    half = HALF if item.x2 - item.x1 > 25 else 12.0
    shape.box = (item.x1, y - half, item.x2, y + half)
    if certain:
        shape.body = pill(item.x1, item.x2, y, half)
    elif pale:
        shape.pale = pill(item.x1, item.x2, y, half, right=end)
    else:
        shape.body = pill(item.x1, item.until, y, half, right="flat")
        shape.pale = pill(item.until, item.x2, y, half, left=False, right=end)
    if bead.owner_label:
        shape.inner = pill(item.x1 + 3, item.x2 - (5 if item.open else 3), y, half - 3, right=end)
    shape.returned = (item.x1 + 4, y - half + 2) if bead.returned else None
    return shape


def _bead(item: Item, y: float, ring: float, room: Room, shelf: labels.Shelf) -> Drawn:
    """The bead with its words in it, or words that are to stand under it, or neither: then it gets a number."""
    shape = _shape(item, y, room)
    shape.words, shape.sign = _inside(item, y, ring, room)
    if shape.words:
        return Drawn(item, shape, None)
    under = labels.under(shelf, item.bead.label, item.x1, item.x2)
    middle = (item.x1 + item.x2) / 2
    if under:
        shape.sign = (middle - 7 if item.x2 - item.x1 < 60 else item.x1 + 9, y - 7)
    return Drawn(item, shape, under)


def _hang(drawn: list[Drawn], shelf: labels.Shelf, y: float, drop: float) -> float:
    """Writes the words under a thread; how far down they reach."""
    heights = shelf.heights()
    for one in drawn:
        if one.under is None:
            continue
        top = y + HALF + drop + sum(heights[: one.under.level])
        one.shape.words = Text(one.under.lines, one.under.x, top + 12, "under")
        if one.under.level:
            one.shape.tie = f"M{n(one.under.tie)} {n(y + 12)}V{n(top)}"
    return HALF + drop + sum(heights) if heights else HALF + 4


def _broken(gap: Gap, lane: Lane, y: float) -> Thread:
    """The dotted stretch as it shows between the beads at its ends."""
    left = max(
        [gap.x1, *(i.x2 + 2 for i in lane.items if i.x1 <= gap.x1 + 1 < i.x2 + 2 and i.x2 + 6 < gap.x2)]
    )
    right = min(
        [gap.x2, *(i.x1 - 2 for i in lane.items if i.x1 - 2 < gap.x2 - 1 <= i.x2 and i.x1 - 6 > left)]
    )
    caps = "".join(f"M{n(x)} {n(y - 10)}v20" for x in (left, right))
    style = "waiting" if gap.broken.owned else "broken"
    return Thread(style, f"M{n(left + 5)} {n(y)}H{n(max(right - 4, left + 5.5))}", caps, gap.broken.href)


def _gap_words(lane: Lane, room: Room) -> tuple[labels.Shelf, list[tuple[Gap, labels.Words | None]]]:
    shelf = labels.Shelf(room.left - 40, room.right, walls=(room.now,), levels=8)
    found = []
    for gap in reversed(lane.gaps):
        label = room.voice.break_label(gap.broken)
        wide, middle = text.width(label, labels.SIZE, text.BOLD), (gap.x1 + gap.x2) / 2
        places = [middle - wide / 2, gap.x1, gap.x2 - wide, room.now - 5 - wide, room.now + 5]
        reach = labels.BESIDE_NOW if gap.x1 - 2 < room.now < gap.x2 + 2 else 2.0
        near = tuple(x for x in places if x - reach <= middle <= x + wide + reach)
        over = shelf.put((label,), wide, near, middle) or shelf.put(
            (), NUMBER, (middle - 8, middle - 20, middle + 4), middle
        )
        found.append((gap, over))
    return shelf, found


def _breaks(scene: Scene, lane: Lane, room: Room, y: float, keyed: list[Keyed], clear: float) -> float:
    """Draws the breaks of a thread with their words above it; `y` is where this lane begins, the answer its line."""
    shelf, found = _gap_words(lane, room)
    heights = shelf.heights()
    line = y + sum(heights) + HALF + (clear if heights else 4)
    for gap, over in found:
        thread = _broken(gap, lane, line)
        thread.aloud = room.voice.break_aloud(gap.broken)
        if over:
            bottom = line - HALF - clear - sum(heights[: over.level])
            thread.words = Text(over.lines, over.x, bottom + 1, thread.style)
            thread.tie = f"M{n(over.tie)} {n(line - 8)}V{n(bottom + 4)}" if over.level else ""
        if over and thread.words and not over.lines:
            said = f"{room.voice.break_label(gap.broken)}. {gap.broken.sentence}".strip(". ")
            keyed.append(Keyed(gap.x1, thread.words, said))
        scene.threads.append(thread)
    return line


def _line(scene: Scene, lane: Lane, number: int, y: float, room: Room) -> None:
    """The first thread itself: whole up to now, light in what is to come."""
    starts = [item.x1 + 12 for item in lane.items] + [gap.x1 for gap in lane.gaps]
    ends = [item.x2 - 12 for item in lane.items]
    if number:
        return
    x, pieces = min([*starts, room.now]), ""
    for gap in sorted(lane.gaps, key=lambda gap: gap.x1):
        until = min(gap.x1, room.now)
        pieces += dots(x, until, y) if until > x else ""
        x = max(x, gap.x2)
    pieces += dots(x, room.now, y) if room.now > x else ""
    scene.threads.insert(0, Thread("whole", pieces))
    scene.threads.insert(0, Thread("coming", dots(room.now, max([*ends, room.now + 26]), y)))


def _ring(lane: Lane, room: Room) -> float:
    """Its radius: around the bead that lies at now, else small and hollow."""
    at_now = [item for item in lane.items if item.x1 < room.now < item.x2]
    return SMALL_RING if not at_now else RING if any(item.x2 - item.x1 > 25 for item in at_now) else 17.0


def _lane(scene: Scene, lane: Lane, number: int, room: Room, y: float, keyed: list[Keyed]) -> float:
    ring = 0.0 if number else _ring(lane, room)
    returned = any(item.bead.returned for item in lane.items)
    clear = 14.0 if returned else 9.0 if number == 0 else 5.0
    line = _breaks(scene, lane, room, y, keyed, clear)
    _line(scene, lane, number, line, room)
    shelf = labels.Shelf(room.left, room.right, walls=(room.now,))
    drawn = [_bead(item, line, ring, room, shelf) for item in sorted(lane.items, key=lambda i: -i.x1)]
    if not number:
        scene.ring = (room.now, line, ring)
    for one in drawn:
        if one.under is None and one.shape.words is None:
            one.shape.number = Text((), one.item.x1 + 12, line + 4.5, "number", "middle")
            keyed.append(Keyed(one.item.x1, one.shape.number, room.voice.aloud(one.item.bead)))
    scene.beads += [one.shape for one in drawn]
    return line + _hang(drawn, shelf, line, clear)


def draw(scene: Scene, lanes: list[Lane], room: Room, y: float) -> tuple[float, list[str]]:
    """All threads from `y` down: where they end, and the lines of the key, numbered in time order."""
    keyed: list[Keyed] = []
    for number, lane in enumerate(lanes):
        returned = any(item.bead.returned for item in lane.items)
        start = y
        y = _lane(scene, lane, number, room, y + (10 if returned and not lane.gaps else 0), keyed) + 8
        name = _("Vägen") if number == 0 else _("Samtidigt") if number == 1 else ""
        if name:
            line = scene.ring[1] if number == 0 and scene.ring else start + 4 + HALF
            scene.texts.append(Text((name,), 4, line + 4.5, "row"))
    scene.beads.sort(key=lambda shape: shape.order)
    keyed.sort(key=lambda one: one.x)
    for position, one in enumerate(keyed, 1):
        one.number.lines = (str(position),)
    return y, [one.line for one in keyed]
