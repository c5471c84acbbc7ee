"""Participations as episodes, with uppgifter at start and end; what is reported of them stands in `report`."""

from collections.abc import Sequence
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
from samvag.cases.actions.guarded import without_district
from samvag.cases.actions.refusals import SENTENCES, in_words
from samvag.cases.actions.report import report
from samvag.cases.actions.work import owned
from samvag.cases.models import Livelihood, Note, Participation, Snapshot
from samvag.cases.terms import MISREGISTERED, PARTICIPATION_CATEGORY
from samvag.catalogue.models import Intervention
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import last_day, period

CORRECTABLE = frozenset(
    {"planned_end", "home_municipality", "district", "referrer", "education", "diploma", "support_duration"}
)
#: Says that there is no other livelihood, so it stands alone.
ALONE = {"NONE", "UNK"}
MEASURED = frozenset(Snapshot.PERSONAL)


@transaction.atomic
def start_participation(
    case_id: UUID, intervention: UUID, *, by: Actor, first: date, last: date | None = None, **facts: Any
) -> Participation:
    """An episode in an intervention that the own unit runs; the same person may be in it several times, not at once."""
    case = own_case(case_id, by)
    runs = Intervention.objects.filter(id=intervention, unit=by.unit).first()
    if runs is None:
        raise Refused(_("Insatsen drivs av en annan verksamhet. Lämna över dit i stället."))
    _refuse_impossible(first, last)
    row = Participation(
        **owned(case, by, PARTICIPATION_CATEGORY.get(runs.bead, Category.PLANNING)),
        intervention=runs, period=period(first, last), **facts,
    )  # fmt: skip
    _refuse_twice(row)
    with in_words():
        without_district(row).save(force_insert=True)
    report(row)
    tell(row, "start", first=first)
    return row


@transaction.atomic
def record_uppgifter(
    participation_id: UUID,
    moment: str,
    *,
    by: Actor,
    livelihoods: Sequence[tuple[str, int | None]] = (),
    version: int | None = None,
    **facts: Any,
) -> Snapshot:
    """Uppgifter at start or end, new or corrected: what was recorded for that moment before gives way, in the log."""
    participation = _own(participation_id, by)
    _refuse_unlikely(livelihoods)
    before = Snapshot.objects.select_for_update().filter(participation=participation, moment=moment).first()
    if before is not None:
        as_read(before, version)
    row = before or Snapshot(
        participation=participation, moment=moment, owner_unit_id=participation.owner_unit_id,
        person_id=participation.person_id, category=Category.LIVELIHOOD, created_by_id=by.staff,
    )  # fmt: skip
    for name in MEASURED:
        setattr(row, name, facts.get(name, "" if name in ("work_type", "study_form") else None))
    with in_words():
        row.save(force_insert=before is None)
        Livelihood.objects.filter(snapshot=row).delete()
        for source, percent in livelihoods:
            Livelihood(snapshot=row, owner_unit_id=row.owner_unit_id, source=source, percent=percent).save(
                force_insert=True
            )
    tell(row, "correct" if before else "create", moment=moment)
    return row


@transaction.atomic
def end_participation(
    participation_id: UUID, reason: str, *, by: Actor, last: date | None = None
) -> Participation:
    """`reason` is a code of the list exit_reason."""
    row = _own(participation_id, by)
    if row.exit_reason:
        raise Refused(_("Deltagandet är redan avslutat. Rätta det i stället."))
    last = last or timezone.localdate()
    if last > timezone.localdate():
        raise Refused(_("Deltagandet har inte slutat än. Rätta det planerade slutet i stället."))
    _refuse_impossible(row.period.lower, last)
    row.period, row.exit_reason = period(row.period.lower, last), reason
    _save(row)
    tell(row, "end", reason=reason, last=last)
    return row


@transaction.atomic
def correct_participation(
    participation_id: UUID, *, by: Actor, version: int | None = None, **facts: Any
) -> Participation:
    """Dates, reason for the end and uppgifter that were wrong; `last=None` means it is running. The log keeps both."""
    row = _own(participation_id, by)
    as_read(row, version)
    first = facts.pop("first", row.period.lower)
    last = facts.pop("last", last_day(row.period))
    _refuse_impossible(first, last)
    reason = facts.pop("exit_reason", row.exit_reason)
    if reason and last is None:
        raise Refused(_("Ett avslutat deltagande har en sista dag."))
    changed = sorted(name for name in CORRECTABLE & facts.keys() if getattr(row, name) != facts[name])
    for name in changed:
        setattr(row, name, facts[name])
    was = {"first": row.period.lower, "last": last_day(row.period), "exit_reason": row.exit_reason}
    row.period, row.exit_reason = period(first, last), reason
    _save(row)
    tell(row, "correct", fields=changed, was=was)
    return row


@transaction.atomic
def misregister(participation_id: UUID, *, by: Actor, why: str = "") -> Participation:
    """Registered by mistake: closed with that reason and left out of all figures, never silently deleted. `why` is
    kept as a note."""
    row = _own(participation_id, by)
    if row.exit_reason == MISREGISTERED:
        raise Refused(_("Deltagandet är redan stängt som felregistrerat."))
    if row.period.upper is None:
        row.period = period(row.period.lower, max(row.period.lower, timezone.localdate()))
    row.exit_reason = MISREGISTERED
    _save(row)
    tell(row, "misregister")
    if why.strip():
        text = _("Felregistrerat deltagande: %(why)s") % {"why": why.strip()}
        note = Note(**owned(row.case, by, Category.PLANNING), text=text)
        note.save(force_insert=True)
        tell(note, "create")
    return row


def _own(participation_id: UUID, by: Actor) -> Participation:
    row = Participation.objects.select_for_update().filter(id=participation_id).first()
    if row is None:
        raise Unseen
    require(policy.may_change_row(by, row.owner_unit_id))
    return row


def _refuse_twice(row: Participation) -> None:
    """Also against what a list brought, which the database lets overlap."""
    others = Participation.objects.filter(person=row.person_id, intervention=row.intervention_id)
    if others.exclude(exit_reason=MISREGISTERED).filter(period__overlap=row.period).exists():
        raise Refused(_(str(SENTENCES["cases_participation_not_twice"])))


def _save(row: Participation) -> None:
    with in_words():
        without_district(row).save()
    report(row)


def _refuse_impossible(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Refused(_("Slutet kan inte ligga före starten."))


def _refuse_unlikely(livelihoods: Sequence[tuple[str, int | None]]) -> None:
    sources = [source for source, _percent in livelihoods]
    if len(sources) != len(set(sources)):
        raise Refused(_("Samma försörjning står två gånger. Ta bort den ena."))
    if len(sources) > 1 and ALONE & set(sources):
        raise Refused(_("Ingen inkomst och Vet inte kan inte stå tillsammans med en annan försörjning."))
    if sum(percent or 0 for _source, percent in livelihoods) > 100:
        raise Refused(_("Försörjningens andelar blir mer än 100 % tillsammans."))
