"""Distributing and moving cases, many at once, in a way that can be undone for thirty days."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.cases import policy
from samvag.cases.actions.case import assign, tell
from samvag.cases.actions.team import give_back_part, hand_part
from samvag.cases.models import Assignment, Case, CaseloadMove, Coordination
from samvag.cases.terms import MAIN
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import DAY, UNDO_FOR, period


@transaction.atomic
def distribute(case_ids: Iterable[UUID], staff: UUID, *, by: Actor, why: str = "") -> CaseloadMove:
    """Gives cases that nobody is main contact of to one of the unit."""
    require(policy.may_distribute(by))
    cases = _open_cases(case_ids, by)
    today = timezone.localdate()
    taken = Assignment.objects.filter(case__in=cases, role=MAIN, period__contains=today)
    if taken.exists():
        raise Refused(_("Någon av dem har redan fått en huvudkontakt. Läs om listan och välj igen."))
    rows = [_hand(case, None, staff, MAIN, by, why) for case in cases]
    return _remember(None, staff, why, rows, by)


@transaction.atomic
def move_caseload(
    from_staff: UUID, to_staff: UUID, *, by: Actor, case_ids: Sequence[UUID] | None = None, why: str = ""
) -> CaseloadMove:
    """Every part that one has in the unit's open cases, or in some of them, goes to another; so do team parts."""
    require(policy.may_distribute(by))
    if from_staff == to_staff:
        raise Refused(_("Välj två olika personer att flytta mellan."))
    today = timezone.localdate()
    parts = Assignment.objects.select_for_update().filter(
        staff=from_staff, owner_unit=by.unit, period__contains=today, case__closed_on=None
    )
    if case_ids is not None:
        parts = parts.filter(case__in=list(case_ids))
    rows = [
        _hand(part.case, part, to_staff, part.role, by, why)
        for part in parts.order_by("case__reference", "id")
    ]
    if not rows:
        raise Refused(_("Det finns inga ärenden att flytta."))
    return _remember(from_staff, to_staff, why, rows, by)


@transaction.atomic
def undo_move(move_id: UUID, *, by: Actor) -> int:
    """As it was before, for what nobody has changed since. How many cases that was."""
    move = CaseloadMove.objects.select_for_update().filter(id=move_id).first()
    if move is None:
        raise Unseen
    require(policy.may_distribute(by))
    if move.undone_at:
        raise Refused(_("Flytten är redan ångrad."))
    if timezone.now() - move.made_at > UNDO_FOR:
        raise Refused(_("Det har gått mer än 30 dagar. Flytta ärendena tillbaka i stället."))
    undone = sum(_give_back(row, move, by) for row in move.before)
    move.undone_at = timezone.now()
    move.save(update_fields=["undone_at"])
    log_change("caseload.undo", "caseloadmove", move.id, cases=undone)
    return undone


def _open_cases(case_ids: Iterable[UUID], by: Actor) -> list[Case]:
    wanted = set(case_ids)
    cases = Case.objects.select_for_update().filter(id__in=wanted, owner_unit=by.unit, closed_on=None)
    found = list(cases.order_by("reference", "id"))
    if not wanted:
        raise Refused(_("Välj minst ett ärende."))
    if len(found) != len(wanted):
        raise Unseen
    return found


def _hand(case: Case, part: Assignment | None, staff: UUID, role: str, by: Actor, why: str) -> dict[str, Any]:
    """One case to somebody else; what is returned is what undoing needs."""
    before = _as_it_was(case, part, staff)
    if part is not None:
        _take(part, why)
    assign(case.id, staff, role, by=by, why=why)
    return {**before, "team": _hand_team(case, part.staff_id, staff) if part else []}


def _as_it_was(case: Case, part: Assignment | None, staff: UUID) -> dict[str, Any]:
    """`had` is the part that the new one gives up in the same case, as when a deputy becomes main contact."""
    today = timezone.localdate()
    had = Assignment.objects.filter(case=case, staff=staff, period__contains=today).first()
    return {
        "case": str(case.id),
        "role": part.role if part else MAIN,
        "from": str(part.staff_id) if part else None,
        "since": part.period.lower.isoformat() if part else None,
        "had": {"role": had.role, "since": had.period.lower.isoformat()} if had else None,
    }


def _take(part: Assignment, why: str) -> None:
    today = timezone.localdate()
    if part.period.lower >= today:
        Assignment.objects.filter(id=part.id).delete()
    else:
        part.period, part.end_reason = period(part.period.lower, today - DAY), why
        part.save(update_fields=["period", "end_reason"])


def _hand_team(case: Case, from_staff: UUID, to_staff: UUID) -> list[dict[str, Any]]:
    joint = Coordination.objects.filter(units__case=case, units__left_on=None, closed_on=None)
    moved = [hand_part(one, case.owner_unit_id, from_staff, to_staff) for one in joint.order_by("id")]
    return [one for one in moved if one]


def _give_back(row: dict[str, Any], move: CaseloadMove, by: Actor) -> int:
    """1 when the case is as it was; 0 when somebody has changed it since, or it is closed."""
    today = timezone.localdate()
    given = Assignment.objects.filter(
        case=row["case"], staff=move.to_staff_id, role=row["role"], case__closed_on=None
    )
    part = given.filter(period__contains=today).first()
    if part is None or part.period.lower < timezone.localtime(move.made_at).date() or _has_it_again(row):
        return 0
    case = part.case
    _take(part, _("Flytten ångrades"))
    if row["had"]:
        _restore(case, move.to_staff_id, row["had"]["role"], row["had"]["since"])
    if row["from"]:
        _restore(case, UUID(row["from"]), row["role"], row["since"])
    for joint in row["team"]:
        give_back_part(joint, case.owner_unit_id, UUID(row["from"]), move.to_staff_id)
    tell(case, "assign", role=row["role"], staff=row["from"], undone=move.id)
    return 1


def _has_it_again(row: dict[str, Any]) -> bool:
    """Whoever had it before has been given a part anew since."""
    parts = Assignment.objects.filter(case=row["case"], staff=row["from"])
    return row["from"] is not None and parts.filter(period__contains=timezone.localdate()).exists()


def _restore(case: Case, staff: UUID, role: str, since: str) -> None:
    """The part goes on as if never broken when that was today; otherwise it begins again."""
    today = timezone.localdate()
    broken = Assignment.objects.filter(case=case, staff=staff, role=role, period__endswith=today)
    part = broken.order_by("id").last()
    if part is not None:
        part.period, part.end_reason = period(part.period.lower), ""
        part.save(update_fields=["period", "end_reason"])
        return
    first = today if date.fromisoformat(since) < today else date.fromisoformat(since)
    Assignment(
        case=case, owner_unit_id=case.owner_unit_id, staff_id=staff, role=role, period=period(first)
    ).save(force_insert=True)


def _remember(
    from_staff: UUID | None, to_staff: UUID, why: str, rows: list[dict[str, Any]], by: Actor
) -> CaseloadMove:
    move = CaseloadMove(
        unit_id=by.unit,
        made_by_id=by.staff,
        from_staff_id=from_staff,
        to_staff_id=to_staff,
        why=why,
        before=rows,
    )
    move.save(force_insert=True)
    log_change("caseload.move", "caseloadmove", move.id, to=to_staff, cases=len(rows))
    return move
