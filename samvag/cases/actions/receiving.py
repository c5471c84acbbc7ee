"""Receiving a person: the unit's own card and its open case in one act, so that nobody is registered and unseen."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.actions.case import assign, open_case
from samvag.cases.models import Assignment, Case
from samvag.cases.terms import WORKER
from samvag.kernel.errors import Refused
from samvag.kernel.identity import Identity
from samvag.people.actions import register_person, take_in
from samvag.people.models import Card


@transaction.atomic
def receive_person(
    identity: Identity, *, by: Actor, opened_on: date | None = None, reference: str = "", **facts: Any
) -> tuple[Card, Case]:
    """Registers and opens; whoever does it is main contact until the case is distributed."""
    card = register_person(identity, by=by, **facts)
    return card, begin_case(card.person_id, by=by, opened_on=opened_on, reference=reference)


@transaction.atomic
def begin_case(person: UUID, *, by: Actor, opened_on: date | None = None, reference: str = "") -> Case:
    """For somebody the unit has a card of already. A reference number stands for one case of the unit."""
    try:
        with transaction.atomic():
            return open_case(person, by=by, opened_on=opened_on, reference=reference)
    except IntegrityError as error:
        if "cases_case_reference_once" not in str(error):
            raise
        raise Refused(
            _("Ärendenumret används redan hos er. Skriv ett annat eller lämna fältet tomt.")
        ) from error


@transaction.atomic
def receive_sent_person(
    person: UUID, *, by: Actor, number: str = "", main: UUID | None = None, **names: Any
) -> tuple[Card, Case]:
    """Somebody whom another unit has sent, by consent: our own card and open case, those we have or new ones.

    A new case gets `main` as its main contact; in one that is already open `main` becomes a colleague.
    """
    card = take_in(person, by=by, number=number, named=[main] if main else (), **names)
    case = Case.objects.filter(owner_unit=by.unit, person=person, closed_on=None).first()
    if case is None:
        return card, open_case(person, by=by, main=main)
    today = timezone.localdate()
    if main and not Assignment.objects.filter(case=case, staff=main, period__contains=today).exists():
        assign(case.id, main, WORKER, by=by)
    return card, case
