"""Every page that can be asked for, with its answer."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samvag.access.pages import THE_PERSON
from tests.guards.routes import Route, routes
from tests.guards.world import World


class Opened:
    def __init__(self, world: World, pages: Callable, her_pages: Callable) -> None:
        self.world = world
        self.staff = pages(world.boss, world.unit)
        self.herself = her_pages(world.ids["person"])

    def client(self, route: Route) -> Any:
        return self.herself if route.opens_to == THE_PERSON else self.staff

    def address(self, route: Route) -> str:
        return reverse(route.name, kwargs=self.world.path_ids(route))

    def __iter__(self) -> Iterator[tuple[Route, HttpResponse]]:
        for route in routes():
            if "GET" in route.methods:
                yield route, self.client(route).get(self.address(route))

    def html(self) -> Iterator[tuple[Route, str]]:
        """The pages among them."""
        for route, answer in self:
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield route, answer.content.decode()
