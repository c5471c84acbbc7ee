"""Every form, handed in with nothing filled in: what is said about it has no accessibility fault either."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from samvag.access.pages import ANYONE
from tests.browser.crawling import Visitor
from tests.browser.looking import faults
from tests.factories.agencies import make_association, make_unit
from tests.guards.routes import routes
from tests.guards.world import World
from tests.harness.serving import serving

pytestmark = pytest.mark.browser
ASKING = [route for route in routes() if {"GET", "POST"} <= set(route.methods) and route.opens_to != ANYONE]
EMPTIED = """form => {
    for (const box of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (box.type === "checkbox" || box.type === "radio") box.checked = false;
        else box.value = "";
    }
    form.submit();
}"""
FEWEST = 20


@pytest.fixture
def world(story: Any) -> World:
    return World(make_unit(make_association("Förbundet Fel svar"), "Fel svar"))


def hands_in_nothing(page: Page) -> int:
    """The answer's status; 0 when the page has no form of its own."""
    form = page.locator("main form[method=post]").first
    if not form.count():
        return 0
    with page.expect_navigation() as going:
        form.evaluate(EMPTIED)
    return going.value.status if going.value else 0


def test_what_is_said_about_a_wrong_answer_can_be_read_by_all(browser: Browser, world: World) -> None:
    found, refused = [], set()
    with serving() as address:
        boss = Visitor(browser, address, world.boss, world.unit)
        for route in ASKING:
            boss.page.goto(reverse(route.name, kwargs=world.path_ids(route)))
            if hands_in_nothing(boss.page) >= 400:
                refused.add(route.name)
                found += [f"{route.name}: {fault}" for fault in faults(boss.page)]
        boss.leaves()
    assert found == []
    assert len(refused) >= FEWEST, sorted(refused)
