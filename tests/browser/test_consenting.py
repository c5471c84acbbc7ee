"""Two units before a consent, with it, after a part is taken back and after a spärr: in a real browser, each state
looked at for accessibility at every width, light and dark."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from samvag.access.roles import Role
from tests.browser.consenting import Cast, Consenting
from tests.browser.test_story import PASSWORD, look, make_colleague
from tests.factories.agencies import make_association, make_unit

pytestmark = pytest.mark.browser


@pytest.fixture
def units(story: Any) -> Any:
    association = make_association("Samordningsförbundet Prov")
    ame = make_unit(association, "Arbetsmarknadsenheten", short="AME")
    soc = make_unit(association, "Socialtjänsten", short="Soc", branch="SOC")
    for unit, short in ((ame, "ame"), (soc, "soc")):
        make_colleague(unit, f"chef.{short}", f"Chefen {short.title()}", Role.MANAGER, Role.RECIPIENT)
        make_colleague(unit, f"anna.{short}", f"Anna {short.title()}")
    return ame, soc


def test_what_two_units_see_of_each_other(units: Any, browser: Browser, address: str) -> None:
    ame, soc = units
    cast = Cast("anna.ame", "Anna Ame", "chef.ame", "anna.soc", "Anna Soc", "chef.soc", soc.name, PASSWORD)
    Consenting(browser, address, cast, ame, look).tells_everything()
