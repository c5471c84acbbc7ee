"""The way along a line of time, for screens and paper that are wide enough."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samvag.ui.pictures import text
from samvag.ui.pictures.way import bars, legend, scale, threads, words
from samvag.ui.pictures.way.lanes import Room, last_day, settle
from samvag.ui.pictures.way.model import Bead, Break, Way
from samvag.ui.pictures.way.scale import Scale, make_scale
from samvag.ui.pictures.way.scene import Scene, Text, n

WIDTH, GUTTER, MARGIN = 1120.0, 112.0, 8.0
LEFT = GUTTER
AXIS = 26.0


def _span(way: Way) -> tuple[date, date]:
    """From the first bead or break to some time after the last, never less than three months."""
    things: list[Bead | Break] = [*way.beads, *way.gaps]
    first = min((thing.start for thing in things), default=way.today - timedelta(days=60))
    last = max((last_day(thing, way.today) for thing in things), default=way.today)
    first, last = min(first, way.today), max(last, way.today)
    length = max((last - first).days, 60)
    ahead = 7 if any(bead.start > way.today for bead in way.beads) else 14
    return first - timedelta(days=max(3, length // 100)), last + timedelta(days=max(14, length // ahead))


def _scale(way: Way, right: float) -> Scale:
    first, last = _span(way)
    events = [first, way.today, last]
    things: list[Bead | Break] = [*way.beads, *way.gaps]
    for thing in things:
        events += [thing.start, last_day(thing, way.today)]
    return make_scale(events, LEFT, right)


def _axis(scene: Scene, time: Scale, bottom: float, months: tuple[str, ...]) -> None:
    right = scene.width - MARGIN
    scene.ticks = scale.ticks(time, LEFT, right, months)
    scene.grid = "".join(f"M{n(tick.x)} {n(AXIS)}V{n(bottom)}" for tick in scene.ticks if tick.x >= LEFT)
    small = "".join(f"M{n(x)} {n(AXIS)}v4" for x in scale.month_ticks(time))
    scene.axis = f"M{n(LEFT)} {n(AXIS)}H{n(right)}{small}"
    scene.cuts = "".join(
        f"M{n(x - 5)} {n(AXIS + 5)}l4-10M{n(x + 1)} {n(AXIS + 5)}l4-10" for x in scale.cut_places(time)
    )


def _now(scene: Scene, way: Way, room: Room, top: float, bottom: float) -> None:
    scene.now = f"M{n(room.now)} {n(top)}V{n(bottom)}"
    label = _("nu, %(day)s") % {"day": room.voice.day(way.today, year=False)}
    half = text.width(label, 12.5, text.BOLD) / 2
    x = min(max(room.now, LEFT + half), room.right - half)
    scene.texts.append(Text((label,), x, bottom + 15, "now", "middle"))


def wide_scene(way: Way, width: float = WIDTH) -> Scene:
    """Everything placed for a picture `width` wide (at least 600) and as high as it needs."""
    right = width - MARGIN
    time = _scale(way, right)
    room = Room(LEFT + 2, right - 2, time.x(way.today), way.today, words.voice())
    scene = Scene(width, 0, words.title(way), words.description(way))
    lanes = settle(way, time, room)
    y = bars.row(scene, _("Huvudkontakt"), way.leads, time, room, AXIS + 12, way.today)
    if way.leads:
        bars.handovers(scene, way.handovers, time, room, AXIS + 12 + bars.HEIGHT / 2)
    y, keyed = threads.draw(scene, lanes, room, y + 10)
    y = bars.row(scene, _("Försörjning"), way.livelihoods, time, room, y + 12, way.today)
    _axis(scene, time, y + 4, room.voice.months)
    _now(scene, way, room, AXIS, y + 6)
    y = legend.key(scene, keyed, y + 30, LEFT, right)
    y = legend.kinds(scene, way, room.voice, y + 12, LEFT, right)
    scene.height = round(y + 6)
    return scene
