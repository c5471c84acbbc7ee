"""Every login that must be refused is, in words, and nothing personal is written down for it."""

import logging

import pytest
from django.test import Client

from tests.login import passkeys
from tests.login.eid import PERSONAL, brokers, scene
from tests.login.judging import faults_of
from tests.login.negatives import ATTEMPTS


@pytest.fixture(scope="module")
def at():
    with brokers() as both:
        yield both


@pytest.fixture
def there(db, at):
    with scene(at) as made:
        yield made


def test_the_true_ones_come_in(there):
    """What each refusal is a near miss of."""
    assert there.browser().comes().status_code == 302
    browser, _answer = passkeys.enters(there)
    assert browser.is_in and browser.session["level"] == 3


def test_there_are_at_least_forty():
    assert len(ATTEMPTS) >= 40


@pytest.mark.parametrize("name", ATTEMPTS)
def test_refused(there, name, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    assert faults_of(*ATTEMPTS[name](there)) == []
    told = [
        record
        for record in caplog.records
        if record.name.split(".")[0] in ("samvag", "django", "allauth", "axes")
    ]
    assert not [one for record in told for one in PERSONAL if one in record.getMessage()]


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
@pytest.mark.parametrize("way", ["e-ID", "password"])
def test_nobody_is_sent_elsewhere_after_a_login(there, next_, way):
    from samvag.agencies.accounts import current_code

    browser = there.browser()
    if way == "e-ID":
        answer = browser.comes(next=next_)
    else:
        browser.post("/konto/login/", {"login": "sara", "password": "fyra-ord-i-en-rad", "next": next_})
        answer = browser.post("/konto/mfa/authenticate/", {"code": current_code("sara")})
    assert browser.is_in
    assert answer["Location"] == "/"


def test_a_page_of_ours_is_come_back_to(there):
    assert there.browser().comes(next="/people/")["Location"] == "/people/"


def test_a_refusal_that_lets_in_is_found(there):
    browser = there.browser()
    assert faults_of(browser, browser.comes())
    assert faults_of(browser, Client().get("/healthz"))
