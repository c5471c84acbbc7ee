"""A unit asks in Min väg; the person says yes, yes to a part, or no; and what the unit sees of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.cases.queries.coordination import open_coordination_of
from samvag.consents.actions.giving import Side
from samvag.consents.models import Consent
from samvag.kernel.errors import Refused, Unseen
from samvag.my_way.actions.asking import ask, take_back_question
from samvag.my_way.models import Asked
from samvag.my_way.queries.asking import asked_of
from samvag.people.models import Card
from tests.factories.people import make_case
from tests.factories.proving import prove
from tests.factories.sharing import begin_together, in_days, join_in

PURPOSE = "Hjälpas åt med vägen till arbete."


@pytest.fixture
def person(anna):
    return make_case(anna).person_id


@pytest.fixture
def asks(anna, ame, af, soc, acting):
    def done(person, kind="INFO_EXCHANGE", **facts):
        said = {"purpose": PURPOSE, "until": in_days(90), **facts}
        if kind == "INFO_EXCHANGE":
            said = {"sides": [Side(af.pk), Side(soc.pk)], "categories": ["planning", "health"], **said}
        with acting(anna, ame) as by:
            return ask(person, kind, by=by, **said)

    return done


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def kept(anna, ame, acting):
    """What the unit then has: the consent with its living parts."""

    def of(person):
        with acting(anna, ame):
            consent = Consent.objects.get(person=person)
            units = set(
                consent.parties.filter(withdrawn_at=None).order_by("id").values_list("unit__name", flat=True)
            )
            about = set(consent.categories.order_by("id").values_list("category", flat=True))
            return consent, units, about

    return of


def answer(browser, asked, **said):
    return browser.post(f"/min-vag/fragor/{asked.id}/", said)


def test_she_reads_what_is_asked_and_says_yes(person, asks, her_pages, kept, af, soc):
    asked, browser = asks(person), her_pages(person)
    assert "En fråga till dig" in text(browser.get("/min-vag/"))
    page = text(browser.get(f"/min-vag/fragor/{asked.id}/"))
    for words in ("AME frågar.", "AF Norrsund", "får läsa det som AME och Socialtjänsten skriver om:", "din hälsa",
                  PURPOSE, "Det är frivilligt."):  # fmt: skip
        assert words in page, words
    said = {"categories": ["planning", "health"], "units": [str(af.pk), str(soc.pk)]}
    assert answer(browser, asked, yes="1", **said).status_code == 302
    consent, units, about = kept(person)
    assert (units, about) == ({"AME", "AF Norrsund", "Socialtjänsten"}, {"planning", "health"})
    assert (consent.given_how, consent.given_by, consent.original_location) == ("BANKID", "PERSON", "Min väg")
    assert "En fråga till dig" not in text(browser.get("/min-vag/"))


def test_yes_to_a_part(person, asks, her_pages, kept, af):
    asked = asks(person)
    answer(her_pages(person), asked, yes="1", categories=["planning"], units=[str(af.pk)])
    _consent, units, about = kept(person)
    assert (units, about) == ({"AME", "AF Norrsund"}, {"planning"})


@pytest.mark.parametrize(
    "left", [{"categories": ["planning"]}, {"units": True}, {}], ids=["nobody", "nothing", "none"]
)
def test_a_yes_to_nothing_is_asked_about_again(person, asks, her_pages, af, left):
    units = {"units": [str(af.pk)]} if left.get("units") else {}
    response = answer(her_pages(person), asks(person), yes="1", **{**left, **units})
    assert response.status_code == 422
    assert "Eller svara nej." in text(response)


def test_what_was_not_asked_cannot_be_given(person, asks, her_pages, af, staff, unit):
    """Neither another category nor another unit, whatever is sent."""
    for said in (
        {"categories": ["economy"], "units": [str(af.pk)]},
        {"categories": ["planning"], "units": [str(unit("Annan").pk)]},
    ):
        asked = asks(person)
        assert answer(her_pages(person), asked, yes="1", **said).status_code == 422
        answer(her_pages(person), asked, no="1")


def test_no_is_written_down_and_opens_nothing(person, asks, her_pages, kept):
    asked = asks(person)
    answer(her_pages(person), asked, no="1")
    consent, _units, about = kept(person)
    assert (consent.refused, about) == (True, set())


def test_with_a_code_it_is_in_writing(person, asks, her_pages, kept, af, anna, ame, acting):
    asked = asks(person)
    with acting(anna, ame):
        Card.objects.filter(person=person).update(safe_channel="SMS", phone="0701740605")
    prove(anna, person)
    browser = her_pages(person, door=ame.pk, shown="code")
    answer(browser, asked, yes="1", categories=["planning"], units=[str(af.pk)])
    assert kept(person)[0].given_how == "SKRIFTLIGT"


def test_what_must_be_signed_is_not_said_yes_to_with_a_code(person, asks, her_pages, anna, ame, acting):
    with acting(anna, ame):
        Card.objects.filter(person=person).update(safe_channel="SMS", phone="0701740605")
    prove(anna, person)
    asked = asks(person, "FINSAM_FOLLOWUP")
    by_code = her_pages(person, door=ame.pk, shown="code")
    assert "skriva under" in text(by_code.get(f"/min-vag/fragor/{asked.id}/"))
    assert answer(by_code, asked, yes="1").status_code == 403
    assert answer(her_pages(person), asked, yes="1").status_code == 302


def test_it_is_answered_once(person, asks, her_pages, af):
    asked, browser = asks(person), her_pages(person)
    answer(browser, asked, no="1")
    assert answer(browser, asked, yes="1", categories=["planning"], units=[str(af.pk)]).status_code == 404


def test_it_runs_out_after_thirty_days_and_shows_as_unanswered(person, asks, her_pages, anna, ame, acting):
    asked = asks(person)
    assert asked.expires_on == timezone.localdate() + timedelta(days=30)
    with acting(anna, ame) as by:
        Asked.objects.filter(id=asked.id).update(expires_on=timezone.localdate())
        assert asked_of(by, person)[0].words == "Väntar på svar"
    assert her_pages(person).get(f"/min-vag/fragor/{asked.id}/").status_code == 200
    with acting(anna, ame) as by:
        Asked.objects.filter(id=asked.id).update(expires_on=timezone.localdate() - timedelta(days=1))
        assert asked_of(by, person)[0].words == "Obesvarad: frågan gick ut"
    assert her_pages(person).get(f"/min-vag/fragor/{asked.id}/").status_code == 404


def test_the_unit_takes_its_question_back(person, asks, her_pages, anna, ame, acting):
    asked = asks(person)
    with acting(anna, ame) as by:
        take_back_question(asked.id, by=by)
        with pytest.raises(Refused):
            take_back_question(asked.id, by=by)
    assert her_pages(person).get(f"/min-vag/fragor/{asked.id}/").status_code == 404


def test_a_yes_to_more_of_a_coordination_takes_the_place_of_the_one_before(
    anna, ame, af, bea, recipient, acting, asks, her_pages, kept
):
    case = make_case(anna)
    begin_together(anna, case, af, categories=["planning"])
    join_in(recipient, bea)
    with acting(anna, ame) as by:
        joint = open_coordination_of(by, case.person_id).id
    asked = asks(case.person_id, coordination=joint, sides=[Side(af.pk)])
    answer(her_pages(case.person_id), asked, yes="1", categories=["planning", "health"], units=[str(af.pk)])
    with acting(anna, ame):
        live = Consent.objects.get(person=case.person_id, withdrawn_at=None)
    assert live.coordination_id == joint


class TestRefused:
    def test_what_could_not_be_given_is_not_asked(self, person, asks, anna, ame, acting):
        for wrong in ({"until": in_days(400)}, {"categories": []}, {"sides": []}, {"purpose": " "}):
            with pytest.raises(Refused):
                asks(person, **wrong)
        with acting(anna, ame):
            assert not Asked.objects.exists()
            assert not Consent.objects.exists()

    def test_twice_at_once(self, person, asks):
        asks(person)
        with pytest.raises(Refused, match="Ni har redan frågat"):
            asks(person)

    def test_of_somebody_who_is_not_ours(self, person, cilla, soc, acting, af):
        with acting(cilla, soc) as by, pytest.raises(Unseen):
            ask(person, "SURVEY_CONTACT", by=by, purpose=PURPOSE, until=in_days(30))


class TestNearMisses:
    def test_another_persons_question_is_not_there(self, person, asks, anna, her_pages):
        asked = asks(person)
        somebody = her_pages(make_case(anna).person_id)
        assert somebody.get(f"/min-vag/fragor/{asked.id}/").status_code == 404
        assert answer(somebody, asked, no="1").status_code == 404

    def test_nor_another_units_questions_to_a_unit(self, person, asks, cilla, soc, bo, ame, acting):
        asked = asks(person)
        for staff, unit in ((cilla, soc), (bo, ame)):
            with acting(staff, unit) as by:
                assert asked_of(by, person) == []
                with pytest.raises(Unseen):
                    take_back_question(asked.id, by=by)


class TestThePagesOfTheUnit:
    def test_it_is_asked_from_the_page_of_consents(self, person, anna, ame, af, pages, acting):
        with acting(anna, ame):
            card = Card.objects.get(person=person).id
        browser = pages(anna, ame)
        assert f"/people/{card}/min-vag/" in text(browser.get(f"/people/{card}/consents/"))
        said = {"purpose": PURPOSE, "until": in_days(60), "unit_1": str(af.pk), "direction_1": "BOTH",
                "categories": ["planning"]}  # fmt: skip
        response = browser.post(f"/people/{card}/min-vag/fraga/?kind=INFO_EXCHANGE", said)
        assert response["Location"] == f"/people/{card}/min-vag/"
        page = text(browser.get(f"/people/{card}/min-vag/"))
        assert "Väntar på svar" in page
        assert "Väntar på att skickas" in page

    def test_a_wrong_one_says_why_and_keeps_what_was_written(self, person, anna, ame, af, pages, acting):
        with acting(anna, ame):
            card = Card.objects.get(person=person).id
        said = {"purpose": "Något eget", "until": in_days(60), "unit_1": str(af.pk), "direction_1": "BOTH"}
        response = pages(anna, ame).post(f"/people/{card}/min-vag/fraga/?kind=INFO_EXCHANGE", said)
        assert response.status_code == 422
        assert "Något eget" in text(response)
