"""Addresses of a list's many rows. Reversing a route costs as much as drawing the row, so it is done once a process."""

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

SOMEBODY = UUID(int=0)


@cache
def _around(route: str) -> tuple[str, str]:
    before, _id, after = reverse(route, args=[SOMEBODY]).partition(str(SOMEBODY))
    return before, after


def about(route: str, id: UUID | str) -> str:
    """The path of a route that takes one id."""
    before, after = _around(route)
    return f"{before}{id}{after}"


@cache
def there(route: str) -> str:
    """The path of a route without arguments; empty when this installation has no such page."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
