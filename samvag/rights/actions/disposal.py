"""A unit's schedules, what waits, and disposals as they are begun and finished."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.access.versions import as_read
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.rights import journal, policy
from samvag.rights.disposing import Result
from samvag.rights.events import disposal_waiting
from samvag.rights.extract.whom import whom
from samvag.rights.models import Controller, Disposal, Hold, Schedule
from samvag.rights.schedules import own_schedule, rules_of
from samvag.rights.terms import COUNTED_FROM, DONE, RUNNING, SCHEDULED, STOPPED

MOST_MONTHS = 1200
FINISHED = ("state", "finished_at", "persons", "stayed", "counts", "oldest", "newest", "journal")


@transaction.atomic
def set_schedule(
    retention: str, *, by: Actor, months: int, counted_from: str, source: str = "", verified: bool = False,
    version: int | None = None,
) -> Schedule:  # fmt: skip
    """The unit's own decision on a class of rows."""
    require(policy.may_dispose(by))
    if retention not in SCHEDULED or counted_from not in dict(COUNTED_FROM):
        raise Unseen
    if not 1 <= months <= MOST_MONTHS:
        raise Refused(_("Skriv hur många månader, minst en."))
    if verified and not source.strip():
        raise Refused(_("Skriv vilken plan eller lag som du har kontrollerat mot."))
    row = own_schedule(by.unit, retention) or Schedule(unit_id=by.unit, retention=retention)
    if not row._state.adding:
        as_read(row, version)
    row.months, row.counted_from, row.source, row.verified = months, counted_from, source.strip(), verified
    row.by_id, row.at = by.staff, timezone.now()
    row.save()
    log_change("schedule.change", "schedule", row.id, retention=retention, months=months, verified=verified)
    return row


@transaction.atomic
def set_controller(*, by: Actor, version: int | None = None, **facts: Any) -> Controller:
    """Whom persons turn to in the unit about their data."""
    require(policy.may_dispose(by))
    row = Controller.objects.select_for_update().filter(unit=by.unit).first() or Controller(unit_id=by.unit)
    if not row._state.adding:
        as_read(row, version)
    for name in ("officer", "phone", "email", "address"):
        setattr(row, name, facts.get(name, ""))
    row.save()
    log_change("controller.change", "unit", by.unit)
    return row


@transaction.atomic
def place_hold(card: UUID, reason: str, *, by: Actor, until: date | None = None) -> Hold:
    require(policy.may_keep_rights(by))
    person = whom(by, card)
    if not reason.strip():
        raise Refused(_("Skriv varför gallringen ska vänta."))
    if until and until < timezone.localdate():
        raise Refused(_("Dagen har redan varit. Välj en dag framåt, eller lämna tomt."))
    if Hold.objects.filter(person=person.person, owner_unit=by.unit, lifted_at=None).exists():
        raise Refused(_("Gallringen väntar redan. Upphäv det som gäller först."))
    row = Hold(
        owner_unit_id=by.unit, person_id=person.person, category=Category.PLANNING, created_by_id=by.staff,
        reason=reason.strip(), until=until,
    )  # fmt: skip
    row.save(force_insert=True)
    log_change("hold.create", "hold", row.id, person=person.person, until=until)
    return row


@transaction.atomic
def lift_hold(hold_id: UUID, *, by: Actor) -> Hold:
    require(policy.may_keep_rights(by))
    row = Hold.objects.select_for_update().filter(id=hold_id, owner_unit=by.unit, lifted_at=None).first()
    if row is None:
        raise Unseen
    row.lifted_at = timezone.now()
    row.save(update_fields=["lifted_at"])
    log_change("hold.end", "hold", row.id, person=row.person_id)
    return row


@transaction.atomic
def begin_disposal(*, by: Actor) -> Disposal:
    """The certificate is opened at once and filled in as the job goes on; one at a time in a unit."""
    require(policy.may_dispose(by))
    if Disposal.objects.filter(unit=by.unit, state=RUNNING).exists():
        raise Refused(_("En gallring pågår redan. Vänta tills den är klar."))
    row = Disposal(
        unit_id=by.unit, by_id=None if by.staff == NOBODY else by.staff, state=RUNNING,
        rules=[rule.facts() for rule in rules_of(by)],
    )  # fmt: skip
    row.save(force_insert=True)
    log_change("disposal.create", "disposal", row.id)
    disposal_waiting.announce(disposal=row.id, by=by)
    return row


@transaction.atomic
def note_progress(disposal_id: UUID, done: int, total: int, *, by: Actor) -> None:
    require(policy.may_dispose(by))
    Disposal.objects.filter(id=disposal_id, state=RUNNING).update(persons=done, total=total)
    log_change("disposal.progress", "disposal", disposal_id, done=done)


@transaction.atomic
def finish_disposal(
    disposal_id: UUID, result: Result, days: list[date], *, by: Actor, stopped: bool = False
) -> Disposal:
    """The certificate as it stays: kinds, counts and dates, and no names."""
    require(policy.may_dispose(by))
    row = Disposal.objects.select_for_update().filter(id=disposal_id, finished_at=None).first()
    if row is None:
        raise Unseen
    row.state, row.finished_at = STOPPED if stopped else DONE, timezone.now()
    row.persons, row.stayed, row.counts = result.persons, result.stayed, dict(result.counts)
    row.oldest, row.newest = min(days, default=None), max(days, default=None)
    row.journal = journal.head()
    row.save(update_fields=FINISHED)
    log_change("disposal.finish", "disposal", row.id, went=row.persons, stayed=row.stayed)
    return row
