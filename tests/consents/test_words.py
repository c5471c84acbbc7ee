"""What a consent opens, as people say it."""

import pytest

from samvag.consents.actions.giving import Side
from samvag.consents.actions.withdrawing import withdraw_category
from samvag.consents.queries.consents import consents_of
from samvag.consents.terms import FINSAM_FOLLOWUP
from tests.factories.sharing import in_days, make_consent


@pytest.fixture
def leila(case, anna):
    return case(anna)


def words(acting, anna, leila):
    with acting(anna, anna.unit) as by:
        return consents_of(by, leila.person_id)[0].opens


def test_one_who_only_sees(anna, leila, af, ame, acting):
    sides = [Side(ame.id, receives=False), Side(af.id, gives=False)]
    make_consent(anna, leila, sides=sides, categories=["planning", "contact"])
    assert words(acting, anna, leila) == [f"AF ser: kontakter, planering – till {in_days(200)}"]


def test_both_ways(anna, leila, af, acting):
    make_consent(anna, leila, af)
    until = in_days(200)
    assert words(acting, anna, leila) == [
        f"AF ser: planering – till {until}",
        f"AME ser från AF: planering – till {until}",
    ]


def test_what_is_taken_back_is_no_longer_said(anna, leila, af, ame, acting):
    consent = make_consent(anna, leila, af, categories=["planning", "health"])
    with acting(anna, ame) as by:
        withdraw_category(consent.id, "health", by=by)
    assert words(acting, anna, leila)[0] == f"AF ser: planering – till {in_days(200)}"


def test_follow_up_says_what_it_lets(anna, leila, acting):
    make_consent(anna, leila, kind=FINSAM_FOLLOWUP)
    (said,) = words(acting, anna, leila)
    assert said.startswith("Namn och personnummer får följa med till Uppföljning Finsam – till")
