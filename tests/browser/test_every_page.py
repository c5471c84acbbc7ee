"""Every page that can be opened, as everybody who can open it: no accessibility fault, nothing wider than the screen,
and no link that leads nowhere for the one who is shown it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from samvag.access.pages import ANYONE, THE_PERSON
from samvag.access.roles import Role
from tests.browser.crawling import Visitor
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.guards.routes import Route, routes
from tests.guards.world import World
from tests.harness.database import Held
from tests.harness.serving import serving

pytestmark = pytest.mark.browser
#: Answered by a file, or only to a machine.
NO_PAGES = {
    "healthz": "says that the server lives",
    "readyz": "says that the database answers",
    "metrics": "counts, for a program",
    "desk:plan_pdf": "a document",
    "rights:extract_pdf": "a document",
    "rights:extract_json": "a file",
    "cases:meeting_file": "a calendar file",
    "cases:attachment_get": "a file",
    "cases:note_text": "plain text for copying",
    "drafts:draft": "for a script: what was begun, as JSON",
}
READ = [route for route in routes() if "GET" in route.methods and route.name not in NO_PAGES]
PERSONS = 6


@pytest.fixture(scope="module")
def world(held_database: Held, django_db_blocker: Any) -> Iterator[World]:
    """Committed, for a server beside the tests, which only read it."""
    with django_db_blocker.unblock():
        held_database.clean = False
        yield World(make_unit(make_association("Förbundet Alla sidor"), "Alla sidor"), PERSONS, events=3)
        held_database.renew()


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with serving() as address:
        yield address


def open_to(*roles: Role) -> list[Route]:
    return [route for route in READ if route.opens_to != ANYONE and not route.opens_to.isdisjoint(roles)]


def paths(found: list[Route], world: World) -> list[str]:
    return [reverse(route.name, kwargs=world.path_ids(route)) for route in found]


def test_every_page_of_a_full_unit(browser: Browser, address: str, world: World) -> None:
    boss = Visitor(browser, address, world.boss, world.unit)
    found = boss.visits(paths(open_to(*Role), world))
    assert found + boss.dead_links() == []
    boss.leaves()


@pytest.mark.parametrize("role", Role)
def test_every_page_without_an_id_for_each_role_alone(
    browser: Browser, address: str, world: World, role: Role
) -> None:
    """In a unit where nothing has happened to them: the empty pages. No link shows what the role may not open."""
    alone = Visitor(browser, address, make_staff(world.unit, role), world.unit)
    found = alone.visits(paths([route for route in open_to(role) if not route.needs], world))
    assert found + alone.dead_links() == []
    alone.leaves()


@pytest.mark.parametrize("language", ["sv", "sv-simple", "en"])
def test_every_page_of_min_vag(browser: Browser, address: str, world: World, language: str) -> None:
    she = Visitor(browser, address, person=world.ids["person"], language=language)
    found = she.visits(paths([route for route in READ if route.opens_to == THE_PERSON], world))
    assert found + she.dead_links() == []
    she.leaves()


def test_min_vag_before_the_login(browser: Browser, address: str) -> None:
    nobody = Visitor(browser, address)
    assert nobody.visits([reverse("my_way:login")]) + nobody.dead_links() == []
    nobody.leaves()


def test_pages_before_the_login(browser: Browser, address: str) -> None:
    nobody = Visitor(browser, address)
    open_pages = ("account_login", "account_reset_password", "account_signup")
    assert nobody.visits(reverse(name) for name in open_pages) + nobody.dead_links() == []
    nobody.leaves()


def test_pages_that_say_no(browser: Browser, address: str, world: World) -> None:
    worker = Visitor(browser, address, make_staff(world.unit), world.unit)
    foreign = reverse("desk:person", args=[world.ids["card"]])
    assert worker.visits([foreign, "/finns-inte/"], expected=404) == []
    assert worker.visits([reverse("desk:caseload")], expected=403) == []
    worker.leaves()
