"""Keeping a unit: staff and roles, absence and cover, and what its directory entry says."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.access.versions import as_read
from samvag.agencies import policy
from samvag.agencies.ending import close_logins, close_sessions, end_now
from samvag.agencies.events import staff_changed
from samvag.agencies.models import Absence, Membership, Staff, Unit
from samvag.audit.actions import log_change
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import ended, period

ENTRY = ("does", "may", "may_not", "phone", "email", "contact_id", "deputy_id", "answer_days")


@transaction.atomic
def edit_unit(unit_id: UUID, *, by: Actor, version: int | None = None, **facts: Any) -> None:
    require(policy.may_keep_unit(by, unit_id))
    as_read(Unit.objects.select_for_update().get(id=unit_id), version)
    given = {name: value for name, value in facts.items() if name in ENTRY}
    Unit.objects.filter(id=unit_id).update(**given)
    log_change("unit.edit", "unit", unit_id, fields=sorted(given))


@transaction.atomic
def add_staff(name: str, *, by: Actor, role: str, title: str = "", phone: str = "", email: str = "") -> Staff:
    """A new person of staff with a first role in the actor's unit; the login is made by set-up."""
    require(policy.may_give_role(by, by.unit, role))
    staff = Staff(name=name, title=title, phone=phone, email=email)
    staff.save(force_insert=True)
    give_role(staff.id, role, by=by)
    log_change("staff.add", "staff", staff.id)
    return staff


@transaction.atomic
def give_role(
    staff: UUID, role: str, *, by: Actor, first: date | None = None, last: date | None = None
) -> None:
    require(policy.may_give_role(by, by.unit, role))
    require(policy.may_give_it_to(by, staff))
    membership = Membership(
        staff_id=staff, unit_id=by.unit, role=role, period=period(first or timezone.localdate(), last)
    )
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Rollen finns redan för den tiden.")) from error
    log_change("role.give", "membership", membership.id, role=role, staff=staff)
    staff_changed.announce(unit=by.unit)


@transaction.atomic
def end_role(membership_id: UUID, *, by: Actor, last: date | None = None) -> None:
    """From tomorrow on."""
    membership = Membership.objects.select_for_update().filter(id=membership_id, unit=by.unit).first()
    if membership is None:
        raise Unseen
    require(policy.may_keep_unit(by, membership.unit_id))
    last = last or timezone.localdate()
    _leave_a_recipient(membership)
    membership.period = ended(membership.period, last)
    membership.save(update_fields=["period"])
    log_change("role.end", "membership", membership.id, role=membership.role, staff=membership.staff_id)
    staff_changed.announce(unit=by.unit)


@transaction.atomic
def end_role_now(membership_id: UUID, *, by: Actor) -> None:
    """At once instead of tonight. Who has no role left anywhere is logged out everywhere."""
    membership = Membership.objects.select_for_update().filter(id=membership_id, unit=by.unit).first()
    if membership is None:
        raise Unseen
    require(policy.may_keep_unit(by, membership.unit_id))
    _leave_a_recipient(membership)
    end_now(membership)
    staff = Staff.objects.get(id=membership.staff_id)
    if not Membership.objects.filter(staff=staff, period__contains=timezone.localdate()).exists():
        transaction.on_commit(lambda: close_sessions(staff.account))
    log_change("staff.close_sessions", "staff", staff.id)
    staff_changed.announce(unit=by.unit)


@transaction.atomic
def end_staff(staff_id: UUID, *, by: Actor) -> None:
    """She has left: from now on nothing opens in her name, and wherever she is logged in she is out."""
    require(policy.may_keep_unit(by, by.unit))
    require(policy.may_end(by, staff_id))
    now = Membership.objects.filter(staff=staff_id, period__contains=timezone.localdate())
    held = list(now.filter(unit=by.unit).select_for_update())
    if not held:
        raise Unseen
    if now.exclude(unit=by.unit).exists():
        raise Refused(_("Medarbetaren har roller i fler verksamheter. Avsluta i stället rollerna här."))
    for membership in held:
        _leave_a_recipient(membership)
    # While she still has a role here: the database asks for one.
    Staff.objects.filter(id=staff_id).update(active=False)
    for membership in held:
        end_now(membership)
    account = Staff.objects.values_list("account", flat=True).get(id=staff_id)
    transaction.on_commit(lambda: close_logins(account))
    log_change("staff.end", "staff", staff_id)
    staff_changed.announce(unit=by.unit)


@transaction.atomic
def set_absence(
    staff: UUID, kind: str, first: date, last: date | None, *, by: Actor, cover: UUID | None = None
) -> Absence:
    """Away from the unit. `cover` then sees and does what she would have, for exactly that time."""
    require(policy.may_set_absence(by, by.unit, staff))
    if last and last < first:
        raise Refused(_("Sista dagen kan inte vara före den första."))
    if cover == staff:
        raise Refused(_("Ingen kan ersätta sig själv."))
    for one in filter(None, (staff, cover)):
        if not Membership.objects.filter(staff=one, unit=by.unit, period__contains=first).exists():
            raise Refused(_("Den du valde har ingen roll i verksamheten den dagen."))
    absence = Absence(staff_id=staff, unit_id=by.unit, kind=kind, period=period(first, last), cover_id=cover)
    try:
        with transaction.atomic():
            absence.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Det finns redan en frånvaro för den tiden. Ändra den i stället.")) from error
    log_change("absence.set", "absence", absence.id, staff=staff, cover=cover)
    staff_changed.announce(unit=by.unit)
    return absence


@transaction.atomic
def end_absence(absence_id: UUID, *, by: Actor, last: date | None = None) -> None:
    """Back again; an absence that has not begun is taken away."""
    absence = Absence.objects.select_for_update().filter(id=absence_id, unit=by.unit).first()
    if absence is None:
        raise Unseen
    require(policy.may_set_absence(by, absence.unit_id, absence.staff_id))
    last = last or timezone.localdate()
    if last < absence.period.lower:
        absence.delete()
    else:
        absence.period = ended(absence.period, last)
        absence.save(update_fields=["period"])
    log_change("absence.end", "absence", absence.id, staff=absence.staff_id)
    staff_changed.announce(unit=by.unit)


def _leave_a_recipient(membership: Membership) -> None:
    """The unit is never left without one: what has no one must have somewhere to go."""
    if membership.role == Role.RECIPIENT and not _another_recipient(membership):
        raise Refused(_("Verksamheten måste ha en mottagare. Ge rollen till någon annan först."))


def _another_recipient(membership: Membership) -> bool:
    others = Membership.objects.filter(unit=membership.unit_id, role=Role.RECIPIENT).exclude(id=membership.id)
    return others.filter(period__endswith=None, staff__active=True).exists()
