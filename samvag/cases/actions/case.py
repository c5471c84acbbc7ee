"""Opening, assigning and closing the unit's own work with a person."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import WITH_PERSONS
from samvag.agencies.models import Membership
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.refusals import in_words
from samvag.cases.events import row_changed
from samvag.cases.models import Assignment, Case, CoordinationCase, Handover, Participation, Spell, Step
from samvag.cases.terms import DEPUTY, MAIN, MISREGISTERED, PAUSE, SENT, STEP_NOT_NEEDED, WAIT
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, period

ONE_AT_A_TIME = {MAIN, DEPUTY}


# Every act begins with it: as text, since putting the same statement together anew costs five times as much.
LOCKED = "SELECT * FROM cases_case WHERE id = %s FOR UPDATE"


def own_case(case_id: UUID, by: Actor) -> Case:
    """The case locked for work, or not found."""
    case = next(iter(Case.objects.raw(LOCKED, [case_id])), None)
    if case is None:
        raise Unseen
    require(policy.may_work_on(by, case))
    return case


def tell(row: Any, verb: str, *, person: UUID | None = None, **detail: Any) -> None:
    """The log entry and the event that every change of a row on the way makes, after it. `detail` is codes, days and
    ids: what somebody has written is never in the log, from which nothing can be taken away."""
    subject = row._meta.model_name
    person = person or row.person_id
    log_change(f"{subject}.{verb}", subject, row.id, person=person, **detail)
    category = getattr(row, "category", Category.PLANNING)
    table = row._meta.db_table
    row_changed.announce(owner_unit=row.owner_unit_id, person=person, category=category, table=table)


@transaction.atomic
def open_case(
    person: UUID, *, by: Actor, opened_on: date | None = None, main: UUID | None = None, **facts: Any
) -> Case:
    """Opens the unit's case of a person and gives it a main contact: whoever opens it, when nobody else is named."""
    require(policy.may_open_case(by))
    if Case.objects.filter(owner_unit=by.unit, person=person, closed_on=None).exists():
        raise Refused(_("Personen har redan ett öppet ärende hos er."))
    today = timezone.localdate()
    reference = facts.pop("reference", "") or _next_reference()
    case = Case(
        owner_unit_id=by.unit,
        person_id=person,
        category=Category.PLANNING,
        created_by_id=by.staff,
        reference=reference,
        opened_on=opened_on or today,
        watched_from=facts.pop("watched_from", today),
        **facts,
    )
    case.save(force_insert=True)
    _assign(case, main or by.staff, MAIN, opened_on or today)
    tell(case, "open", reference=reference)
    return case


@transaction.atomic
def assign(
    case_id: UUID, staff: UUID, role: str, *, by: Actor, from_day: date | None = None, why: str = ""
) -> None:
    """Gives somebody of the unit a part in the case; a new main contact or deputy takes over from the one before."""
    case = own_case(case_id, by)
    require(policy.may_assign(by, case))
    first = from_day or timezone.localdate()
    standing = Assignment.objects.filter(case=case, period__contains=first)
    gives_way = Q(staff=staff) | Q(role=role) if role in ONE_AT_A_TIME else Q(staff=staff)
    for before in standing.filter(gives_way):
        _end_assignment(before, first, why)
    _assign(case, staff, role, first)
    tell(case, "assign", role=role, staff=staff)


@transaction.atomic
def end_assignment(assignment_id: UUID, *, by: Actor, why: str = "") -> None:
    """Somebody no longer has the case, from today; who is main contact next shows as a gap until it is named."""
    before = Assignment.objects.filter(id=assignment_id, period__contains=timezone.localdate()).first()
    if before is None:
        raise Unseen
    case = own_case(before.case_id, by)
    require(policy.may_assign(by, case))
    _end_assignment(before, timezone.localdate(), why)
    tell(case, "unassign", role=before.role, staff=before.staff_id)


