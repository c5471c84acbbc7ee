"""Handing a person over to another unit: sent by consent, taken or not, never left without an answer.

A receiver says *kan inte ta emot* with a reason; it is never an avslag, which would be a decision to appeal.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.agencies.models import Unit
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.case import own_case
from samvag.cases.actions.guarded import whom
from samvag.cases.actions.receiving import receive_sent_person
from samvag.cases.actions.refusals import in_words
from samvag.cases.actions.work import owned, write_note
from samvag.cases.events import row_changed
from samvag.cases.models import Case, Handover
from samvag.cases.terms import ACCEPTED, CANNOT, HANDOVER_MOVES, SENT, WITHDRAWN
from samvag.consents.actions.disclosing import handed_over
from samvag.consents.queries.consents import may_be_told
from samvag.kernel.categories import Category
from samvag.kernel.decisions import Decision, require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.workdays import add_workdays
from samvag.people.models import Card

ANSWER = ["state", "answered_on", "answered_by", "reason", "answer", "to_case"]


@transaction.atomic
def send_handover(case_id: UUID, to_unit: UUID, message: str, *, by: Actor) -> Handover:
    """Name, number and message go to the unit that the person has let us tell; it has promised when it answers."""
    case = own_case(case_id, by)
    if not message.strip():
        raise Refused(_("Skriv vad den som tar emot behöver veta."))
    consent = _consent(case, to_unit, by)
    card = Card.objects.get(owner_unit=by.unit, person=case.person_id)
    today = timezone.localdate()
    days = Unit.objects.get(id=to_unit).answer_days
    row = Handover(
        **owned(case, by, Category.PLANNING), to_unit_id=to_unit, consent_id=consent, message=message.strip(),
        **whom(card, by), sent_on=today, answer_by=add_workdays(today, days, resting=True),
    )  # fmt: skip
    with in_words():
        row.save(force_insert=True)
    handed_over(case.person_id, to_unit, consent, by=by)
    _told(row, "send", to=to_unit, answer_by=row.answer_by)
    return row


@transaction.atomic
def withdraw_handover(handover_id: UUID, *, by: Actor) -> Handover:
    """The sender takes it back while nobody has answered."""
    row = _waiting(handover_id, lambda row: policy.may_change_row(by, row.owner_unit_id))
    row.state, row.answered_on, row.answered_by_id = WITHDRAWN, timezone.localdate(), by.staff
    _save(row)
    _told(row, "withdraw")
    return row


@transaction.atomic
def accept_handover(handover_id: UUID, *, by: Actor, main: UUID, answer: str = "", **names: Any) -> Handover:
    """The person gets our own card and case; what was sent becomes a note of ours, since the consent may end."""
    row = _waiting(handover_id, lambda row: policy.may_answer(by, row))
    names.setdefault("protection", row.protection)
    _card, case = receive_sent_person(row.person_id, by=by, number=row.person_number, main=main, **names)
    sender = Unit.objects.get(id=row.owner_unit_id).short
    heading = _("Överlämning från %(unit)s %(day)s:") % {"unit": sender, "day": row.sent_on}
    write_note(case.id, f"{heading} {row.message}", by=by)
    _answer(row, ACCEPTED, by, answer=answer, to_case=case)
    return row


@transaction.atomic
def cannot_take(handover_id: UUID, reason: str, answer: str, *, by: Actor) -> Handover:
    """`reason` is a code of the list cannot_take; the sender reads it with the words and keeps the person."""
    row = _waiting(handover_id, lambda row: policy.may_answer(by, row))
    if not answer.strip():
        raise Refused(_("Skriv några ord till den som skickade, så att personen inte blir stående."))
    _answer(row, CANNOT, by, reason=reason, answer=answer)
    return row


def _consent(case: Case, to_unit: UUID, by: Actor) -> UUID:
    for party, consent in may_be_told(by, case.person_id):
        if party.unit == to_unit:
            return consent.id
    name = Unit.objects.get(id=to_unit).short
    raise Refused(
        _("Personen har inte sagt ja till att ni berättar för %(unit)s. Fråga först.") % {"unit": name}
    )


def _waiting(handover_id: UUID, may: Callable[[Handover], Decision]) -> Handover:
    seen = Handover.objects.filter(id=handover_id).first()
    if seen is None:
        raise Unseen
    require(may(seen))
    # The database lets nobody lock what has been answered.
    row = Handover.objects.select_for_update().filter(id=handover_id, state=SENT).first()
    if row is None:
        raise Refused(_("Överlämningen är redan besvarad eller återtagen."))
    return row


def _answer(row: Handover, state: str, by: Actor, **facts: Any) -> None:
    assert state in HANDOVER_MOVES[row.state]
    row.state, row.answered_on, row.answered_by_id = state, timezone.localdate(), by.staff
    for name, value in facts.items():
        setattr(row, name, value)
    _save(row)
    _told(row, "accept" if state == ACCEPTED else "cannot", reason=row.reason)


def _save(row: Handover) -> None:
    row.save(update_fields=ANSWER)


def _told(row: Handover, verb: str, **detail: Any) -> None:
    """Both units watch it: the sender waits for an answer, the receiver owes one."""
    log_change(f"handover.{verb}", "handover", row.id, person=row.person_id, **detail)
    for unit in (row.owner_unit_id, row.to_unit_id):
        row_changed.announce(owner_unit=unit, person=row.person_id, category=row.category)
