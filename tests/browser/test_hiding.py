"""A person who gets protected identity, in a real browser: who sees what, and axe on every state."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from samvag.access.roles import Role
from tests.browser.hiding import Hiding, Those
from tests.browser.looking import faults
from tests.browser.test_story import PASSWORD, make_colleague
from tests.factories.agencies import make_association, make_unit
from tests.factories.known import known
from tests.factories.people import make_case

pytestmark = pytest.mark.browser


def look(page: Page, state: str) -> None:
    assert faults(page) == [], state


@pytest.fixture
def those(story: Any) -> Those:
    ame = make_unit(make_association(), "Arbetsmarknadsenheten", short="AME")
    manager = make_colleague(ame, "chefen", "Chefen Ek", Role.MANAGER)
    make_colleague(ame, "anna", "Anna Ask")
    hers = known(manager, make_case(manager, card={"given_name": "Sivkvist", "family_name": "Gömdahl"}))
    return Those("chefen", "anna", "Anna Ask", PASSWORD, hers.card, "Sivkvist")


def test_she_is_hidden_from_all_but_the_named(browser: Browser, address: str, those: Those) -> None:
    Hiding(browser, address, those, look).goes()
