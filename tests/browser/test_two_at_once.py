"""Two who write at once, each in a browser of her own: both texts side by side, in every width and without scripts."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from samvag.access.roles import Role
from tests.browser.crawling import Visitor
from tests.browser.looking import NARROW, faults
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.guards.world import World

pytestmark = pytest.mark.browser
#: A folder for pictures, when somebody wants to look.
PICTURES = os.environ.get("SAMVAG_PICTURES", "")
BEFORE = "Ring inte före klockan tio. Personen vill helst mötas ute."
HERS = "Ring inte före klockan tolv. Personen vill helst mötas ute, på en bänk i parken."
THEIRS = "Ring inte före klockan tio. Personen vill gärna ha sällskap av sin syster."


@pytest.fixture
def world(story: Any) -> World:
    return World(make_unit(make_association("Förbundet Samtidigt"), "Samtidigt"))


@pytest.fixture
def two(browser: Browser, address: str, world: World) -> Iterator[tuple[Page, Page]]:
    manager = make_staff(world.unit, Role.MANAGER, Role.WORKER, name="Karin Kvist")
    visitors = [Visitor(browser, address, who, world.unit) for who in (world.boss, manager)]
    yield visitors[0].page, visitors[1].page
    for one in visitors:
        one.leaves()


def fill(page: Page, world: World, needs: str, **more: str) -> None:
    page.goto(reverse("people:card", args=[world.ids["card"]]))
    page.get_by_label("Behov i mötet").fill(needs)
    for label, value in more.items():
        page.get_by_label(label).fill(value)


def save(page: Page, label: str = "Spara") -> None:
    page.get_by_role("button", name=label, exact=True).click()


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_both_texts_are_there_and_she_writes_them_together(two: tuple[Page, Page], world: World) -> None:
    mine, theirs = two
    fill(theirs, world, BEFORE)
    save(theirs)
    fill(mine, world, HERS, Telefon="070-123 45 67")
    fill(theirs, world, THEIRS, Adress="Storgatan 1")
    save(theirs)
    save(mine)
    expect(mine.get_by_role("heading", name="Två har ändrat samtidigt")).to_be_visible()
    found = faults(mine)
    picture(mine, "merge-wide")
    mine.set_viewport_size({"width": NARROW, "height": 900})
    picture(mine, "merge-narrow")
    mine.emulate_media(color_scheme="dark")
    picture(mine, "merge-dark")
    needs = mine.get_by_role("group", name="Behov i mötet")
    expect(needs.locator("ins").first).to_contain_text("tolv")
    expect(mine.get_by_role("group", name="Telefon").get_by_label("Det du skrev")).to_be_checked()
    expect(mine.get_by_role("group", name="Adress").get_by_label("Karin Kvist sparade")).to_be_checked()
    needs.get_by_label("Skriv ihop").check()
    needs.get_by_role("textbox").fill("Ring efter tolv. Systern är med.")
    save(mine, "Spara det valda")
    mine.goto(reverse("people:card", args=[world.ids["card"]]))
    expect(mine.get_by_label("Behov i mötet")).to_have_value("Ring efter tolv. Systern är med.")
    expect(mine.get_by_label("Telefon")).to_have_value("070-123 45 67")
    expect(mine.get_by_label("Adress")).to_have_value("Storgatan 1")
    assert found == []


def test_what_is_gone_meanwhile_gives_her_text_back(two: tuple[Page, Page], world: World) -> None:
    mine, _theirs = two
    mine.goto(reverse("cases:meeting_edit", args=[world.ids["card"], world.ids["meeting"]]))
    mine.get_by_label("Vad gäller mötet?").fill("Planera praktiken på biblioteket")
    form = mine.locator("main form")
    form.evaluate(
        "form => form.action = form.action.replace(/meeting.[^/]+/, 'meeting/" + str(world.boss.pk) + "')"
    )
    save(mine)
    expect(mine.get_by_role("heading", name="Det du skrev")).to_be_visible()
    expect(mine.get_by_text("Planera praktiken på biblioteket")).to_be_visible()
    picture(mine, "gone")
    assert faults(mine) == []
