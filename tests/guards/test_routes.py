"""Every route says who may open it, and means it: logged out, in the wrong role, and from another unit."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from samvag.access.pages import ANYONE, THE_PERSON, opens_to
from samvag.access.roles import EVERYBODY, WITH_PERSONS, Role
from samvag.kernel.errors import Refused
from tests.guards.reading import writes
from tests.guards.routes import Route, routes, routes_of, silent
from tests.guards.world import World

ROUTES = routes()
CLOSED = [route for route in ROUTES if route.opens_to not in (None, ANYONE, THE_PERSON)]
HERS = [route for route in ROUTES if route.opens_to == THE_PERSON]
#: Objects with an id in their path that are open to all staff.
FOR_ALL_UNITS = {
    "rights:schedule": "the name of a class: each unit has a plan of its own by it",
    "agencies:unit": "the directory is open to all staff",
}


def address(route: Route, world: World) -> str:
    return reverse(route.name, kwargs=world.path_ids(route))


def answer(client: Client, route: Route, where: str) -> HttpResponse:
    return client.get(where) if "GET" in route.methods else client.post(where)


def answers(world: World, found: list[Route], client_of: Callable[[Route], Client]) -> dict[str, int]:
    """The answer of each route, everything undone in between."""
    given = {}
    for route in found:
        client, where = client_of(route), address(route, world)
        client.raise_request_exception = False  # an error is an answer too: 500
        with transaction.atomic():
            given[route.name] = answer(client, route, where).status_code
            transaction.set_rollback(True)
    return given


def those_but(expected: int, given: dict[str, int]) -> dict[str, int]:
    assert given
    return {name: status for name, status in given.items() if status != expected}


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


def test_logged_out_leads_to_the_login(world):
    assert not those_but(302, answers(world, CLOSED, lambda route: Client()))
    for route in CLOSED:
        where = answer(Client(), route, address(route, world))["Location"]
        assert where.startswith(reverse("account_login")), route.name


def test_logged_in_without_a_unit_leads_to_choosing_one(world, pages):
    client = pages(world.boss, world.unit)
    session = client.session
    session.pop("unit")
    session.save()
    for route in CLOSED:
        response = answer(client, route, address(route, world))
        assert response["Location"] == reverse("agencies:choose_unit"), route.name


def test_the_wrong_role_is_told_so(world, staff, pages):
    narrow = [route for route in CLOSED if route.opens_to != EVERYBODY]
    clients = {
        roles: pages(staff(world.unit, *sorted(EVERYBODY - roles)), world.unit)
        for roles in {route.opens_to for route in narrow}
    }
    assert not those_but(403, answers(world, narrow, lambda route: clients[route.opens_to]))


def test_from_another_unit_it_is_not_there(world, soc, staff, pages):
    """Not even for somebody with every role there: what the unit has is not found, and nothing is changed."""
    client = pages(staff(soc, *Role), soc)
    found = [route for route in CLOSED if route.needs and route.name not in FOR_ALL_UNITS]
    with writes() as tables:
        given = answers(world, found, lambda route: client)
    assert not those_but(404, given)
    assert not tables


def test_in_the_own_unit_it_is(world, pages):
    """Else the tests above would prove nothing."""
    client = pages(world.boss, world.unit)
    found = [route for route in CLOSED if "GET" in route.methods]
    assert not {
        name: status
        for name, status in answers(world, found, lambda route: client).items()
        if status not in (200, 302)
    }


def test_min_vag_opens_to_the_person_alone(world, pages, her_pages):
    """Nobody who is not logged in, and nobody of the staff whatever her roles: they are led to the login."""
    for client in (Client(), pages(world.boss, world.unit)):
        assert not those_but(302, answers(world, HERS, lambda route, client=client: client))
        for route in HERS:
            assert answer(client, route, address(route, world))["Location"] == reverse("my_way:login"), (
                route.name
            )
    read = [route for route in HERS if "GET" in route.methods]
    assert not those_but(200, answers(world, read, lambda route: her_pages(world.ids["person"])))


def test_she_opens_no_page_of_the_staff(world, her_pages):
    assert not those_but(302, answers(world, CLOSED, lambda route: her_pages(world.ids["person"])))
    for route in CLOSED:
        where = answer(her_pages(world.ids["person"]), route, address(route, world))["Location"]
        assert where.startswith(reverse("account_login")), route.name


def test_what_is_another_persons_is_not_there(world, case, anna, her_pages):
    other = her_pages(case(anna).person_id)
    found = [route for route in HERS if route.needs]
    with writes() as tables:
        given = answers(world, found, lambda route: other) if found else {"none yet": 404}
    assert not those_but(404, given)
    assert not tables


def test_a_view_that_lets_the_wrong_role_in_would_be_seen(db):
    """The decorator is what the tests above lean on."""

    @opens_to(WITH_PERSONS, "GET", "POST")
    def view(request):
        return HttpResponse()

    assert (view.opens_to, view.methods) == (WITH_PERSONS, ("GET", "POST"))
    with pytest.raises(Refused):
        view(type("Request", (), {"method": "GET", "actor": type("A", (), {"roles": {Role.ADMIN}})()})())
