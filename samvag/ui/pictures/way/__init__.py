"""The way: a person's chain drawn as a thread of beads, put together above and only drawn here."""

from markupsafe import Markup

from samvag.ui.pictures.way.model import Bead, Break, Handover, Kind, Span, Way
from samvag.ui.pictures.way.narrow import narrow_scene
from samvag.ui.pictures.way.svg import svg
from samvag.ui.pictures.way.wide import wide_scene

__all__ = ["Bead", "Break", "Handover", "Kind", "Span", "Way", "draw_way"]


def draw_way(way: Way, *, wide: bool) -> Markup:
    """The way as SVG: along a line of time (1120 wide), or hanging down with the newest on top (288 wide)."""
    return svg(wide_scene(way), "wide") if wide else svg(narrow_scene(way), "narrow")
