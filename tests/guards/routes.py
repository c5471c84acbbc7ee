"""Every route of ours: its name, what it needs in its path, who may open it and by which methods."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

#: Routes that a package brings, with its own login checks. Each says why.
OF_PACKAGES = {
    "account_": "allauth: login, logout, password",
    "mfa_": "allauth: one-time codes, passkeys and recovery codes",
    "usersessions_": "allauth: where one is logged in",
}


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    needs: tuple[str, ...]
    view: Any

    @property
    def opens_to(self) -> Any:
        """None when the view says nothing."""
        return getattr(self.view, "opens_to", None)

    @property
    def methods(self) -> tuple[str, ...]:
        return getattr(self.view, "methods", ())

    @property
    def ours(self) -> bool:
        return not self.name.startswith(tuple(OF_PACKAGES))


def routes_of(patterns: list, prefix: str = "", path: str = "", needs: tuple = ()) -> Iterator[Route]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        named = (*needs, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes_of(pattern.url_patterns, space, here, named)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{prefix}{pattern.name or here}", here, named, pattern.callback)


def routes() -> list[Route]:
    return [route for route in routes_of(get_resolver().url_patterns) if route.ours]


def silent(found: list[Route]) -> list[str]:
    """Routes whose view does not say who may open it."""
    return [f"{route.name} ({route.path})" for route in found if route.opens_to is None]
