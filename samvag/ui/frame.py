"""What surrounds every page: navigation, unit chooser, user menu, banner.

`ui` knows no domain, so an upper floor says what stands there: it calls `register` once, from `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Link:
    """`count` stands beside the label, as in "Att bevaka 7"; `current` marks where the reader is."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Every part may be empty. `units` with more than one choice becomes a chooser posting `unit` to `unit_action`.
    `drafts` is where what one writes is kept meanwhile."""

    home: str = "/"
    navigation: tuple[Link, ...] = ()
    unit: str = ""
    units: tuple[Choice, ...] = ()
    unit_action: str = ""
    user: str = ""
    user_links: tuple[Link, ...] = ()
    logout: str = ""
    search: str = ""
    search_label: str = ""
    banner: str = ""
    drafts: str = ""


EMPTY = Frame()
_sources: list[Callable[[HttpRequest], Frame]] = []


def register(source: Callable[[HttpRequest], Frame]) -> None:
    """The last one registered answers."""
    _sources.append(source)


def frame_of(request: HttpRequest | None) -> Frame:
    """The frame for this request; an empty one where nobody has said anything, as on a page for a failed server."""
    if request is None or not _sources:
        return EMPTY
    return _sources[-1](request)
