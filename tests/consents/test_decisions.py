"""What the policy of consents says, word for word: the near miss beside each yes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samvag.access.context import NOBODY
from samvag.consents import policy
from samvag.consents.actions.giving import Side, refuse_consent
from samvag.consents.actions.guardians import grant_insight
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.models import Consent
from samvag.consents.policy import GUARDIAN, may_grant_insight, may_live
from samvag.consents.terms import AGREES, FINSAM_FOLLOWUP, INFO_EXCHANGE, NO_OTHER, OBJECTS
from samvag.kernel.decisions import Decision
from tests.factories.sharing import GIVEN, PURPOSE, in_days, make_consent

FIRST, DAY = date(2026, 11, 23), timedelta(days=1)
YEAR, THREE = date(2027, 11, 22), date(2029, 11, 22)
LONGEST = "Samtycke till {} gäller högst {} månader. Välj {} eller tidigare."
BORN = date(2010, 11, 24)
LAST = date(2028, 11, 23)
BETWEEN = "Välj en sista dag från i dag till dagen innan 18-årsdagen, 2028-11-23."
OTHER = "Namnge den andra vårdnadshavaren och vad den säger, eller välj att ingen annan finns."
BY_DECISION = "En vårdnadshavare svarar bara med stöd av ett beslut om insyn. Fatta det först."
NO_GROUND = "Den grunden kan inte användas för att dela. Fråga personen i stället."
MONTHS = "Beslutet gäller högst 3 månader. Pröva det på nytt sedan."
ANOTHER = "Välj en annan verksamhet."
NOT_BY_LAW = "Den verksamheten kan inte få se de uppgifterna med stöd av lag."
CHOOSE = "Välj samtycket eller den grund i lagen som uppgifterna lämnas med stöd av."
DEAD = "Det samtycket gäller inte."
NOT_COVERED = "Samtycket omfattar inte de uppgifterna till den mottagaren."


def says(said: Decision) -> str:
    """Empty for a yes."""
    assert bool(said) == (said.reason == "")
    return said.reason


@pytest.mark.parametrize(
    ("kind", "until", "sentence"),
    [
        (INFO_EXCHANGE, FIRST, ""),
        (INFO_EXCHANGE, FIRST - DAY, "Samtycket kan inte sluta innan det börjar."),
        (INFO_EXCHANGE, YEAR, ""),
        (INFO_EXCHANGE, YEAR + DAY, LONGEST.format("utbyte av uppgifter", 12, YEAR)),
        (FINSAM_FOLLOWUP, THREE, ""),
        (FINSAM_FOLLOWUP, THREE + DAY, LONGEST.format("uppföljning finsam", 36, THREE)),
    ],
)
def test_how_long_a_consent_may_live(kind, until, sentence):
    assert says(may_live(kind, FIRST, until)) == sentence


@pytest.mark.parametrize(
    ("born", "other", "said", "days", "sentence"),
    [
        (BORN, "Ulf", AGREES, (FIRST, FIRST), ""),
        (BORN, "Ulf", AGREES, (FIRST, LAST), ""),
        (BORN, "", NO_OTHER, (FIRST, LAST), ""),
        (BORN, "Ulf", AGREES, (FIRST, LAST + DAY), BETWEEN),
        (BORN, "Ulf", AGREES, (FIRST, FIRST - DAY), BETWEEN),
        (BORN, "Ulf", AGREES, (LAST, LAST), ""),
        (BORN, "Ulf", AGREES, (LAST + DAY, LAST + DAY), "Personen har fyllt 18 och bestämmer själv."),
        (None, "Ulf", AGREES, (FIRST, FIRST),
         "Skriv in födelsedatum på kortet först: insynen slutar när den unga fyller 18."),
        (BORN, "Ulf", NO_OTHER, (FIRST, FIRST), OTHER),
        (BORN, "", AGREES, (FIRST, FIRST), OTHER),
        (BORN, "Ulf", OBJECTS, (FIRST, FIRST),
         "Vårdnadshavarna är inte överens. De bestämmer tillsammans, så insyn kan inte ges åt den ena."),
    ],
)  # fmt: skip
def test_whose_guardian_may_look(born, other, said, days, sentence):
    assert says(may_grant_insight(born, other, said, days)) == sentence


class TestAnAnswerOfAGuardian:
    @pytest.fixture
    def asked(self, shared, karin, anna, ame, acting):
        with acting(karin, ame) as by:
            insight = grant_insight(
                shared.person_id, "Eva", ["planning"], by=by, until=in_days(60), other="Ulf",
                other_says=AGREES, maturity="Förstår.", harm="Ingen.", child_opinion="Ja.",
            )  # fmt: skip

        def ask(who=GUARDIAN, decided=insight.id, person=shared.person_id, days=None, unit=ame.id):
            days = days or (in_days(0), in_days(60))
            with acting(anna, ame) as by:
                return says(policy.may_answer_for(person, who, decided, days, replace(by, unit=unit)))

        return ask

    def test_by_her_decision_and_as_long_as_it(self, asked):
        assert asked() == ""
        assert asked(days=(in_days(0), in_days(61))) == (
            f"Beslutet om insyn gäller till {in_days(60)}. Välj den dagen eller tidigare."
        )

    def test_the_person_answers_without(self, asked):
        assert asked("PERSON", None) == ""

    @pytest.mark.parametrize("wrong", [{"decided": None}, {"decided": NOBODY}, {"person": NOBODY}])
    def test_not_without_or_by_anothers(self, asked, wrong):
        assert asked(**wrong) == BY_DECISION

    def test_not_by_another_units_even_where_the_database_shows_it(self, asked, af):
        assert asked(unit=af.id) == BY_DECISION

    def test_not_before_or_after_it(self, asked):
        assert asked(days=(in_days(-1), in_days(1))) == BY_DECISION
        assert asked(days=(in_days(61), in_days(61))) == BY_DECISION


class TestSharingByLaw:
    @pytest.fixture
    def asked(self, karin, ame, af, acting, db):
        def ask(to=af.id, kinds=("work",), basis="OSL_10_2", until=None, first=None):
            days = (first or in_days(0), until or in_days(30))
            with acting(karin, ame) as by:
                return says(policy.may_share_by_law(by, to, kinds, basis, days))

        return ask

    def test_on_a_ground_for_a_time_to_another_unit(self, asked):
        assert asked() == ""
        assert asked(until=in_days(0)) == ""

    @pytest.mark.parametrize("basis", ["", "NOT_ONE", *sorted(policy.CONSENT_GROUNDS)])
    def test_not_on_a_ground_that_is_none(self, asked, basis):
        assert asked(basis=basis) == NO_GROUND

    def test_not_too_long_and_not_backwards(self, asked):
        assert asked(until=date(2027, 2, 23), first=FIRST) == ""
        assert asked(until=date(2027, 2, 24), first=FIRST) == MONTHS
        assert asked(until=in_days(-1)) == MONTHS

    def test_not_to_oneself_or_to_nobody(self, asked, ame):
        assert asked(to=ame.id) == ANOTHER
        assert asked(to=NOBODY) == ANOTHER

    def test_not_what_the_receiver_may_not_have(self, asked, af):
        assert asked(kinds=()) == NOT_BY_LAW
        assert asked(kinds=("work", "existence_of_nothing")) == NOT_BY_LAW


class TestLettingOut:
    @pytest.fixture
    def asked(self, shared, anna, ame, af, acting):
        def ask(consent, kinds=("work",), to=af.id, basis="", person=shared.person_id):
            with acting(anna, ame) as by:
                return says(policy.may_disclose(person, kinds, to, consent, basis, by))

        return ask

    @pytest.fixture
    def lives(self, shared, anna, ame, acting):
        with acting(anna, ame):
            return Consent.objects.get(person=shared.person_id).id

    def test_by_a_consent_that_covers_it(self, asked, lives):
        assert asked(lives) == ""
        assert asked(lives, ("work", "planning")) == ""

    def test_not_more_than_it_covers(self, asked, lives, soc):
        assert asked(lives, ("work", "health")) == NOT_COVERED
        assert asked(lives, to=soc.id) == NOT_COVERED
        assert asked(lives, to=None) == NOT_COVERED

    def test_not_where_the_own_unit_only_receives(self, asked, anna, shared, soc):
        to = make_consent(anna, shared, soc, categories=["work"], sides=[Side(soc.id, receives=False)])
        assert asked(to.id, to=soc.id) == NOT_COVERED

    def test_not_by_one_that_was_taken_back(self, asked, lives, anna, ame, acting):
        with acting(anna, ame) as by:
            withdraw(lives, by=by)
        assert asked(lives) == DEAD

    def test_not_by_a_no_or_by_one_for_something_else(self, asked, anna, ame, soc, shared, acting):
        other = make_consent(anna, shared, kind=FINSAM_FOLLOWUP)
        assert asked(other.id) == DEAD
        with acting(anna, ame) as by:
            said = {"purpose": PURPOSE, "sides": [Side(soc.id)], **GIVEN}
            no = refuse_consent(shared.person_id, INFO_EXCHANGE, by=by, **said)
        assert asked(no.id, to=soc.id) == DEAD

    def test_not_by_anothers(self, asked, lives):
        assert asked(lives, person=NOBODY) == DEAD
        assert asked(NOBODY) == DEAD

    def test_without_one_on_a_ground_of_law(self, asked):
        assert asked(None, basis="OSL_10_2") == ""
        assert asked(None) == CHOOSE
        assert asked(None, basis="NOT_ONE") == CHOOSE
