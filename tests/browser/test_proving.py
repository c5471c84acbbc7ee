"""Somebody sits with the person and proves her number, by the keyboard; and she proves one that she has chosen herself,
on her phone."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser

from samvag.agencies.models import Staff
from samvag.people.models import Card
from tests.browser.colleague import Colleague
from tests.browser.looking import faults
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.people import make_case
from tests.harness.acting import acting
from tests.harness.pages import Pages, of_person, signed_in
from tests.harness.serving import serving, working
from tests.outbox.gateway import Gateway, answering

pytestmark = pytest.mark.browser
PHONE: Any = {"width": 320, "height": 844}
SECONDS = 30


@pytest.fixture
def sara(story: Any) -> Staff:
    return make_staff(make_unit(make_association("Samordningsförbundet Prov"), "AME"), name="Sara Berg")


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    with answering() as gateway:
        monkeypatch.setenv("SAMVAG_SMS_URL", gateway.address)
        yield gateway


def looked_at(page: Any, state: str) -> None:
    assert faults(page) == [], state


def comes_as(browser: Browser, base: str, pages: Pages) -> Colleague:
    """In a browser of her own, already logged in."""
    one = Colleague(browser, base, "", "", looked_at)
    key = pages.cookies[settings.SESSION_COOKIE_NAME].value
    one.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])
    connections.close_all()  # within the browser's loop they are its own
    return one


def code_to(gateway: Gateway, number: str) -> str:
    until = time.monotonic() + SECONDS
    while not [to for to, _text in gateway.sent if to == number]:
        assert time.monotonic() < until, "no code came"
        time.sleep(0.1)
    return gateway.code_to(number)


def test_the_number_on_the_card(browser: Browser, sara: Staff, gateway: Gateway) -> None:
    hers = make_case(sara, card={"safe_channel": "SMS", "phone": "070-174 06 05"}).person_id
    with acting(sara, sara.unit):
        card = Card.objects.get(person=hers).id
    with serving() as address, working():
        worker = comes_as(browser, address, signed_in(sara, sara.unit))
        worker.opens("people:card", card)
        worker.sees("Inte prövat")
        worker.looks("the card, not proven")
        worker.follows("Pröva vart koder går")
        worker.looks("not proven")
        worker.page.get_by_role("button", name="Skicka en kod").press("Enter")
        worker.sees("Sex siffror som personen läser upp för dig.")
        worker.looks("a code was sent")
        worker.writes("Koden", "000 000")
        worker.field("Koden").press("Enter")
        worker.sees("Koden stämmer inte")
        worker.looks("another code")
        worker.writes("Koden", code_to(gateway, "0701740605"))
        worker.field("Koden").press("Enter")
        worker.sees("Personen kan logga in i Min väg med en kod som går hit.")
        worker.looks("proven")
        worker.leaves()


def test_one_that_she_has_chosen_herself(browser: Browser, sara: Staff, gateway: Gateway) -> None:
    hers = make_case(sara).person_id
    with serving() as address, working():
        she = comes_as(browser, address, of_person(hers))
        she.page.set_viewport_size(PHONE)
        she.opens("my_way:contact")
        she.ticks("Sms")
        she.writes("Ditt mobilnummer", "070-174 06 09")
        she.presses("Spara")
        she.sees("Innan dess kan du inte logga in med en kod.")
        she.looks("her own, not proven")
        she.presses("Skicka en kod till mig")
        she.writes("Koden", code_to(gateway, "0701740609"))
        she.looks("her own, a code was sent")
        she.presses("Pröva koden")
        she.sees("Nu kan koder gå dit.", within="body")
        she.looks("her own, proven")
        she.leaves()
