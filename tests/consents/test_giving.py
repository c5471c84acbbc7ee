"""What a consent must say before it is one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samvag.consents.actions.giving import Side, give_consent, refuse_consent
from samvag.consents.events import consent_changed
from samvag.consents.models import Consent
from samvag.consents.queries.consents import consents_of, follow_up_consent
from samvag.consents.terms import CONTACT_AFTER, FINSAM_FOLLOWUP, INFO_EXCHANGE
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, months_later
from tests.factories.sharing import GIVEN, PURPOSE, begin_together, in_days, make_consent


@pytest.fixture
def leila(case, anna):
    return case(anna)


def test_it_names_units_categories_purpose_and_an_end(anna, leila, ame, af, acting):
    make_consent(anna, leila, af, categories=["planning", "contact"])
    with acting(anna, ame) as by:
        (consent,) = consents_of(by, leila.person_id)
    assert {party.unit for party in consent.parties} == {ame.id, af.id}
    assert [str(one) for one in consent.categories] == ["contact", "planning"]
    assert (consent.purpose, consent.until) == (PURPOSE, in_days(200))
    assert consent.lives(timezone.localdate())
    assert not consent.lives(in_days(201))


@pytest.mark.parametrize("missing", ["sides", "categories", "purpose"])
def test_without_units_categories_or_purpose_it_is_refused(missing, anna, leila, af, acting):
    said = {"purpose": PURPOSE, "until": in_days(9), "sides": [Side(af.id)], "categories": ["work"], **GIVEN}
    with acting(anna, anna.unit) as by, pytest.raises(Refused):
        give_consent(
            leila.person_id, INFO_EXCHANGE, by=by, **{**said, missing: "" if missing == "purpose" else []}
        )


def test_it_lives_twelve_months_at_most(anna, leila, af):
    last = months_later(timezone.localdate(), 12) - DAY
    with pytest.raises(Refused, match=str(last)):
        make_consent(anna, leila, af, until=last + DAY)
    make_consent(anna, leila, af, until=last)


def test_but_contact_after_the_end_may_be_asked_for_until_the_last_follow_up(anna, leila):
    make_consent(anna, leila, kind=CONTACT_AFTER, until=months_later(timezone.localdate(), 24))


def test_it_cannot_end_before_it_begins(anna, leila, af):
    with pytest.raises(Refused, match="sluta innan"):
        make_consent(anna, leila, af, until=in_days(-1))


def test_one_that_only_takes_opens_nothing_and_is_refused(anna, leila, ame, af, acting):
    with pytest.raises(Refused, match="en som delar"):
        make_consent(anna, leila, sides=[Side(ame.id, gives=False), Side(af.id, gives=False)])


def test_a_unit_bound_by_contract_alone_is_not_told_of_health(anna, leila, unit):
    firm = unit("Företaget", "EMPLOYER", short="Företaget", secrecy_regime="AVTAL")
    with pytest.raises(Refused, match="får inte se: hälsa"):
        make_consent(anna, leila, firm, categories=["health", "planning"])
    make_consent(anna, leila, firm, categories=["planning"])


def test_follow_up_is_never_merged_with_the_exchange_of_information(anna, leila, ame, af, acting):
    coordination = begin_together(anna, leila, af)
    with acting(anna, ame) as by:
        with pytest.raises(IntegrityError, match="one_purpose"), transaction.atomic():
            give_consent(
                leila.person_id, FINSAM_FOLLOWUP, by=by, purpose=PURPOSE, until=in_days(9),
                coordination_id=coordination.id, **GIVEN,
            )  # fmt: skip
        assert follow_up_consent(by, leila.person_id) is None
    given = make_consent(anna, leila, kind=FINSAM_FOLLOWUP)
    with acting(anna, ame) as by:
        assert follow_up_consent(by, leila.person_id) == given.id
        (follow_up,) = [one for one in consents_of(by, leila.person_id) if one.kind == FINSAM_FOLLOWUP]
        assert not follow_up.parties
        assert not follow_up.categories


def test_a_no_is_written_down_and_opens_nothing(anna, leila, ame, af, acting):
    with acting(anna, ame) as by:
        refuse_consent(leila.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=[Side(af.id)], **GIVEN)
        (no,) = consents_of(by, leila.person_id)
        assert no.refused
        assert not no.lives(timezone.localdate())


def test_a_no_is_not_seen_by_the_unit_it_names(anna, leila, ame, af, staff, acting):
    from samvag.access.roles import Role

    recipient = staff(af, Role.RECIPIENT)
    with acting(anna, ame) as by:
        refuse_consent(leila.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=[Side(af.id)], **GIVEN)
    with acting(recipient, af):
        assert not Consent.objects.exists()


def test_a_colleague_without_part_in_the_case_cannot_take_one(leila, ame, af, staff, acting):
    with acting(staff(ame), ame) as by, pytest.raises(Unseen):
        give_consent(
            leila.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, until=in_days(9), sides=[Side(af.id)],
            categories=["work"], **GIVEN,
        )  # fmt: skip


def test_upper_floors_are_told_whose_consent_changed(anna, leila, af):
    told = []

    def listen(person):
        told.append(person)

    consent_changed.listen(listen)
    try:
        make_consent(anna, leila, af)
    finally:
        consent_changed._listeners.remove(listen)
    assert told == [leila.person_id]


def test_a_month_later_is_the_same_day_or_the_last():
    day = timezone.localdate().replace(month=1, day=31)
    assert months_later(day, 1).month == 2
    assert months_later(day, 12) == day.replace(year=day.year + 1)
    assert months_later(day, 1) + timedelta(days=1) == day.replace(month=3, day=1)
