"""Opening, assigning and closing the unit's own work with a person."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.agencies.models import Membership
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.events import row_changed
from samvag.cases.models import Assignment, Case
from samvag.cases.terms import DEPUTY, MAIN
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, period

ONE_AT_A_TIME = {MAIN, DEPUTY}


def own_case(case_id: UUID, by: Actor) -> Case:
    """The case locked for work, or not found."""
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise Unseen
    require(policy.may_work_on(by, case))
    return case


def tell(row: Any, verb: str, *, person: UUID | None = None, **detail: Any) -> None:
    """The log entry and the event that every change of a row on the way makes."""
    subject = row._meta.model_name
    person = person or row.person_id
    log_change(f"{subject}.{verb}", subject, row.id, person=person, **detail)
    category = getattr(row, "category", Category.PLANNING)
    row_changed.announce(owner_unit=row.owner_unit_id, person=person, category=category)


@transaction.atomic
def open_case(person: UUID, *, by: Actor, opened_on: date | None = None, main: UUID | None = None, **facts: Any) -> Case:
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
def assign(case_id: UUID, staff: UUID, role: str, *, by: Actor, from_day: date | None = None, why: str = "") -> None:
    """Gives somebody of the unit a part in the case; a new main contact or deputy takes over from the one before."""
    case = own_case(case_id, by)
    require(policy.may_assign(by, case))
    first = from_day or timezone.localdate()
    standing = Assignment.objects.filter(case=case, period__contains=first)
    gives_way = Q(staff=staff) | Q(role=role) if role in ONE_AT_A_TIME else Q(staff=staff)
    for before in standing.filter(gives_way):
        _end_assignment(before, first, why)
    _assign(case, staff, role, first)
    tell(case, "assign", role=role, staff=staff, why=why)


@transaction.atomic
def close_case(case_id: UUID, reason: str, *, by: Actor, closed_on: date | None = None) -> None:
    """`reason` is a code of the list exit_reason."""
    case = own_case(case_id, by)
    case.closed_on, case.close_reason = closed_on or timezone.localdate(), reason
    if case.closed_on < case.opened_on:
        raise Refused(_("Ärendet kan inte avslutas före den dag det öppnades."))
    case.version += 1
    case.save(update_fields=["closed_on", "close_reason", "version"])
    tell(case, "close", reason=reason)


def _assign(case: Case, staff: UUID, role: str, first: date) -> None:
    if not Membership.objects.filter(staff=staff, unit=case.owner_unit_id, period__contains=first).exists():
        raise Refused(_("Den som ska få ärendet har ingen roll i verksamheten den dagen."))
    Assignment(case=case, owner_unit_id=case.owner_unit_id, staff_id=staff, role=role, period=period(first)).save(
        force_insert=True
    )


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
