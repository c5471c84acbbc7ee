"""What nobody should send: refused in words, every fault of it, and nothing of what was typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samvag.consents.actions.giving import Side, give_consent, refuse_consent
from samvag.consents.actions.guardians import grant_insight
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.models import Consent, ConsentCategory, Disclosure, GuardianDecision, Party
from samvag.consents.terms import CONTACT_AFTER, INFO_EXCHANGE, MOST_UNITS
from samvag.kernel.errors import Refused
from samvag.kernel.periods import DAY, months_later
from tests.factories.known import known
from tests.factories.sharing import GIVEN, PURPOSE, in_days, make_consent

TODAY = timezone.localdate()
DECIDED = {"other": "Ulf Provsson", "other_says": "AGREES", "maturity": "Vägd.", "harm": "Ingen.",
           "child_opinion": "Det går bra."}  # fmt: skip


@pytest.fixture
def leila(case, anna):
    return case(anna)


def ward(case, worker, turns_18):
    """Somebody who turns 18 that day."""
    return case(worker, card={"born": months_later(turns_18, -18 * 12)})


def nothing_written():
    tables = (Consent, Party, ConsentCategory, Disclosure, GuardianDecision)
    return not any(table.objects.exists() for table in tables)


# Two that overlap.


def test_two_of_the_same_kind_that_overlap_by_a_day(anna, leila):
    make_consent(anna, leila, kind=CONTACT_AFTER, until=in_days(10))
    with pytest.raises(Refused, match=f"redan samtyckt till kontakt efter avslut till och med {in_days(10)}"):
        make_consent(anna, leila, kind=CONTACT_AFTER, first=in_days(10), until=in_days(20))
    make_consent(anna, leila, kind=CONTACT_AFTER, first=in_days(11), until=in_days(20))


def test_two_that_let_the_same_unit_have_the_same(anna, leila, af, soc):
    make_consent(anna, leila, af, categories=["planning", "work"])
    with pytest.raises(Refused, match="redan samtyckt till utbyte av uppgifter"):
        make_consent(anna, leila, af, categories=["work", "health"])
    make_consent(anna, leila, af, categories=["health"])
    make_consent(anna, leila, soc, categories=["work"])


def test_not_one_that_is_taken_back_or_refused(anna, leila, ame, af, acting):
    first = make_consent(anna, leila, af)
    with acting(anna, ame) as by:
        withdraw(first.id, by=by)
        refuse_consent(leila.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=[Side(af.id)], **GIVEN)
    make_consent(anna, leila, af)


# Too long, too many, the wrong day.


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(anna, leila, ame, af, acting):
    too_far = months_later(TODAY, 12)
    said = {
        "purpose": " ",
        "until": too_far,
        "given_how": "MUNTLIGT_DOKUMENTERAT",
        "given_by": "VARDNADSHAVARE",
    }
    with acting(anna, ame) as by:
        with pytest.raises(Refused) as refused:
            give_consent(leila.person_id, INFO_EXCHANGE, by=by, sides=[], categories=[], **said)
        assert nothing_written()
    for words in (
        "Skriv vad samtycket är till för.", f"Välj {too_far - DAY} eller tidigare.", "stöd av ett beslut",
        "vad den unga själv säger", "vem som var med", "minst en verksamhet till", "vilka uppgifter",
    ):  # fmt: skip
        assert words in refused.value.sentence


def test_ten_thousand_units(anna, leila, ame, af, acting):
    many = [Side(uuid4()) for _ in range(10_000)]
    with acting(anna, ame) as by:
        for act, more in (
            (give_consent, {"until": in_days(9), "categories": ["work"]}),
            (refuse_consent, {}),
        ):
            with pytest.raises(Refused, match=f"högst {MOST_UNITS} verksamheter"):
                act(leila.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=many, **more, **GIVEN)
        assert nothing_written()


def test_the_near_miss_as_many_as_may_be(anna, leila, unit):
    make_consent(anna, leila, *(unit(f"Enhet {number}") for number in range(MOST_UNITS)))


def test_the_same_unit_twice(anna, leila, af):
    with pytest.raises(Refused, match="två gånger"):
        make_consent(anna, leila, sides=[Side(af.id), Side(af.id, gives=False)])


def test_a_withdrawal_dated_tomorrow_leaves_the_consent_as_it_was(anna, leila, ame, af, acting):
    consent = make_consent(anna, leila, af)
    with acting(anna, ame) as by:
        with pytest.raises(Refused, match="kan inte dateras framåt"):
            withdraw(consent.id, by=by, on=TODAY + DAY)
        assert Consent.objects.get(id=consent.id).withdrawn_at is None
        for act, part in ((withdraw_party, af.id), (withdraw_category, "planning")):
            with pytest.raises(Refused, match="kan inte dateras framåt"):
                act(consent.id, part, by=by, on=TODAY + DAY)
        withdraw(consent.id, by=by, on=TODAY)
        assert Consent.objects.get(id=consent.id).withdrawn_at


def test_the_page_says_so_too_and_keeps_what_was_typed(anna, leila, ame, af, pages, acting):
    consent = make_consent(anna, leila, af)
    path = known(anna, leila).path(f"consents/{consent.id}/withdraw/")
    answer = pages(anna, ame).post(path, {"what": "whole", "how": "I ett brev", "on": TODAY + DAY})
    assert answer.status_code == 422
    for words in ("kan inte dateras framåt", "I ett brev", str(TODAY + DAY)):
        assert words in answer.content.decode()
    with acting(anna, ame):
        assert Consent.objects.get(id=consent.id).withdrawn_at is None
    assert pages(anna, ame).post(path, {"what": "whole", "how": "", "on": TODAY - DAY}).status_code == 302


def test_a_text_that_there_is_not(anna, leila, af):
    for which in ({"language": "tlh"}, {"text_version": "99"}):
        with pytest.raises(Refused, match="Texten finns inte"):
            make_consent(anna, leila, af, **which)


# The guardian.


@pytest.mark.parametrize(("days", "granted"), [(0, False), (1, True), (-1, False), (400, True)])
def test_a_ward_who_turns_18(days, granted, karin, ame, case, acting):
    of_age = in_days(days)
    young = ward(case, karin, of_age)
    until = of_age - DAY if days > 0 else TODAY
    with acting(karin, ame) as by:
        if granted:
            grant_insight(young.person_id, "Eva", ["planning"], by=by, until=until, **DECIDED)
            with pytest.raises(Refused, match=f"dagen innan 18-årsdagen, {until}"):
                grant_insight(young.person_id, "Eva", ["planning"], by=by, until=until + DAY, **DECIDED)
        else:
            with pytest.raises(Refused, match="fyllt 18 och bestämmer själv"):
                grant_insight(young.person_id, "Eva", ["planning"], by=by, until=until, **DECIDED)
            assert nothing_written()


def test_two_guardians_who_disagree(karin, ame, case, acting):
    young = ward(case, karin, in_days(300))
    with acting(karin, ame) as by:
        with pytest.raises(Refused, match="inte överens"):
            grant_insight(
                young.person_id,
                "Eva",
                ["planning"],
                by=by,
                until=in_days(9),
                **{**DECIDED, "other_says": "OBJECTS"},
            )
        assert nothing_written()


@pytest.mark.parametrize("wrong", [{"other": ""}, {"other_says": "NONE"}])
def test_the_other_guardian_is_named_or_there_is_none(wrong, karin, ame, case, acting):
    young = ward(case, karin, in_days(300))
    with acting(karin, ame) as by, pytest.raises(Refused, match="den andra vårdnadshavaren"):
        grant_insight(young.person_id, "Eva", ["planning"], by=by, until=in_days(9), **{**DECIDED, **wrong})


# On the page: said in words, and what was typed is still there.


def test_the_page_keeps_what_was_typed(anna, ame, af, leila, pages):
    path = known(anna, leila).path("consents/new/?kind=INFO_EXCHANGE")
    sent = {
        "answer": "yes", "purpose": "Hitta en plats ihop", "unit_1": af.pk, "direction_1": "BOTH",
        "categories": ["work"], "until": TODAY + timedelta(days=500), "given_how": "SKRIFTLIGT",
        "given_by": "VARDNADSHAVARE", "language": "en", "original_location": "Pärm 7",
    }  # fmt: skip
    answer = pages(anna, ame).post(path, sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("högst 12 månader", "Fatta det först", "Skriv vad den unga själv säger", "Hitta en plats ihop",
                  "Pärm 7", str(TODAY + timedelta(days=500))):  # fmt: skip
        assert words in text, words
