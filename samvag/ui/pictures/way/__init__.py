"""The way: a person's chain drawn as a thread of beads, put together above and only drawn here."""

from markupsafe import Markup

from samvag.ui.pictures.way.model import Bead, Break, Handover, Kind, Span, Way
from samvag.ui.pictures.way.narrow import narrow_scene
from samvag.ui.pictures.way.svg import svg
from samvag.ui.pictures.way.wide import WIDTH, wide_scene

__all__ = ["Bead", "Break", "Handover", "Kind", "Span", "Way", "draw_way"]


def draw_way(way: Way, *, wide: bool, width: float = WIDTH) -> Markup:
    """The way as SVG: along a line of time (`width` units), or hanging down with the newest on top (288 units).

    Letters are 13 units high in the picture, so choose `width` near the pixels it will be shown at.
    """
    return svg(wide_scene(way, width), "wide") if wide else svg(narrow_scene(way), "narrow")
