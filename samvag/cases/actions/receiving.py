"""Receiving a person: the unit's own card and its open case in one act, so that nobody is registered and unseen."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.actions.case import open_case
from samvag.cases.models import Case
from samvag.kernel.errors import Refused
from samvag.kernel.identity import Identity
from samvag.people.actions import register_person
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
        raise Refused(
            _("Ärendenumret används redan hos er. Skriv ett annat eller lämna fältet tomt.")
        ) from error
