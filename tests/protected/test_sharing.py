"""What a protected person's unit has written is open to no other, unless it says of the consent that it is."""

import pytest

from samvag.cases.actions.protecting import share_expressly
from samvag.cases.actions.work import write_note
from samvag.cases.models import Note
from samvag.consents.models import Consent, Expressly
from samvag.kernel.errors import Refused, Unseen
from tests.factories.sharing import begin_together, join_in

VALUES = ["SEKRETESSMARKERING", "SKYDDAD"]


@pytest.fixture(params=["INGEN", *VALUES])
def together(request, siv, marked, anna, bea, recipient, ame, af, acting):
    """Anna's unit and Bea's coordinate, by a consent given after the marking; both have a note."""
    it = siv if request.param == "INGEN" else marked(request.param)
    begin_together(anna, it.case, af)
    theirs = join_in(recipient, bea)
    for staff, case in ((anna, it.case.id), (bea, theirs.id)):
        with acting(staff, staff.unit) as by:
            write_note(case, f"Från {staff.name}", by=by)
    return it, request.param


def seen_by(bea, af, acting):
    with acting(bea, af):
        return sorted(Note.objects.values_list("text", flat=True))


def test_an_ordinary_consent_opens_an_ordinary_person_alone(together, bea, af, acting):
    _it, protection = together
    both = ["Från Anna Ask", "Från Bea Björk"]
    assert seen_by(bea, af, acting) == (both if protection == "INGEN" else both[1:])


def test_one_that_is_said_to_hold_opens_her(together, anna, bea, ame, af, acting, pages):
    it, _protection = together
    with acting(anna, ame):
        consent = Consent.objects.get(withdrawn_at=None)
    done = pages(anna, ame).post(it.path(f"protection/consent/{consent.id}/"))
    assert done.status_code == 302
    assert seen_by(bea, af, acting) == ["Från Anna Ask", "Från Bea Björk"]


def test_not_one_that_is_withdrawn_after(together, anna, bea, ame, af, acting):
    from samvag.consents.actions.withdrawing import withdraw

    with acting(anna, ame) as by:
        consent = Consent.objects.get(withdrawn_at=None)
        share_expressly(consent.id, by=by)
        withdraw(consent.id, by=by)
    assert seen_by(bea, af, acting) == ["Från Bea Björk"]


def test_the_taker_cannot_say_it_for_the_giver(together, bea, af, acting):
    _it, protection = together
    with acting(bea, af) as by:
        named = Consent.objects.filter(withdrawn_at=None).first()
        assert (named is None) == (protection != "INGEN")
        if named:
            share_expressly(named.id, by=by)
    seen = seen_by(bea, af, acting)
    assert ("Från Anna Ask" in seen) == (protection == "INGEN")


def test_who_may_not_open_her_says_nothing_of_her(together, karin, bo, ame, acting, anna):
    _it, protection = together
    with acting(anna, ame):
        consent = Consent.objects.get(withdrawn_at=None).id
    for staff in (karin, bo) if protection != "INGEN" else (bo,):
        with acting(staff, ame) as by, pytest.raises(Unseen):
            share_expressly(consent, by=by)


def test_it_is_said_once(together, anna, ame, acting):
    with acting(anna, ame) as by:
        consent = Consent.objects.get(withdrawn_at=None).id
        share_expressly(consent, by=by)
        with pytest.raises(Refused, match="redan"):
            share_expressly(consent, by=by)
        assert Expressly.objects.count() == 1
