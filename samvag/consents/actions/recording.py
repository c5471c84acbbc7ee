"""What every writing down of a consent, a spärr or a decision begins and ends with."""

from typing import Any
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.rows import PersonRow
from samvag.audit.actions import log_change
from samvag.consents import policy
from samvag.consents.events import consent_changed
from samvag.kernel.decisions import require
from samvag.kernel.errors import Unseen
from samvag.people.models import Card


def known_here(person: UUID, by: Actor) -> Card:
    """The own unit's card of somebody whom the actor meets."""
    require(policy.may_record(by))
    card = Card.objects.filter(person=person, owner_unit=by.unit).first()
    if card is None:
        raise Unseen
    return card


def told(row: PersonRow, act: str, by: Actor, **detail: Any) -> None:
    """`act` as `consent.give`. What units may see has changed, which the floors above are told."""
    by.saw([row.person_id])
    log_change(act, act.partition(".")[0], row.id, person=row.person_id, **detail)
    consent_changed.announce(person=row.person_id)
