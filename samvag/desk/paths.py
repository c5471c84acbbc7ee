"""Addresses of a list's many rows. Reversing a route costs as much as drawing the row, so it is done once a process."""

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

#: Stand in for the ids while an address is looked up.
STAND_INS = (UUID(int=0), UUID(int=1), UUID(int=2))


@cache
def _pattern(route: str, count: int) -> str:
    path = reverse(route, args=STAND_INS[:count])
    for place, stand_in in enumerate(STAND_INS):
        path = path.replace(str(stand_in), f"{{{place}}}")
    return path


def about(route: str, *ids: UUID | str) -> str:
    """The path of a route that takes one to three ids, or words."""
    return _pattern(route, len(ids)).format(*ids)


@cache
def there(route: str) -> str:
    """The path of a route without arguments; empty when this installation has no such page."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
