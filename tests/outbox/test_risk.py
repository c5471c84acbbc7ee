"""Codes by text message: the page tells their risk, and offers what is safer first where there is such a thing."""

import pytest
from django.test import Client

from samvag.access.providers import Provider, Whom

LOGIN = "/min-vag/logga-in/"


@pytest.fixture
def e_id(settings):
    one = Provider(
        "bank", "E-legitimation", Whom.PERSONS, "https://idp.example", client_id="samvag", secret="x"
    )
    settings.EID = {"bank": one}


@pytest.mark.parametrize(
    "words",
    [
        "Hur säkert är det med sms?",
        "har tagit över ditt nummer kan läsa koden",
        "Ge aldrig koden till någon",
        "så kan ni bestämma ett annat sätt",
    ],
)
def test_the_risk_is_told_where_the_code_is_asked_for(db, words):
    assert words in Client().get(LOGIN).content.decode()


def test_and_where_a_number_is_chosen(case, anna, her_pages):
    assert (
        "Hur säkert är det med sms?"
        in her_pages(case(anna).person_id).get("/min-vag/kontakt/").content.decode()
    )


def test_e_id_stands_first_and_is_said_to_be_safer(db, e_id):
    html = Client().get(LOGIN).content.decode()
    assert html.index("Logga in med E-legitimation") < html.index("Skicka en kod till mig")
    assert "Det är säkrast." in html and "säkrare att logga in med e-legitimation" in html


def test_and_is_not_spoken_of_where_there_is_none(db, settings):
    settings.EID = {}
    assert "e-legitimation" not in Client().get(LOGIN).content.decode().lower()
