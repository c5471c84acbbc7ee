"""The few icons of the pages, as paths of a 20 × 20 box: drawn with `stroke: currentColor`, always beside words."""

from markupsafe import Markup

PATHS = {
    "alert": "M10 3 18 17H2ZM10 8v4M10 14.4v.1",
    "arrow": "M4 10h11M11 5.5 15.5 10 11 14.5",
    "back": "M16 10H5M9 5.5 4.5 10 9 14.5",
    "calendar": "M3.5 5h13v11.5h-13ZM3.5 8.5h13M7 3v3M13 3v3",
    "check": "M4 10.5 8.2 15 16 5.5",
    "clock": "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6v4.3l3 1.8",
    "close": "M5 5l10 10M15 5 5 15",
    "down": "M5 8l5 5 5-5",
    "download": "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
    "eye": (
        "M2 10c2-3.6 4.7-5.4 8-5.4s6 1.8 8 5.4c-2 3.6-4.7 5.4-8 5.4S4 13.6 2 10Z"
        "M10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4"
    ),
    "info": "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 9.3V14M10 6.4v.1",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "note": "M4.5 3h8l3 3v11h-11ZM7 8h6M7 11h6M7 14h4",
    "person": "M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M3.5 17c.6-3.4 2.9-5 6.5-5s5.9 1.6 6.5 5",
    "phone": (
        ""
        "M5 3h3l1.4 4-2 1.4a10 10 0 0 0 4.2 4.2l1.4-2 4 1.4v3c0 1-.6 1.6-1.6 1.6"
        "C9 16.6 3.4 11 3.4 4.6c0-1 .6-1.6 1.6-1.6"
    ),
    "plus": "M10 4v12M4 10h12",
    "print": "M6 7V3h8v4M6 14H3.500V7.500h13V14H14M6 11.500h8V17H6Z",
    "search": "M8.8 3.500a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.600M12.7 12.7 17 17",
    "undo": "M7 4 3.5 7.5 7 11M3.5 7.500H12a4.5 4.5 0 0 1 0 9H7.5",
}


def icon(name: str) -> Markup:
    """Decoration only: hidden from those who listen, so the words beside it must say the same."""
    return Markup(
        '<svg class="sv-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
    ).format(PATHS[name])
