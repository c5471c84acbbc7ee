"""Who does a step: somebody of the unit, another unit, somebody who never logs in, or the person."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import WHOLE_UNIT
from samvag.agencies.models import ExternalContact, Membership, Unit
from samvag.cases.actions.case import assign
from samvag.cases.models import Assignment, Case
from samvag.cases.terms import WORKER
from samvag.kernel.errors import Refused

FIELD = {"STAFF": "staff_id", "UNIT": "unit_id", "EXTERNAL": "external_id"}


def doer_of(case: Case, by: Actor, doer: str, whom: UUID | None) -> dict[str, Any]:
    """The step's columns that say who. A colleague who may not see the person yet is given a part in the case."""
    if doer == "PERSON":
        return {"doer": doer}
    if doer == "STAFF":
        whom = whom or by.staff
    if whom is None:
        raise Refused(_("Välj vem som ska göra det."))
    REQUIRE[doer](case, by, whom)
    return {"doer": doer, FIELD[doer]: whom}


def _colleague(case: Case, by: Actor, staff: UUID) -> None:
    if staff == by.staff:
        return
    today = timezone.localdate()
    here = Membership.objects.filter(staff=staff, unit=case.owner_unit_id, period__contains=today)
    roles = set(here.filter(staff__active=True).values_list("role", flat=True))
    if not roles:
        raise Refused(_("Den du valde arbetar inte hos er i dag. Välj någon annan."))
    if not roles.isdisjoint(WHOLE_UNIT) or _has_part(case, staff):
        return
    assign(case.id, staff, WORKER, by=by)


def _has_part(case: Case, staff: UUID) -> bool:
    return Assignment.objects.filter(case=case, staff=staff, period__contains=timezone.localdate()).exists()


def _other_unit(case: Case, by: Actor, unit: UUID) -> None:
    if unit == case.owner_unit_id or not Unit.objects.filter(id=unit).exists():
        raise Refused(_("Välj en annan verksamhet än er egen, eller någon hos er."))


def _external(case: Case, by: Actor, contact: UUID) -> None:
    """The foreign key alone would accept another unit's contact, which this unit may not even see."""
    alive = Q(ended_on=None) | Q(ended_on__gt=timezone.localdate())
    if not ExternalContact.objects.filter(alive, id=contact, unit=by.unit).exists():
        raise Refused(_("Kontakten finns inte i ert register. Välj en annan eller lägg till den först."))


REQUIRE = {"STAFF": _colleague, "UNIT": _other_unit, "EXTERNAL": _external}
