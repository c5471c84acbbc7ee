"""Siv is protected at AME: Anna registered her and leads, Bo works there too, Karin manages, Bea is at another unit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from samvag.agencies.models import Staff
from samvag.cases.actions.attachment import add_attachment
from samvag.cases.actions.handover import send_handover
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.participation import start_participation
from samvag.cases.actions.protecting import mark
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.cases.terms import JOB, PLACEMENT, STUDY
from samvag.consents.terms import FINSAM_FOLLOWUP
from samvag.drafts.actions import keep_draft
from samvag.people.actions import edit_card
from samvag.people.models import Card
from tests.factories.known import Known, known
from tests.factories.numbers import made_up_numbers
from tests.factories.sharing import begin_together, in_days, make_consent, make_intervention
from tests.harness.acting import acting

NUMBER = made_up_numbers(3)[2]
#: Whatever may tell who she is or where, each found nowhere else.
NAMES = {"given_name": "Sivkvist", "family_name": "Gömdahl"}
REACHED = {"phone": "070-990 88 77", "email": "sivkvist@exempel.se", "address": "Gömstigen 9"}
MARKERS = (*NAMES.values(), *REACHED.values(), "Gömskolan", "Gömbageriet", "Gömhuset", NUMBER[-4:] + "gömd")


@pytest.fixture
def siv(anna: Staff, case: Callable[..., Any]) -> Known:
    """As ordinary as anybody, until she is marked."""
    return known(anna, case(anna, NUMBER, card={**NAMES, **REACHED}))


@pytest.fixture
def marked(siv: Known, anna: Staff) -> Callable[..., Known]:
    """`marked("SKYDDAD", named=[bo])`: by Anna, who leads; with her new card."""

    def make(protection: str = "SKYDDAD", named: tuple[Staff, ...] = ()) -> Known:
        with acting(anna, anna.unit) as by:
            mark(siv.card, protection, "Visade beslutet.", by=by, named=[one.id for one in named])
        return again(siv.person, anna)

    return make


@pytest.fixture
def lived(siv: Known, anna: Staff, ame: Any, af: Any) -> Known:
    """A year of ordinary work, with places in all that has a field for one."""
    intervention = make_intervention(ame, anna)
    make_consent(anna, siv.case, kind=FINSAM_FOLLOWUP)
    begin_together(anna, siv.case, af)
    noon = timezone.now().replace(microsecond=0)
    with acting(anna, ame) as by:
        for kind, title in ((JOB, "Gömbageriet"), (PLACEMENT, "Gömbageriet"), (STUDY, "Gömskolan")):
            add_spell(siv.case.id, kind, title, by=by, first=in_days(-60), last=in_days(-30))
        for days in (-20, 20):
            starts = noon + timedelta(days=days)
            book_meeting(
                siv.case.id, by=by, about="Möte", place="Gömhuset", starts_at=starts,
                ends_at=starts + timedelta(hours=1), others=[("Ulla Ulv", "Gömskolan")],
            )  # fmt: skip
        start_participation(
            siv.case.id, intervention, by=by, first=in_days(-50), home_municipality="0380", district="Gömstaden"
        )  # fmt: skip
        add_step(siv.case.id, by=by, what="Ringa", due_on=in_days(5))
        record_contact(siv.case.id, by=by, channel="PHONE", reached=True, line="Bra.")
        write_note(siv.case.id, "Gick bra.", by=by)
        keep_draft(f"/people/{siv.card}/note/", {"text": ["Bor på Gömstigen"]}, by=by)
        send_handover(siv.case.id, af.id, "Hon behöver er.", by=by)
        add_attachment(siv.case.id, by=by, name="brev.txt", data=b"Hej.")
        edit_card(siv.card, by=by, home_municipality="0380")
    return siv


def again(person: UUID, staff: Staff) -> Known:
    """Her case and card with the ids that they have now."""
    from samvag.cases.models import Case

    with acting(staff, staff.unit):
        card = Card.objects.get(person=person, owner_unit=staff.unit)
        return Known(Case.objects.get(person=person, owner_unit=staff.unit), card.id)
