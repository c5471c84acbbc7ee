"""A guardian's insight, and a guardian's answer: by a decision alone, and never past the 18th birthday."""

import pytest
from django.db import DatabaseError, connection, transaction

from samvag.access.roles import Role
from samvag.consents.actions.giving import Side, give_consent
from samvag.consents.actions.guardians import end_insight, grant_insight
from samvag.consents.models import Consent, GuardianDecision
from samvag.consents.queries.consents import consents_of
from samvag.consents.terms import INFO_EXCHANGE
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.kernel.periods import DAY
from tests.factories.known import known
from tests.factories.sharing import GIVEN, PURPOSE, in_days

SAYS = {
    "other": "Ulf Provsson", "other_says": "AGREES", "maturity": "16 år, förstår vad det gäller.",
    "harm": "Ingen, de bor ihop.", "child_opinion": "Mamma får gärna veta.",
}  # fmt: skip
ANSWERS = {"given_by": "VARDNADSHAVARE", "child_opinion": "Det är okej."}


@pytest.fixture
def young(case, anna):
    return case(anna, card={"born": in_days(-16 * 365)})


@pytest.fixture
def decided(young, karin, ame, acting):
    def grant(person=None, **says):
        facts = {"until": in_days(60), **SAYS, **says}
        with acting(karin, ame) as by:
            return grant_insight((person or young).person_id, "Eva Provsson", ["planning"], by=by, **facts)

    return grant


@pytest.fixture
def answer(young, anna, ame, af, acting):
    def give(**said):
        facts = {"until": in_days(60), **GIVEN, **ANSWERS, **said}
        with acting(anna, ame) as by:
            return give_consent(
                young.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=[Side(af.id)],
                categories=["planning"], **facts,
            )  # fmt: skip

    return give


def test_the_decision_lets_her_answer_for_the_young(decided, answer, anna, ame, young, acting):
    given = answer(guardian=decided().id)
    with acting(anna, ame) as by:
        (view,) = [one for one in consents_of(by, young.person_id) if one.id == given.id]
    assert view.given == "Skriftligt, vårdnadshavare Eva Provsson"
    assert view.child_opinion == "Det är okej."


def test_without_one_nobody_answers_for_the_young(answer):
    with pytest.raises(Refused, match="Fatta det först"):
        answer()


def test_not_by_another_persons_decision(decided, answer, case, anna):
    other = case(anna, card={"born": in_days(-16 * 365)})
    with pytest.raises(Refused, match="Fatta det först"):
        answer(guardian=decided(person=other).id)


def test_not_by_one_that_has_ended(decided, answer, karin, ame, acting):
    row = decided()
    with acting(karin, ame) as by:
        end_insight(row.id, by=by)
    with pytest.raises(Refused, match="Fatta det först"):
        answer(guardian=row.id)


def test_no_longer_than_the_decision(decided, answer):
    row = decided()
    with pytest.raises(Refused, match=f"gäller till {in_days(60)}"):
        answer(guardian=row.id, until=in_days(61))


def test_what_the_young_says_stands_beside(decided, answer):
    with pytest.raises(Refused, match="den unga själv"):
        answer(guardian=decided().id, child_opinion=" ")


def test_the_database_holds_it_too(decided, young, anna, ame, acting):
    """A consent past the decision's end, or on somebody else's decision, is not written."""
    row = decided()
    for until in (in_days(60) + DAY * 2,):
        with acting(anna, ame), pytest.raises(DatabaseError), transaction.atomic():
            Consent(
                owner_unit=ame, person_id=young.person_id, category="planning", created_by=anna, kind="SIP",
                purpose="x", period=(in_days(0), until), given_how="SKRIFTLIGT", guardian_id=row.id, **ANSWERS,
            ).save(force_insert=True)  # fmt: skip


def test_the_database_knows_the_birthday(young, karin, ame, acting):
    with acting(karin, ame), pytest.raises(DatabaseError, match="turns 18"), transaction.atomic():
        GuardianDecision(
            owner_unit=ame, person_id=young.person_id, category="planning", created_by=karin, guardian="Eva",
            kinds=["planning"], period=(in_days(0), in_days(900)), **SAYS,
        ).save(force_insert=True)  # fmt: skip


def test_without_a_birth_date_there_is_no_insight(case, karin, ame, acting):
    unknown = case(karin)
    with acting(karin, ame) as by, pytest.raises(Refused, match="födelsedatum"):
        grant_insight(unknown.person_id, "Eva", ["planning"], by=by, until=in_days(9), **SAYS)


@pytest.mark.parametrize("name", ["maturity", "harm", "child_opinion"])
def test_the_decision_says_why(name, decided):
    with pytest.raises(Refused, match="hur mognad och skada"):
        decided(**{name: " "})


def test_one_who_cannot_be_reached_does_not_stop_it(decided):
    assert decided(other_says="NOT_REACHED")


def test_who_decides(young, decided, anna, staff, ame, soc, acting):
    with acting(anna, ame) as by, pytest.raises(Forbidden):
        grant_insight(young.person_id, "Eva", ["planning"], by=by, until=in_days(9), **SAYS)
    row = decided()
    with acting(staff(soc, Role.MANAGER), soc) as by, pytest.raises(Unseen):
        end_insight(row.id, by=by)


def test_it_is_never_changed_only_ended(decided, karin, ame, acting):
    decided()
    with (
        acting(karin, ame),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE consents_guardiandecision SET harm = 'Något annat'")


def test_the_form_offers_the_decisions_that_live(decided, young, anna, ame, pages):
    path = known(anna, young).path("consents/new/?kind=INFO_EXCHANGE")
    assert "beslut om insyn" not in pages(anna, ame).get(path).content.decode()
    decided()
    assert f"Eva Provsson, till {in_days(60)}" in pages(anna, ame).get(path).content.decode()


def test_the_page_takes_a_guardians_answer(decided, young, anna, ame, af, pages, acting):
    row, path = decided(), known(anna, young).path("consents/new/?kind=INFO_EXCHANGE")
    sent = {
        "answer": "yes", "purpose": PURPOSE, "unit_1": af.pk, "direction_1": "BOTH", "categories": ["planning"],
        "until": in_days(50), "language": "sv-simple", "text_version": "2", **GIVEN,
    }  # fmt: skip
    browser = pages(anna, ame)
    assert browser.post(path, {**sent, "given_by": "VARDNADSHAVARE"}).status_code == 422
    assert browser.post(path, {**sent, "guardian": row.id, **ANSWERS}).status_code == 302
    with acting(anna, ame):
        kept = Consent.objects.get()
    assert (kept.guardian_id, kept.language, kept.text_version) == (row.id, "sv-simple", "2")
    listed = browser.get(known(anna, young).path("consents/")).content.decode()
    assert "Det är okej." in listed


def test_a_decision_chosen_by_mistake_counts_for_nothing_when_the_person_answers(
    decided, young, anna, ame, af, pages, acting
):
    row, path = decided(), known(anna, young).path("consents/new/?kind=INFO_EXCHANGE")
    sent = {
        "answer": "yes", "purpose": PURPOSE, "unit_1": af.pk, "direction_1": "BOTH", "categories": ["planning"],
        "until": in_days(100), "language": "sv", "given_by": "PERSON", "guardian": row.id, **GIVEN,
    }  # fmt: skip
    assert pages(anna, ame).post(path, sent).status_code == 302
    with acting(anna, ame):
        assert Consent.objects.get().guardian_id is None
