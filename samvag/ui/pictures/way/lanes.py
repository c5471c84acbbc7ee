"""Which thread each thing lies on: the chain on the first, what runs at the same time on its own below."""

from dataclasses import dataclass, field
from datetime import date

from samvag.ui.pictures.way.model import Bead, Break, Kind, Way
from samvag.ui.pictures.way.scale import Scale
from samvag.ui.pictures.way.words import Voice

SMALLEST = 24.0
APART = 4.0
SEEN = 12.0
SMALL_SHIFT, SPAN_SHIFT = 30.0, 10.0
RING = 14.0
CHAIN = frozenset({Kind.INTERVENTION, Kind.STUDIES, Kind.PLACEMENT, Kind.JOB})


@dataclass(slots=True)
class Item:
    """A bead with its place: drawn from `x1` to `x2`, pale from `now` (or wholly), open when it goes on."""

    bead: Bead
    x1: float
    x2: float
    pale: bool
    open: bool
    order: int
    now: float | None = None

    @property
    def until(self) -> float:
        """Where the certain part ends."""
        if self.pale:
            return self.x1
        return self.x2 if self.now is None else min(max(self.now, self.x1 + 12), self.x2)


@dataclass(slots=True)
class Gap:
    """A break with its place on a thread."""

    broken: Break
    x1: float
    x2: float
    lane: int = 0


@dataclass(slots=True)
class Lane:
    """What is taken on one thread, by left edge."""

    items: list[Item] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """The picture's edges and now, in places, and the words it speaks with."""

    left: float
    right: float
    now: float
    today: date
    voice: Voice


def last_day(thing: Bead | Break, today: date) -> date:
    """The day to which it is drawn: its end, or today while it goes on."""
    if thing.end is not None:
        return max(thing.end, thing.start)
    if isinstance(thing, Bead) and thing.moment:
        return thing.start
    return max(thing.start, today)


def _item(bead: Bead, order: int, scale: Scale, room: Room) -> Item:
    x1 = scale.x(bead.start)
    if bead.moment:
        x1 -= SMALLEST / 2
        x2 = x1 + SMALLEST
    else:
        x2 = scale.x(last_day(bead, room.today).toordinal() + 1)
    open_end = bead.end is None and not bead.moment and not bead.planned
    if open_end:
        x2 = room.right
    x2 = max(x2, x1 + SMALLEST)
    pale = bead.planned or bead.start > room.today
    now = room.now if open_end or last_day(bead, room.today) > room.today else None
    return _clear(Item(bead, x1, x2, pale, open_end, order, now), room)


def _clear(item: Item, room: Room) -> Item:
    """Inside the picture, and clear of the ring: what is past ends before now, what is to come begins after."""
    size = item.x2 - item.x1
    small = size <= SMALLEST + 0.1
    today = item.bead.start == room.today and item.bead.moment
    if small and not today and not item.open:
        if item.bead.start <= room.today and item.x2 > room.now - RING:
            item.x1, item.x2 = room.now - RING - size, room.now - RING
        elif item.bead.start > room.today and item.x1 < room.now + RING:
            item.x1, item.x2 = room.now + RING, room.now + RING + size
    item.x1 = min(max(item.x1, room.left), room.right - SMALLEST)
    item.x2 = max(min(item.x2, room.right), item.x1 + SMALLEST)
    return item


def _rank(bead: Bead) -> int:
    if bead.moment:
        return 2
    return 0 if bead.kind in CHAIN else 1


def _free(lane: Lane, item: Item, breaks: list[Gap], right: float) -> tuple[float, float] | None:
    """Where the item can lie on this thread, its left edge moved a little at most; None when it cannot."""
    small = item.x2 - item.x1 <= SMALLEST + 0.1
    slack = SMALL_SHIFT if small else SPAN_SHIFT
    x1, x2 = item.x1, item.x2
    for other in lane.items:
        apart = APART + (SEEN if _broken_between(other, item, breaks) else 0.0)
        if other.x1 >= x2 + apart or x1 >= other.x2 + apart:
            continue
        if not small and other.x1 - apart >= x1 + SMALLEST and x2 - other.x1 <= SPAN_SHIFT:
            x2 = other.x1 - apart
            continue
        x1 = other.x2 + apart
        x2 = max(x2, x1 + SMALLEST)
        if x1 - item.x1 > slack + (SEEN if apart > APART else 0.0):
            return None
    if _rank(item.bead) == 1 and any(gap.x1 < x2 - 2 and x1 + 2 < gap.x2 for gap in lane.gaps):
        return None
    return (x1, x2) if x2 <= right + 0.1 else None


def _broken_between(first: Item, second: Item, breaks: list[Gap]) -> bool:
    return any(first.bead.start < gap.broken.start and abs(second.x1 - gap.x2) < SEEN for gap in breaks)


def _settle(lanes: list[Lane], item: Item, breaks: list[Gap], room: Room) -> None:
    for number, lane in enumerate([*lanes, Lane()]):
        place = _free(lane, item, breaks, room.right)
        if place is None:
            continue
        if number == len(lanes):
            lanes.append(lane)
        item.x1, item.x2 = place
        lane.items.append(item)
        lane.items.sort(key=lambda other: other.x1)
        return


def _settle_gap(lanes: list[Lane], gap: Gap) -> None:
    """On the first thread where most of it shows; beads without length may lie on it."""
    for number, lane in enumerate([*lanes, Lane()]):
        covered = sum(
            max(0.0, min(gap.x2, item.x2) - max(gap.x1, item.x1))
            for item in lane.items
            if not item.bead.moment
        )
        crossed = any(other.x1 < gap.x2 - 1 and gap.x1 < other.x2 - 1 for other in lane.gaps)
        if crossed or gap.x2 - gap.x1 - covered < min(SEEN - 2, (gap.x2 - gap.x1) * 0.6):
            continue
        if number == len(lanes):
            lanes.append(lane)
        gap.lane = number
        lane.gaps.append(gap)
        return


def _gap(broken: Break, scale: Scale, room: Room) -> Gap:
    x1 = scale.x(broken.start)
    x2 = min(room.now, room.right) if broken.end is None else scale.x(broken.end)
    x1 = min(max(x1, room.left), room.right - SEEN)
    return Gap(broken, x1, min(max(x2, x1 + SEEN), room.right))


def settle(way: Way, scale: Scale, room: Room) -> list[Lane]:
    """Every bead and every break on a thread."""
    ordered = sorted(way.beads, key=lambda bead: (bead.start, bead.end or date.max))
    items = [_item(bead, order, scale, room) for order, bead in enumerate(ordered)]
    gaps = [_gap(broken, scale, room) for broken in sorted(way.gaps, key=lambda broken: broken.start)]
    lanes = [Lane()]
    by_rank = sorted(items, key=lambda item: (_rank(item.bead), item.order))
    chain = [item for item in by_rank if _rank(item.bead) == 0]
    for item in chain:
        _settle(lanes, item, gaps, room)
    for gap in gaps:
        _settle_gap(lanes, gap)
    for item in by_rank[len(chain) :]:
        _settle(lanes, item, gaps, room)
    return lanes
