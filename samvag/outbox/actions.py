"""Telling a person that there is something in Min väg, and her own choice of how she is reached."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.access.persons import Person
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.outbox import policy
from samvag.outbox.events import message_waiting
from samvag.outbox.models import Message, OwnWay


@transaction.atomic
def tell(person: UUID, *, by: Actor) -> Message:
    """Sent by a job, when and how she may be reached. What it is about stands in Min väg alone."""
    require(policy.may_tell(by))
    writer = None if by.staff == NOBODY else by.staff
    row = Message(owner_unit_id=by.unit, person_id=person, category=Category.CONTACT, created_by_id=writer)
    row.save(force_insert=True)
    log_change("message.create", "message", row.id, person=person)
    message_waiting.announce(message=row.id, unit=by.unit)
    return row


@transaction.atomic
def choose_own_way(*, by: Person, **facts: Any) -> OwnWay:
    """`facts`: channel, phone, email, earliest, latest, letters_home, shown_to_units."""
    require(policy.may_choose_way(by))
    row = OwnWay.objects.filter(person=by.id).first()
    fresh = row is None
    row = row or OwnWay(person_id=by.id)
    for name, value in facts.items():
        setattr(row, name, value)
    row.changed_at = timezone.now()
    row.save(force_insert=fresh)
    log_change("ownway.choose", "ownway", None, person=by.id, channel=row.channel)
    return row


@transaction.atomic
def drop_own_way(*, by: Person) -> None:
    """Then each unit's own card counts again."""
    require(policy.may_choose_way(by))
    OwnWay.objects.filter(person=by.id).delete()
    log_change("ownway.drop", "ownway", None, person=by.id)
