"""The pages about one's own login, opened by somebody who has really logged in."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from samvag.access.roles import Role
from samvag.agencies.accounts import create_account
from samvag.simulate.setting_up import totp_secret
from tests.browser.colleague import Colleague
from tests.browser.looking import faults
from tests.factories.agencies import give_role, make_association, make_staff, make_unit

pytestmark = pytest.mark.browser
USERNAME, PASSWORD = "dag.ny", "fyra-ord-i-en-rad"
PAGES = (
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "account_change_password",
    "account_reauthenticate", "agencies:choose_unit", "account_logout",
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
    assert dag.opens("/konto/email/") == 404, "accounts have no mail address"
    assert found == []
    dag.leaves()
