"""The story of the first release, in a real browser on a real server: nothing in it is short-circuited."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.models import Staff, Unit
from samvag.simulate.setting_up import totp_secret
from tests.browser.looking import faults
from tests.browser.story import Cast, Story
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.intake.making import DATA

pytestmark = pytest.mark.browser
PASSWORD = "fyra-ord-i-en-rad"
LIST = DATA / "ame-lista-2024.xlsx"


def look(page: Page, state: str) -> None:
    assert faults(page) == [], state


def make_colleague(unit: Unit, username: str, name: str, *roles: Role) -> Staff:
    account = create_account(username, PASSWORD, totp_secret=totp_secret(username))
    return make_staff(unit, *roles, name=name, account=account)


@pytest.fixture
def cast(story: Any) -> Cast:
    association = make_association("Samordningsförbundet Prov")
    ame = make_unit(association, "Arbetsmarknadsenheten", short="AME")
    soc = make_unit(association, "Socialtjänsten", short="Soc", branch="SOC")
    for unit, short in ((ame, "ame"), (soc, "soc")):
        make_colleague(unit, f"chef.{short}", f"Chefen {short.title()}", Role.MANAGER, Role.RECIPIENT)
        make_colleague(unit, f"anna.{short}", f"Anna {short.title()}")
    return Cast(
        list=LIST, columns=12, **answers(), name="Leila Tesfaye", number="199810112384",
        unit=ame.name, other_unit=soc.name,
        manager="chef.ame", worker="anna.ame", worker_name="Anna Ame",
        other_manager="chef.soc", other_worker="anna.soc", other_worker_name="Anna Soc",
        password=PASSWORD, year=2023,
    )  # fmt: skip


def answers() -> dict[str, int]:
    told = json.loads(LIST.with_name("ame-lista-2024.expected.json").read_text())
    accepted = [row["record"] for row in told if row["accepted"]]
    present = {row["identity"] for row in accepted if row["end"] is None}
    return {"accepted": len(accepted), "refused": len(told) - len(accepted), "present": len(present)}


@pytest.fixture
def told(browser: Browser, address: str, cast: Cast) -> Iterator[Story]:
    story = Story(browser, address, cast, look)
    yield story
    story.ends()


def test_from_a_list_to_the_board(told: Story) -> None:
    told.tells_everything()
