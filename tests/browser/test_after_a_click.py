"""What is not a page of its own but shows when one does something: no accessibility fault there either."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.crawling import Visitor
from tests.browser.looking import faults
from tests.factories.agencies import make_association, make_unit
from tests.guards.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def world(story: Any) -> World:
    return World(make_unit(make_association("Förbundet Efter klick"), "Efter klick"))


@pytest.fixture
def page(browser: Browser, address: str, world: World) -> Iterator[Page]:
    """As somebody with every role; `world` first, so that the server finds it."""
    boss = Visitor(browser, address, world.boss, world.unit)
    boss.page.goto(reverse("desk:start"))
    yield boss.page
    boss.leaves()


def test_a_contact_from_the_list_and_its_undo(page: Page) -> None:
    page.locator("tbody .sv-act-cell a").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    found = faults(page)
    page.get_by_label("Telefon").press("Tab")
    page.get_by_role("button", name="Nådde", exact=True).click()
    expect(page.get_by_role("button", name="Ångra")).to_be_visible()
    assert found + faults(page) == []


def test_a_filter_that_nobody_fits_and_one_that_is_saved(page: Page) -> None:
    page.goto(reverse("desk:caseload"))
    page.locator("#people").get_by_role("searchbox").fill("qqq")
    page.locator("#people").get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Ingen passar filtret")).to_be_visible()
    assert "qqq" not in page.url
    found = faults(page)
    expect(page.get_by_text("Ingen passar filtret")).to_be_visible()
    assert found == []


def test_a_search_that_finds_and_one_that_does_not(page: Page) -> None:
    # Who is protected is shown by her number here, and found by nobody who looks for that.
    name = page.locator("tbody th a").filter(has_text=re.compile(r"^\D+$")).first.inner_text()
    found = []
    for words, heading in ((name, name), ("Qqqq Xxxx", "Ingen av dina personer matchar")):
        page.goto(reverse("people:search"))
        box = page.get_by_role("searchbox").first
        box.fill(words)
        box.press("Enter")
        expect(page.locator("main").get_by_text(heading).first).to_be_visible()
        found += faults(page)
    assert found == []
