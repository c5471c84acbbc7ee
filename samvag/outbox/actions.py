"""Telling a person that there is something in Min väg, her own choice of how she is reached, and proving it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.access.persons import Person
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused
from samvag.kernel.security import tell as tell_watch
from samvag.outbox import policy, proving
from samvag.outbox.events import message_waiting, proof_asked
from samvag.outbox.models import Message, OwnWay
from samvag.people.queries import card_of


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
    proving.forget_own()
    log_change("ownway.drop", "ownway", None, person=by.id)


@transaction.atomic
def send_proof(card: UUID, *, by: Actor) -> None:
    """A code to the safe number or address on the own unit's card, for the person to say back."""
    require(policy.may_prove(by))
    person = card_of(by, card).person_id
    _send_proof(card)
    log_change("way.send_code", "way", None, person=person)


@transaction.atomic
def prove(card: UUID, code: str, *, by: Actor) -> bool:
    """Whether it was the code. Answers, and does not refuse: what is refused is undone, and each try counts."""
    require(policy.may_prove(by))
    person = card_of(by, card).person_id
    if not _is_right(card, code):
        return False
    log_change("way.prove", "way", None, person=person)
    return True


@transaction.atomic
def send_own_proof(*, by: Person) -> None:
    require(policy.may_choose_way(by))
    _send_proof(None)
    log_change("ownway.send_code", "ownway", None, person=by.id)


@transaction.atomic
def prove_own(code: str, *, by: Person) -> bool:
    """As `prove`, of her own choice."""
    require(policy.may_choose_way(by))
    if not _is_right(None, code):
        return False
    log_change("ownway.prove", "ownway", None, person=by.id)
    return True


def _send_proof(card: UUID | None) -> None:
    may = policy.may_send_proof(proving.way_now(card))
    if not may:
        raise Refused(may.reason)
    asked = proving.ask(card)
    if asked is None:
        raise Refused(_("Det har skickats många koder dit. Vänta en timme och försök igen."))
    proof_asked.announce(asked=asked)


def _is_right(card: UUID | None, code: str) -> bool:
    way = proving.way_now(card)
    if way is None or way.asked is None:
        return False
    right = proving.is_right(card, way.asked, code)
    if not right:
        tell_watch("proof.refused", asked=way.asked)
    return right
