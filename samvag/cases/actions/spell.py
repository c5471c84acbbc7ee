"""Waits, placements, jobs, studies and pauses: added, changed and ended."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.guarded import without_employer
from samvag.cases.actions.refusals import in_words
from samvag.cases.actions.work import owned
from samvag.cases.models import Spell
from samvag.cases.terms import SPELL_CATEGORY, WAIT
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import last_day, period

REVIEW_AFTER = timedelta(days=60)
CHANGEABLE = frozenset(
    {"title", "planned_end", "percent", "form", "responsible_id", "promised_on", "review_on", "end_reason"}
)


@transaction.atomic
def add_spell(
    case_id: UUID, kind: str, title: str, *, by: Actor, first: date, last: date | None = None, **facts: Any
) -> Spell:
    """A wait that nobody is named for is whoever writes it; it is reviewed in 60 days when no day is given."""
    case = own_case(case_id, by)
    if not title.strip():
        raise Refused(_("Skriv vad perioden gäller."))
    _refuse_impossible(first, last)
    if kind == WAIT:
        facts["review_on"] = facts.get("review_on") or facts.get("promised_on") or first + REVIEW_AFTER
        facts["responsible_id"] = facts.get("responsible_id") or by.staff
    row = Spell(**owned(case, by, SPELL_CATEGORY[kind]), kind=kind, title=title.strip(), **facts)
    row.period = period(first, last)
    with in_words():
        without_employer(row).save(force_insert=True)
    tell(row, "create", kind=kind, first=first, last=last)
    return row


@transaction.atomic
def change_spell(
    spell_id: UUID, *, by: Actor, version: int | None = None, first: date | None = None, **facts: Any
) -> Spell:
    """`version` is what the writer had read: two cannot overwrite each other unseen. `last` may be given too."""
    row = _own(spell_id, by)
    as_read(row, version)
    last = facts.pop("last", last_day(row.period))
    first = first or row.period.lower
    _refuse_impossible(first, last)
    for name in CHANGEABLE & facts.keys():
        setattr(row, name, facts[name])
    row.period = period(first, last)
    _save(row)
    tell(row, "change", fields=sorted(CHANGEABLE & facts.keys()), first=first, last=last)
    return row


@transaction.atomic
def end_spell(spell_id: UUID, *, by: Actor, last: date | None = None, reason: str = "") -> Spell:
    row = _own(spell_id, by)
    if row.period.upper is not None:
        raise Refused(_("Perioden är redan avslutad. Ändra den i stället."))
    last = last or timezone.localdate()
    _refuse_impossible(row.period.lower, last)
    row.period, row.end_reason = period(row.period.lower, last), reason.strip()
    _save(row)
    tell(row, "end", last=last)
    return row


def _own(spell_id: UUID, by: Actor) -> Spell:
    row = Spell.objects.select_for_update().filter(id=spell_id).first()
    if row is None:
        raise Unseen
    require(policy.may_change_row(by, row.owner_unit_id))
    own_case(row.case_id, by)
    return row


def _save(row: Spell) -> None:
    with in_words():
        without_employer(row).save()


def _refuse_impossible(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Refused(_("Slutet kan inte ligga före starten."))
