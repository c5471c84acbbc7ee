"""What goes to Uppföljning Finsam: the person only by her own follow-up consent, and never when protected."""

import pytest

from samvag.cases.actions.participation import end_participation, start_participation
from samvag.cases.actions.protecting import mark
from samvag.cases.models import FinsamReport
from samvag.cases.queries.participation import participation
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.terms import FINSAM_FOLLOWUP
from samvag.people.actions import edit_card
from samvag.people.models import Card
from tests.factories.sharing import in_days, make_consent, make_intervention


@pytest.fixture
def leila(case, anna):
    return case(anna, "200001012384")


@pytest.fixture
def started(anna, ame, acting):
    """Starts a person in an intervention, and answers with her participation."""
    spår = make_intervention(ame, anna)

    def start(case, first=-30):
        with acting(anna, ame) as by:
            return start_participation(case.id, spår, by=by, first=in_days(first)).id

    return start


@pytest.fixture
def reported(anna, ame, acting):
    def report(participation_id):
        with acting(anna, ame):
            return FinsamReport.objects.get(participation=participation_id)

    return report


def follow_up(anna, case, until=100):
    return make_consent(anna, case, kind=FINSAM_FOLLOWUP, until=in_days(until))


def test_without_consent_only_sex_and_start_year(leila, started, reported):
    report = reported(started(leila))
    assert (report.identified, report.consent_id, report.sex, report.start_year) == (
        False, None, "K", in_days(-30).year,
    )  # fmt: skip


def test_with_the_follow_up_consent_the_person(anna, leila, started, reported):
    consent = follow_up(anna, leila)
    report = reported(started(leila))
    assert (report.identified, report.consent_id) == (True, consent.id)


def test_but_not_with_consent_to_exchange_information(anna, leila, unit, started, reported):
    make_consent(anna, leila, unit("AF", "AF"))
    assert not reported(started(leila)).identified


def test_nor_with_another_units_follow_up_consent(anna, leila, unit, staff, case, started, reported):
    fk = unit("FK", "FK")
    fatima = staff(fk)
    theirs = case(fatima, "200001012384")
    assert theirs.person_id == leila.person_id
    follow_up(fatima, theirs)
    assert not reported(started(leila)).identified


def test_given_while_it_runs_it_counts(anna, leila, started, reported):
    row = started(leila)
    follow_up(anna, leila)
    assert reported(row).identified


def test_given_after_the_end_it_does_not(anna, ame, leila, started, reported, acting):
    row = started(leila)
    with acting(anna, ame) as by:
        end_participation(row, "MOVED", by=by, last=in_days(-10))
    follow_up(anna, leila)
    assert not reported(row).identified


def test_withdrawn_the_report_is_stripped_and_the_work_stays(anna, ame, leila, started, reported, acting):
    consent = follow_up(anna, leila)
    row = started(leila)
    with acting(anna, ame) as by:
        withdraw(consent.id, by=by)
        assert participation(by, row).person == leila.person_id
    report = reported(row)
    assert (report.identified, report.consent_id) == (False, None)
    assert report.stripped_at is not None


def test_stripped_also_when_it_has_ended(anna, ame, leila, started, reported, acting):
    consent = follow_up(anna, leila)
    row = started(leila)
    with acting(anna, ame) as by:
        end_participation(row, "MOVED", by=by)
        assert reported(row).identified
        withdraw(consent.id, by=by)
    assert not reported(row).identified


def test_protected_identity_is_always_anonymous(anna, case, started, reported):
    hidden = case(anna, card={"protection": "SEKRETESSMARKERING"})
    follow_up(anna, hidden)
    assert not reported(started(hidden)).identified


def test_protection_that_comes_later_strips_it(anna, ame, leila, started, reported, acting):
    follow_up(anna, leila)
    row = started(leila)
    assert reported(row).identified
    with acting(anna, ame) as by:
        card = Card.objects.get(person=leila.person_id, owner_unit=ame)
        mark(card.id, "SKYDDAD", "Beslut hos Skatteverket.", by=by)
        assert not FinsamReport.objects.get(participation__person=leila.person_id).identified


def test_another_change_of_the_card_does_not(anna, ame, leila, started, reported, acting):
    follow_up(anna, leila)
    row = started(leila)
    with acting(anna, ame) as by:
        card = Card.objects.get(person=leila.person_id, owner_unit=ame)
        edit_card(card.id, by=by, phone="070-123 45 67")
    assert reported(row).identified
