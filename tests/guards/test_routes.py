"""Every route says who may open it, and means it: logged out, in the wrong role, and from another unit."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from samvag.access.pages import ANYONE, opens_to
from samvag.access.roles import EVERYBODY, WITH_PERSONS, Role
from samvag.kernel.errors import Refused
from tests.guards.routes import Route, routes, routes_of, silent
from tests.guards.world import MADE_UP, World

ROUTES = routes()
CLOSED = [route for route in ROUTES if route.opens_to not in (None, ANYONE)]
#: Objects with an id in their path that are open to all staff.
FOR_ALL_UNITS = {"agencies:unit": "the directory is open to all staff"}


def named(found: list[Route]):
    return pytest.mark.parametrize("route", found, ids=[route.name for route in found])


def address(route: Route, world: World) -> str:
    made_up = {name: MADE_UP[name]() for name in route.needs if name in MADE_UP}
    return reverse(route.name, kwargs={**world.path_ids(route), **made_up})


def answer(client: Client, route: Route, where: str) -> HttpResponse:
    return client.get(where) if "GET" in route.methods else client.post(where)


@pytest.fixture
def world(ame):
    return World(ame)


def test_every_route_says_who_may_open_it():
    assert not silent(ROUTES)


def test_a_route_that_does_not_is_found():
    @opens_to(ANYONE)
    def said(request):
        return HttpResponse()

    made_up = [path("a/", said, name="said"), path("b/", lambda request: HttpResponse(), name="silent")]
    assert silent(list(routes_of(made_up))) == ["silent (b/)"]


@named(CLOSED)
def test_logged_out_leads_to_the_login(db, world, route):
    response = answer(Client(), route, address(route, world))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse("account_login"))


@named([route for route in CLOSED if route.opens_to != EVERYBODY])
def test_the_wrong_role_is_told_so(world, staff, pages, route):
    wrong = sorted(EVERYBODY - route.opens_to)
    response = answer(pages(staff(world.unit, *wrong), world.unit), route, address(route, world))
    assert response.status_code == 403


@named([route for route in CLOSED if route.needs and route.name not in FOR_ALL_UNITS])
def test_from_another_unit_it_is_not_there(world, soc, staff, pages, route):
    """Not even for somebody with every role there: what the unit has is not found, and nothing is changed."""
    response = answer(pages(staff(soc, *Role), soc), route, address(route, world))
    assert response.status_code == 404


def test_a_view_that_lets_the_wrong_role_in_would_be_seen(db):
    """The decorator is what the tests above lean on."""

    @opens_to(WITH_PERSONS, "GET", "POST")
    def view(request):
        return HttpResponse()

    assert (view.opens_to, view.methods) == (WITH_PERSONS, ("GET", "POST"))
    with pytest.raises(Refused):
        view(type("Request", (), {"method": "GET", "actor": type("A", (), {"roles": {Role.ADMIN}})()})())
