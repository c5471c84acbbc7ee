"""Siv is protected at AME: Anna registered her and leads, Bo works there too, Karin manages, Bea is at another unit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from samvag.agencies.models import Staff
from samvag.cases.actions.protecting import mark
from samvag.people.models import Card
from tests.factories.known import Known, known
from tests.factories.numbers import made_up_numbers
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


def again(person: UUID, staff: Staff) -> Known:
    """Her case and card with the ids that they have now."""
    from samvag.cases.models import Case

    with acting(staff, staff.unit):
        card = Card.objects.get(person=person, owner_unit=staff.unit)
        return Known(Case.objects.get(person=person, owner_unit=staff.unit), card.id)
