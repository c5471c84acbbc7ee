"""A unit's rows about a person are kept and shown to nobody but a named few, while something is weighed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.agencies.models import Membership
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import period
from samvag.rights import policy
from samvag.rights.extract.whom import whom
from samvag.rights.models import Restriction
from samvag.rights.terms import GROUNDS


@transaction.atomic
def restrict(
    card: UUID, ground: str, reason: str, *, by: Actor, until: date | None = None, others: list[UUID] | None = None
) -> Restriction:  # fmt: skip
    """From now. Whoever decides still sees the rows, and so do the `others` of the unit whom she names."""
    require(policy.may_keep_rights(by))
    person = whom(by, card)
    if ground not in dict(GROUNDS):
        raise Refused(_("Välj på vilken grund."))
    if not reason.strip():
        raise Refused(_("Skriv vad det gäller."))
    today = timezone.localdate()
    if until and until < today:
        raise Refused(_("Dagen har redan varit. Välj en dag framåt, eller lämna tomt."))
    if _standing(by.unit).filter(person=person.person).exists():
        raise Refused(_("Uppgifterna är redan begränsade. Upphäv det som gäller först."))
    row = Restriction(
        owner_unit_id=by.unit, person_id=person.person, category=Category.CONTACT, created_by_id=by.staff,
        ground=ground, reason=reason.strip(), period=period(today, until),
        may_see=sorted({by.staff, *_colleagues(by, others or [])}),
    )  # fmt: skip
    row.save(force_insert=True)
    log_change(
        "restriction.create", "restriction", row.id, person=person.person, ground=ground, few=len(row.may_see)
    )
    return row


@transaction.atomic
def lift_restriction(restriction_id: UUID, reason: str, *, by: Actor) -> Restriction:
    """With the outcome: what was weighed, and how it went. Also an objection ends so."""
    require(policy.may_keep_rights(by))
    row = _standing(by.unit).select_for_update().filter(id=restriction_id).first()
    if row is None:
        raise Unseen
    require(policy.may_lift(by, row.may_see, anybody_left=_colleagues(by, row.may_see) != []))
    if not reason.strip():
        raise Refused(_("Skriv varför det upphävs."))
    row.lifted_at, row.lifted_reason = timezone.now(), reason.strip()
    row.save(update_fields=["lifted_at", "lifted_reason"])
    log_change("restriction.end", "restriction", row.id, person=row.person_id)
    return row


def _standing(unit: UUID) -> QuerySet[Restriction]:
    return Restriction.objects.filter(owner_unit=unit, lifted_at=None)


def _colleagues(by: Actor, staff: list[UUID]) -> list[UUID]:
    """Those of them who have a role in the unit today."""
    here = Membership.objects.filter(
        unit=by.unit, staff__in=staff, staff__active=True, period__contains=timezone.localdate()
    )
    return list(here.order_by("staff").values_list("staff", flat=True).distinct())
