"""The unit's own card."""

import pytest

from samvag.people.actions import edit_card
from samvag.people.models import Card
from samvag.people.queries import card_facts
from tests.factories.numbers import made_up_numbers


@pytest.fixture
def card(anna, ame, case, acting):
    case(anna, made_up_numbers(1)[0], card={"given_name": "Leila", "family_name": "Övning"})
    with acting(anna, ame):
        return Card.objects.get()


@pytest.fixture
def form(card):
    return {"given_name": "Leila", "family_name": "Övning", "protection": "INGEN", "home_municipality": "0380",
            "phone": "070-123 45 67", "email": "", "address": "", "safe_channel": "SMS", "safe_detail": "Inte efter 16",
            "language": "dari", "interpreter": "on", "access_needs": "Lugnt rum"}  # fmt: skip


def test_it_is_kept(anna, ame, card, form, pages, acting):
    assert pages(anna, ame).answer(f"/people/{card.id}/card/", form)["Location"] == f"/people/{card.id}/"
    with acting(anna, ame) as by:
        values = card_facts(by, card.id).values
    assert (values["safe_channel"], values["interpreter"], values["letters_home"]) == ("SMS", True, False)
    assert values["version"] == card.version + 1


def test_the_number_is_shown_and_what_it_tells_is_not_asked(anna, ame, card, pages):
    page = pages(anna, ame).get(f"/people/{card.id}/card/").content.decode()
    number = made_up_numbers(1)[0]
    assert f"{number[:8]}-{number[-4:]}" in page
    assert 'name="sex"' not in page


def test_what_the_number_tells_cannot_be_typed_over(anna, ame, card, acting):
    with acting(anna, ame) as by:
        assert edit_card(card.id, by=by, born="1950-01-01", sex="X").born == card.born


def test_without_a_number_it_is_asked(anna, ame, case, pages, acting):
    case(anna)
    with acting(anna, ame):
        card = Card.objects.get()
    page = pages(anna, ame).get(f"/people/{card.id}/card/").content.decode()
    assert "Inget nummer" in page
    assert 'name="sex"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"given_name": ""}, "Fyll i det här."),
        ({"phone": "ring"}, "Skriv numret med siffror"),
        ({"email": "leila"}, "Skriv adressen som namn@exempel.se."),
        ({"safe_channel": "DRÖM"}, "Det alternativet finns inte längre."),
        ({"address": "x" * 501}, "Texten är för lång"),
    ],
)
def test_a_refused_card_is_still_there(anna, ame, card, form, pages, wrong, sentence):
    response = pages(anna, ame).post(f"/people/{card.id}/card/", {**form, **wrong})
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert "Lugnt rum</textarea>" in page


def test_protection_is_said_wherever_the_person_is_named(anna, ame, card, pages, acting):
    browser = pages(anna, ame)
    told = {"answer_is": "mark", "protection": "SKYDDAD", "reason": "Beslut", "understood": "on"}
    browser.post(f"/people/{card.id}/protection/", told)
    with acting(anna, ame):
        card = Card.objects.get()
    for path in ("card/", "contact/", "note/", "step/", "meeting/", "attachment/"):
        assert "Skyddad folkbokföring" in browser.get(f"/people/{card.id}/{path}").content.decode()


def test_nobody_without_part_in_the_case_finds_it(ame, staff, card, form, pages):
    for method in ("get", "post"):
        assert getattr(pages(staff(ame), ame), method)(f"/people/{card.id}/card/", form).status_code == 404


def test_another_unit_does_not_either(soc, staff, card, form, pages):
    assert pages(staff(soc), soc).get(f"/people/{card.id}/card/").status_code == 404
