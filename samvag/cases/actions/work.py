"""The day's work: contacts, notes and steps."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.doer import FIELD, doer_of
from samvag.cases.actions.external import outsider_of
from samvag.cases.models import Case, Contact, Note, Step
from samvag.cases.terms import STEP_DONE
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen


def owned(case: Case, by: Actor, category: str) -> dict[str, Any]:
    """What every row of the case begins with."""
    return {
        "case": case,
        "owner_unit_id": case.owner_unit_id,
        "person_id": case.person_id,
        "category": category,
        "created_by_id": by.staff,
    }


@transaction.atomic
def record_contact(
    case_id: UUID,
    *,
    by: Actor,
    channel: str,
    reached: bool,
    line: str = "",
    on: date | None = None,
    **facts: Any,
) -> Contact:
    """Fifteen seconds: how, reached or not, one line. With `step` and `next_on` it plans what comes next as well."""
    case = own_case(case_id, by)
    step = facts.pop("step", "")
    contact = Contact(
        **owned(case, by, Category.CONTACT), channel=channel, reached=reached, line=line,
        on=on or timezone.localdate(), **facts,
    )  # fmt: skip
    if contact.on > timezone.localdate():
        raise Refused(_("En kontakt kan inte ha skett i framtiden. Planera ett steg i stället."))
    contact.save(force_insert=True)
    tell(contact, "create", reached=reached, channel=channel)
    if step and contact.next_on:
        add_step(case_id, by=by, what=step, due_on=contact.next_on, from_contact=contact)
    return contact


@transaction.atomic
def write_note(case_id: UUID, text: str, *, by: Actor, category: str = Category.PLANNING) -> Note:
    case = own_case(case_id, by)
    if not text.strip():
        raise Refused(_("Anteckningen är tom."))
    note = Note(**owned(case, by, category), text=text.strip())
    note.save(force_insert=True)
    tell(note, "create")
    return note


@transaction.atomic
def add_step(
    case_id: UUID,
    *,
    by: Actor,
    what: str,
    due_on: date,
    category: str = Category.PLANNING,
    doer: str = "STAFF",
    whom: UUID | None = None,
    outsider: dict[str, Any] | None = None,
    **more: Any,
) -> Step:
    """`doer` says of what kind and `whom` (or `staff_id`, `unit_id`, `external_id`) who; left out, the writer.

    `outsider` names an external contact who may not stand in the register yet.
    """
    case = own_case(case_id, by)
    if not what.strip():
        raise Refused(_("Skriv vad som ska göras."))
    whom = whom or more.pop(FIELD.get(doer, ""), None) or (outsider_of(outsider, by=by) if outsider else None)
    who = doer_of(case, by, doer, whom)
    step = Step(**owned(case, by, category), what=what.strip(), due_on=due_on, **who, **more)
    step.save(force_insert=True)
    tell(step, "create", due_on=due_on, doer=step.doer)
    return step


@transaction.atomic
def end_step(
    step_id: UUID, *, by: Actor, reason: str = STEP_DONE, note: str = "", on: date | None = None
) -> Step:
    step = Step.objects.select_for_update().filter(id=step_id).first()
    if step is None:
        raise Unseen
    require(policy.may_change_row(by, step.owner_unit_id))
    if step.ended_on:
        raise Refused(_("Steget är redan avslutat."))
    step.ended_on, step.end_reason, step.end_note = on or timezone.localdate(), reason, note
    step.save(update_fields=["ended_on", "end_reason", "end_note"])
    tell(step, "end", reason=reason)
    return step


@transaction.atomic
def copied_to_journal(note_id: UUID, *, by: Actor) -> Note:
    """The party keeps its own journal; here stands only that it was copied, when and by whom."""
    note = Note.objects.select_for_update().filter(id=note_id).first()
    if note is None:
        raise Unseen
    require(policy.may_change_row(by, note.owner_unit_id))
    note.copied_to_journal_at = timezone.now()
    note.save(update_fields=["copied_to_journal_at"])
    log_change("note.copied_to_journal", "note", note.id, person=note.person_id)
    return note
