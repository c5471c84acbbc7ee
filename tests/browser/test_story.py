"""The story of the first release, in a real browser on a real server: nothing in it is short-circuited."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.models import Unit
from samvag.gaps.models import Value
from samvag.simulate.setting_up import totp_secret
from tests.browser.looking import faults
from tests.browser.story import Cast, Story
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.harness.acting import setting_up
from tests.intake.making import DATA

pytestmark = pytest.mark.browser
PASSWORD = "fyra-ord-i-en-rad"
LIST = DATA / "ame-lista-2024.xlsx"


def look(page: Page, state: str) -> None:
    assert faults(page) == [], state


def make_colleague(unit: Unit, username: str, name: str, *roles: Role) -> None:
    account = create_account(username, PASSWORD, totp_secret=totp_secret(username))
    make_staff(unit, *roles, name=name, account=account)


@pytest.fixture
def cast(story: Any) -> Cast:
    association = make_association("Samordningsförbundet Prov")
    ame = make_unit(association, "Arbetsmarknadsenheten", short="AME")
    soc = make_unit(association, "Socialtjänsten", short="Soc", branch="SOC")
    for unit, short in ((ame, "ame"), (soc, "soc")):
        make_colleague(unit, f"chef.{short}", f"Chefen {short.title()}", Role.MANAGER, Role.RECIPIENT)
        make_colleague(unit, f"anna.{short}", f"Anna {short.title()}")
    wants_to_know_at_once(ame)
    return Cast(
        list=LIST, **answers(), name="Leila Tesfaye", number="199810112384", unit=ame.name, other_unit=soc.name,
        manager="chef.ame", worker="anna.ame", worker_name="Anna Ame",
        other_manager="chef.soc", other_worker="anna.soc", other_worker_name="Anna Soc",
        password=PASSWORD, year=2023,
    )  # fmt: skip


def wants_to_know_at_once(unit: Unit) -> None:
    """A unit's own value: with nothing ahead somebody is to act the same day, and not after two weeks."""
    with setting_up(unit.pk):
        Value.objects.create(unit=unit, rule_id="no_step", days=0)


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
    told.given_everybody_has_logged_in()
    told.when_the_manager_uploads_the_list()
    told.then_she_sees_how_it_will_be_read_before_anything_is_written()
    told.when_she_brings_it_in()
    told.then_every_row_has_its_answer()
    told.when_she_gives_them_to_the_worker()
    told.then_nobody_is_without_a_main_contact()
    told.then_the_worker_sees_a_gap()
    told.when_she_plans_a_step()
    told.then_the_gap_is_gone()
    told.when_she_writes_a_note()
    told.then_the_other_unit_sees_nothing()
    told.when_the_person_consents_to_working_together()
    told.when_the_other_unit_joins()
    told.then_it_sees_what_is_shared_and_whose_it_is()
    told.when_the_person_takes_it_back()
    told.then_it_is_gone_at_once()
    told.then_the_table_says_what_came_of_it()
    told.then_the_board_gets_its_page()
