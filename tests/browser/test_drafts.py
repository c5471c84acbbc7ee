"""What is written in a form survives: the tab that dies, the session that ends, the form that is opened elsewhere."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.crawling import Visitor
from tests.browser.looking import faults
from tests.browser.test_two_at_once import picture
from tests.factories.agencies import make_association, make_unit
from tests.guards.world import World
from tests.harness.pages import signed_in

pytestmark = pytest.mark.browser
#: Within so many seconds of the last key.
WITHIN = 3.0
#: Milliseconds that a busy machine may take to answer.
PATIENCE = 30_000
TEXT = "Vi talade om praktiken. Hon vill börja på måndag."
FORMS = {
    "cases:note": "Anteckning",
    "cases:step": "Vad ska göras?",
    "cases:meeting": "Vad gäller mötet?",
    "cases:contact": "En rad",
    "people:card": "Behov i mötet",
}


@pytest.fixture
def world(story: Any) -> World:
    return World(make_unit(make_association("Förbundet Utkast"), "Utkast"))


@pytest.fixture
def visitor(browser: Browser, address: str, world: World) -> Iterator[Visitor]:
    one = Visitor(browser, address, world.boss, world.unit)
    yield one
    one.leaves()


def is_kept(asked: Request) -> bool:
    return asked.method == "POST" and asked.url.endswith("/utkast/")


def box(page: Page, label: str) -> Any:
    return page.locator("main").get_by_label(label).first


def test_a_tab_that_dies_takes_at_most_three_seconds_with_it(visitor: Visitor, world: World) -> None:
    """Every long form. The tab is killed without a word: no page is told that it goes."""
    lost, late = [], []
    for route, label in FORMS.items():
        path = reverse(route, args=[world.ids["card"]])
        page = visitor.context.new_page()
        page.goto(path)
        sent: list[float] = []
        page.on("request", lambda asked, sent=sent: sent.append(time.monotonic()) if is_kept(asked) else None)
        box(page, label).fill(TEXT)
        begun = time.monotonic()
        page.wait_for_event("response", lambda answer: is_kept(answer.request), timeout=PATIENCE)
        if not sent or sent[0] - begun > WITHIN:
            late.append(route)
        page.close(run_before_unload=False)
        page = visitor.page
        page.goto(path)
        if route != "cases:note":
            page.get_by_role("button", name="Fortsätt skriva").click()
        if box(page, label).input_value() != TEXT:
            lost.append(route)
    assert (lost, late) == ([], [])
    assert visitor.broken == []


def test_it_is_offered_and_can_be_thrown_away(visitor: Visitor, world: World) -> None:
    page, path = visitor.page, reverse("cases:step", args=[world.ids["card"]])
    page.goto(path)
    box(page, FORMS["cases:step"]).fill(TEXT)
    expect(page.get_by_text("Utkast sparat")).to_be_visible(timeout=PATIENCE)
    picture(page, "draft-kept")
    page.goto(path)
    expect(page.get_by_text("Du har ett utkast från")).to_be_visible()
    picture(page, "draft-offered")
    found = faults(page)
    page.get_by_role("button", name="Kasta utkastet").click()
    page.wait_for_load_state("networkidle")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("Du har ett utkast från").count() == 0
    assert found == []


def test_what_is_saved_is_offered_no_more(visitor: Visitor, world: World) -> None:
    page, path = visitor.page, reverse("cases:step", args=[world.ids["card"]])
    page.goto(path)
    box(page, FORMS["cases:step"]).fill(TEXT)
    expect(page.get_by_text("Utkast sparat")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Spara", exact=False).last.click()
    expect(page.get_by_text("Steget är sparat.")).to_be_visible()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("Du har ett utkast från").count() == 0


def test_a_session_that_ends_while_one_writes_loses_nothing(visitor: Visitor, world: World) -> None:
    """She is told, what she sends is held back, and when she has logged in elsewhere it is kept and saved."""
    page, path = visitor.page, reverse("cases:note", args=[world.ids["card"]])
    page.goto(path)
    name = settings.SESSION_COOKIE_NAME
    visitor.context.clear_cookies(name=name)
    box(page, "Anteckning").fill(TEXT)
    expect(page.get_by_text("Du är utloggad.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Spara anteckning").click()
    expect(box(page, "Anteckning")).to_have_value(TEXT)
    picture(page, "draft-out")
    found = faults(page)
    key = signed_in(world.boss, world.unit).cookies[name].value
    visitor.context.add_cookies([{"name": name, "value": key, "url": page.evaluate("location.origin")}])
    visitor.context.clear_cookies(name="csrftoken")
    expect(page.get_by_text("Utkast sparat")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Spara anteckning").click()
    expect(page.get_by_text("Anteckningen är sparad.")).to_be_visible()
    assert found == []
