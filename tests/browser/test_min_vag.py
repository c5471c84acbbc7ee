"""A person on her phone: she logs in with a code, answers, sees who has looked, narrows, takes back and gives again;
and the other unit's next request is refused, or not."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import faults
from tests.browser.min_vag import HerWay, World
from tests.factories.agencies import make_association, make_unit
from tests.harness.serving import serving, working
from tests.outbox.gateway import answering

pytestmark = pytest.mark.browser


def look(page: Page, state: str) -> None:
    assert faults(page) == [], state


def test_her_way(browser: Browser, story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    association = make_association("Samordningsförbundet Prov")
    world = World(
        make_unit(association, "Arbetsmarknadsenheten", short="AME"),
        make_unit(association, "AF Norrsund", "AF", short="AF"),
    )
    with answering() as gateway:
        monkeypatch.setenv("SAMVAG_SMS_URL", gateway.address)
        with serving() as address, working():
            HerWay(browser, address, world, gateway, look).tells()