@transaction.atomic
def close_case(case_id: UUID, reason: str, *, by: Actor, closed_on: date | None = None) -> None:
    """`reason` is a code of the list exit_reason. What waits ends with it; what still runs must be ended first.

    Whoever had the case keeps it, so that she can read it and follow up.
    """
    case = own_case(case_id, by)
    case.closed_on, case.close_reason = closed_on or timezone.localdate(), reason
    if case.closed_on < case.opened_on:
        raise Refused(_("Ärendet kan inte avslutas före den dag det öppnades."))
    if case.closed_on > timezone.localdate():
        raise Refused(_("Ärendet kan inte avslutas i förväg. Välj i dag eller en tidigare dag."))
    _refuse_running(case)
    for step in Step.objects.filter(case=case, ended_on=None).order_by("id"):
        step.ended_on, step.end_reason = case.closed_on, STEP_NOT_NEEDED
        step.save(update_fields=["ended_on", "end_reason"])
        tell(step, "end", reason=STEP_NOT_NEEDED)
    for spell in Spell.objects.filter(case=case, kind__in=[WAIT, PAUSE], period__endswith=None).order_by(
        "id"
    ):
        spell.period = period(spell.period.lower, max(spell.period.lower, case.closed_on))
        spell.save(update_fields=["period"])
        tell(spell, "end", last=case.closed_on)
    case.save(update_fields=["closed_on", "close_reason"])
    tell(case, "close", reason=reason)


@transaction.atomic
def reopen_case(case_id: UUID, *, by: Actor) -> None:
    """The same case goes on; when it was closed and opened again stands in the log."""
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise Unseen
    require(policy.may_reopen(by, case))
    if Case.objects.filter(owner_unit=by.unit, person=case.person_id, closed_on=None).exists():
        raise Refused(_("Personen har redan ett öppet ärende hos er."))
    was_closed, reason = case.closed_on, case.close_reason
    case.closed_on, case.close_reason, case.watched_from = None, "", timezone.localdate()
    case.save(update_fields=["closed_on", "close_reason", "watched_from"])
    tell(case, "reopen", closed_on=was_closed, close_reason=reason)


def _refuse_running(case: Case) -> None:
    runs = Participation.objects.filter(case=case, period__endswith=None).exclude(exit_reason=MISREGISTERED)
    names = runs.order_by("intervention__name").values_list("intervention__name", flat=True)
    if names:
        raise Refused(_("Avsluta först deltagandet i %(names)s.") % {"names": ", ".join(names)})
    if CoordinationCase.objects.filter(case=case, left_on=None, coordination__closed_on=None).exists():
        raise Refused(_("Ärendet är med i en samordning. Lämna eller avsluta den först."))
    if Handover.objects.filter(case=case, state=SENT).exists():
        raise Refused(_("En överlämning väntar på svar. Ta tillbaka den eller vänta på svaret."))


def _assign(case: Case, staff: UUID, role: str, first: date) -> None:
    if first < case.opened_on:
        raise Refused(_("Ingen kan ha ärendet före den dag det öppnades, %(day)s.") % {"day": case.opened_on})
    here = Membership.objects.filter(staff=staff, unit=case.owner_unit_id, role__in=WITH_PERSONS)
    if not here.filter(period__contains=first).exists():
        raise Refused(_("Den som ska få ärendet har ingen roll i verksamheten den dagen."))
    row = Assignment(
        case=case, owner_unit_id=case.owner_unit_id, staff_id=staff, role=role, period=period(first)
    )
    with in_words():
        row.save(force_insert=True)
    _begin_watch(case, first)


def _begin_watch(case: Case, first: date) -> None:
    """A case from a list is watched from the day that somebody is given it."""
    if case.watched_from is None and case.closed_on is None:
        case.watched_from = first
        case.save(update_fields=["watched_from"])


def _end_assignment(before: Assignment, first: date, why: str) -> None:
    """The day before the next one begins; an assignment of the same day gives way altogether."""
    if before.period.lower >= first:
        before.delete()
        return
    before.period = period(before.period.lower, first - DAY)
    before.end_reason = why
    before.save(update_fields=["period", "end_reason"])


def _next_reference() -> str:
    """The year and the unit's own running number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_reference()")
        return cursor.fetchone()[0]
