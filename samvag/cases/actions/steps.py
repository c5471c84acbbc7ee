"""Changing, reopening and reminding of a step. Adding and ending one stand with the day's other work."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.doer import FIELD, doer_of
from samvag.cases.actions.external import outsider_of
from samvag.cases.models import Reminder, Step
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen


def _own_step(step_id: UUID, by: Actor) -> Step:
    """The step locked for change, in a case that is still open; or not found."""
    step = Step.objects.select_for_update().filter(id=step_id).first()
    if step is None:
        raise Unseen
    require(policy.may_change_row(by, step.owner_unit_id))
    own_case(step.case_id, by)
    return step


@transaction.atomic
def change_step(
    step_id: UUID,
    *,
    by: Actor,
    what: str,
    due_on: date,
    category: str,
    doer: str,
    whom: UUID | None = None,
    outsider: dict[str, Any] | None = None,
    version: int | None = None,
) -> Step:
    """`version` is what the writer had read; somebody else's change in between is not overwritten."""
    step = _own_step(step_id, by)
    if step.ended_on:
        raise Refused(_("Steget är redan avslutat. Öppna det igen om det ska ändras."))
    as_read(step, version)
    if not what.strip():
        raise Refused(_("Skriv vad som ska göras."))
    moved = due_on != step.due_on
    told: dict[str, Any] = {"due_on": due_on, "was_due_on": step.due_on} if moved else {}
    step.what, step.due_on, step.category = what.strip(), due_on, category
    whom = whom or (outsider_of(outsider, by=by) if outsider else None)
    named = dict.fromkeys(FIELD.values()) | doer_of(step.case, by, doer, whom)
    for column, value in named.items():
        setattr(step, column, value)
    step.save(update_fields=["what", "due_on", "category", *named])
    tell(step, "change", doer=doer, **told)
    return step


@transaction.atomic
def reopen_step(step_id: UUID, *, by: Actor) -> Step:
    """Undoes an ending that was a mistake."""
    step = _own_step(step_id, by)
    if step.ended_on is None:
        raise Refused(_("Steget är inte avslutat."))
    step.ended_on, step.end_reason, step.end_note = None, "", ""
    step.save(update_fields=["ended_on", "end_reason", "end_note"])
    tell(step, "reopen")
    return step


@transaction.atomic
def remind(step_id: UUID, channel: str, *, by: Actor, on: date | None = None) -> Reminder:
    """Notes that the external contact was reminded; the reminder itself is a call or a letter outside Samväg."""
    step = _own_step(step_id, by)
    if step.doer != "EXTERNAL" or step.ended_on:
        raise Refused(_("Bara ett öppet steg hos en extern kontakt kan påminnas om."))
    reminder = Reminder(step=step, on=on or timezone.localdate(), channel=channel, staff_id=by.staff)
    reminder.save(force_insert=True)
    tell(step, "remind", channel=channel)
    return reminder
