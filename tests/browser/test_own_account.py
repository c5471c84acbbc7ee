"""The pages about one's own login, opened by somebody who has really logged in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser

from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.agencies.reserve import make_reserve_codes
from samvag.simulate.setting_up import totp_secret
from tests.browser.colleague import Colleague
from tests.browser.looking import faults
from tests.factories.agencies import give_role, make_association, make_staff, make_unit

pytestmark = pytest.mark.browser
USERNAME, PASSWORD = "dag.ny", "fyra-ord-i-en-rad"
PAGES = (
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "account_change_password",
    "account_reauthenticate", "usersessions_list", "agencies:choose_unit", "account_logout",
)  # fmt: skip


@pytest.fixture
def somebody(story: Any) -> None:
    """With two units to act for."""
    association = make_association()
    account = create_account(USERNAME, PASSWORD, totp_secret=totp_secret(USERNAME))
    staff = make_staff(make_unit(association, "Stöd och råd"), Role.WORKER, name="Dag Ny", account=account)
    give_role(staff, make_unit(association, "Boendestödet"), Role.WORKER)


def test_no_page_about_the_own_login_has_a_fault(somebody: None, browser: Browser, address: str) -> None:
    dag = Colleague(browser, address, USERNAME, PASSWORD, lambda page, state: None)
    dag.opens("account_login")
    dag.writes("Användarnamn", USERNAME)
    dag.writes("Lösenord", "fel-ord-i-en-rad")
    dag.presses("Fortsätt")
    found = faults(dag.page)
    dag.enters()
    found += faults(dag.page)
    for name in PAGES:
        assert dag.opens(reverse(name)) == 200, name
        found += faults(dag.page)
    dag.opens("mfa_generate_recovery_codes")
    dag.writes("Lösenord", PASSWORD)
    dag.presses("Fortsätt")
    found += faults(dag.page)
    dag.presses("Gör reservkoder")
    dag.sees("De visas bara nu")
    found += faults(dag.page)
    assert dag.opens("/konto/email/") == 404, "accounts have no mail address"
    assert found == []
    dag.leaves()


def test_a_reserve_code_opens_once_and_a_wrong_code_is_said_in_words(
    somebody: None, browser: Browser, address: str
) -> None:
    """With what the server commits, as it is served: a test's own transaction would hide a lock that is not held."""
    code, other = reserve_codes()[:2]

    def asked() -> Colleague:
        dag = Colleague(browser, address, USERNAME, PASSWORD, lambda page, state: None)
        dag.opens("account_login")
        dag.writes("Användarnamn", USERNAME)
        dag.writes("Lösenord", PASSWORD)
        dag.presses("Fortsätt")
        return dag

    def answers(dag: Colleague, said: str) -> Colleague:
        dag.writes("Kod", said)
        dag.presses("Logga in")
        return dag

    dag = answers(asked(), "000000")
    dag.sees("Koden stämmer inte.")
    answers(dag, code).sees("Du är inloggad")
    assert dag.opens("mfa_generate_recovery_codes") == 200
    again = answers(asked(), code)
    again.sees("Koden stämmer inte.")
    answers(again, other).sees("Du är inloggad")
    dag.leaves()
    again.leaves()


def reserve_codes() -> list[str]:
    try:
        return make_reserve_codes(User.objects.get(username=USERNAME))
    finally:
        connections.close_all()


def test_who_is_logged_in_elsewhere_sees_it_and_ends_it(
    somebody: None, browser: Browser, address: str
) -> None:
    """On the next page that is asked for there, and not here. A code opens once, so here a reserve code does."""
    there, here = (
        Colleague(browser, address, USERNAME, PASSWORD, lambda page, state: None) for _one in range(2)
    )
    there.enters()
    here.opens("account_login")
    for field, word in (("Användarnamn", USERNAME), ("Lösenord", PASSWORD)):
        here.writes(field, word)
    here.presses("Fortsätt")
    here.writes("Kod", reserve_codes()[0])
    here.presses("Logga in")
    here.sees("Du är inloggad")
    here.opens("usersessions_list")
    assert (here.page.locator("tbody tr").count(), here.page.get_by_text("den här").count()) == (2, 1)
    found = faults(here.page)
    here.presses("Logga ut alla andra")
    here.writes("Lösenord", PASSWORD)
    here.presses("Fortsätt")
    here.sees("Utloggad från alla andra")
    assert here.page.locator("tbody tr").count() == 1
    there.opens("/")
    assert "/konto/login/" in there.page.url
    here.opens("/")
    assert "/konto/login/" not in here.page.url
    assert found == []
    for one in (there, here):
        one.leaves()
