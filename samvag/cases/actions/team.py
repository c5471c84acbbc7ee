"""The team of a coordination: each unit appoints its own, one main contact and one deputy at a time."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import WITH_PERSONS
from samvag.access.versions import as_read
from samvag.agencies.models import Membership
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.case import ONE_AT_A_TIME, assign
from samvag.cases.actions.refusals import in_words
from samvag.cases.events import row_changed
from samvag.cases.models import Assignment, Coordination, CoordinationCase, TeamMember
from samvag.cases.terms import MAIN, WORKER
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, period


@transaction.atomic
def appoint(coordination_id: UUID, staff: UUID, role: str, *, by: Actor, why: str = "") -> TeamMember:
    """Puts somebody of the own unit on the team; a new main contact or deputy takes over from the one before."""
    coordination = seen_coordination(coordination_id)
    require(policy.may_change_team(by, coordination, by.unit))
    place = CoordinationCase.objects.filter(coordination=coordination, unit=by.unit, left_on=None).first()
    if place is None or place.case_id is None:
        raise Refused(_("Koppla ert eget ärende till samordningen först."))
    today = timezone.localdate()
    here = Membership.objects.filter(staff=staff, unit=by.unit, role__in=WITH_PERSONS)
    if not here.filter(period__contains=today).exists():
        raise Refused(_("Den du valde har ingen roll i verksamheten."))
    if not Assignment.objects.filter(case=place.case_id, staff=staff, period__contains=today).exists():
        assign(place.case_id, staff, WORKER, by=by)
    return _give_part(coordination, by.unit, staff, role, by, why)


@transaction.atomic
def change_part(
    member_id: UUID, role: str, *, by: Actor, why: str = "", version: int | None = None
) -> TeamMember:
    """Another part for somebody on the team: by her own unit, or by the one that leads."""
    member = _member(member_id)
    require(policy.may_change_team(by, member.coordination, member.unit_id))
    as_read(TeamMember.objects.select_for_update().get(id=member_id), version)
    return _give_part(member.coordination, member.unit_id, member.staff_id, role, by, why)


@transaction.atomic
def end_part(member_id: UUID, why: str, *, by: Actor) -> None:
    """Leaves the team at once: from now on nothing of the others' is open to her."""
    member = _member(member_id)
    require(policy.may_change_team(by, member.coordination, member.unit_id))
    end_member(member, why)
    told(member.coordination, "end_part", by, role=member.role, staff=member.staff_id)


def hand_part(
    coordination: Coordination, unit: UUID, from_staff: UUID, to_staff: UUID
) -> dict[str, Any] | None:
    """A moved case takes the part in the team along. What is returned is what `give_back_part` needs."""
    member = on_team(coordination).filter(staff=from_staff, unit=unit).first()
    if member is None:
        return None
    had = on_team(coordination).filter(staff=to_staff, unit=unit).first()
    end_member(member, _("Ärendet flyttades"))
    if had is not None:
        end_member(had, _("Ny uppgift i teamet"))
    _begin(coordination, unit, to_staff, member.role)
    return {"coordination": str(coordination.id), "role": member.role, "had": had.role if had else None}


def give_back_part(moved: dict[str, Any], unit: UUID, from_staff: UUID, to_staff: UUID) -> None:
    """As it was before, when nobody has changed it since."""
    coordination = Coordination.objects.filter(id=moved["coordination"], closed_on=None).first()
    if coordination is None or on_team(coordination).filter(staff=from_staff, unit=unit).exists():
        return
    member = on_team(coordination).filter(staff=to_staff, unit=unit, role=moved["role"]).first()
    if member is None:
        return
    end_member(member, _("Flytten ångrades"))
    if moved["had"]:
        _resume(coordination, unit, to_staff, moved["had"])
    _resume(coordination, unit, from_staff, moved["role"])


def seen_coordination(coordination_id: UUID) -> Coordination:
    coordination = Coordination.objects.filter(id=coordination_id).first()
    if coordination is None:
        raise Unseen
    return coordination


def end_member(member: TeamMember, why: str) -> None:
    """Yesterday was the last day, so that it bites at once; a part that began today never was."""
    today = timezone.localdate()
    if member.period.lower >= today:
        member.delete()
        return
    member.period, member.end_reason = period(member.period.lower, today - DAY), why.strip()
    member.save(update_fields=["period", "end_reason"])


def on_team(coordination: Coordination) -> Any:
    return TeamMember.objects.filter(coordination=coordination, period__contains=timezone.localdate())


def told(coordination: Coordination, verb: str, by: Actor, **detail: Any) -> None:
    """The log, and the event for the leading unit and the acting one."""
    person = coordination.person_id
    log_change(f"coordination.{verb}", "coordination", coordination.id, person=person, **detail)
    for unit in {coordination.owner_unit_id, by.unit}:
        row_changed.announce(owner_unit=unit, person=person, category=coordination.category)


def _member(member_id: UUID) -> TeamMember:
    today = timezone.localdate()
    rows = TeamMember.objects.select_related("coordination").filter(id=member_id, period__contains=today)
    member = rows.first()
    if member is None:
        raise Unseen
    return member


def _give_part(
    coordination: Coordination, unit: UUID, staff: UUID, role: str, by: Actor, why: str
) -> TeamMember:
    today = timezone.localdate()
    if role in ONE_AT_A_TIME:
        for holder in on_team(coordination).filter(role=role).exclude(staff=staff, unit=unit).order_by("id"):
            require(policy.may_change_team(by, coordination, holder.unit_id))
            _step_aside(holder, role, why)
    member = on_team(coordination).filter(staff=staff, unit=unit).first()
    if member is not None and member.role == role:
        raise Refused(_("Den du valde har redan den uppgiften i teamet."))
    if member is not None and member.period.lower >= today:
        member.role = role
        member.save(update_fields=["role"])
    else:
        if member is not None:
            end_member(member, why)
        member = _begin(coordination, unit, staff, role)
    told(coordination, "appoint", by, role=role, staff=staff)
    return member


def _step_aside(holder: TeamMember, role: str, why: str) -> None:
    """Who was main contact or deputy stays on the team, unless she leaves by herself."""
    coordination, unit, staff = holder.coordination, holder.unit_id, holder.staff_id
    if holder.period.lower >= timezone.localdate():
        holder.role = "MEMBER"
        holder.save(update_fields=["role"])
        return
    end_member(holder, why or (_("Ny huvudkontakt") if role == MAIN else _("Ny ersättare")))
    _begin(coordination, unit, staff, "MEMBER")


def _begin(coordination: Coordination, unit: UUID, staff: UUID, role: str) -> TeamMember:
    first = period(timezone.localdate())
    member = TeamMember(coordination=coordination, unit_id=unit, staff_id=staff, role=role, period=first)
    with in_words():
        member.save(force_insert=True)
    return member


def _resume(coordination: Coordination, unit: UUID, staff: UUID, role: str) -> None:
    """The part goes on as if never broken when that was today; otherwise it begins again."""
    broken = TeamMember.objects.filter(coordination=coordination, unit=unit, staff=staff, role=role)
    member = broken.filter(period__endswith=timezone.localdate()).first()
    if member is None:
        _begin(coordination, unit, staff, role)
        return
    member.period, member.end_reason = period(member.period.lower), ""
    member.save(update_fields=["period", "end_reason"])
