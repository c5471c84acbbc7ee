"""The pictures that templates may draw."""

from collections.abc import Callable
from typing import Any

from samvag.ui.pictures.bars import shares
from samvag.ui.pictures.way import draw_way
from samvag.ui.pictures.way.words import rows

GLOBALS: dict[str, Callable[..., Any]] = {
    "draw_way": draw_way,
    "way_rows": rows,
    "bar_shares": shares,
}
