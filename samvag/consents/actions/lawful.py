"""Sharing without consent: only on a ground that the law names, by who answers for the unit, for a short time."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents import policy
from samvag.consents.actions.disclosing import opened_by_law
from samvag.consents.actions.recording import known_here, told
from samvag.consents.models import LawfulShare
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import period


@transaction.atomic
def share_by_law(
    person: UUID, to_unit: UUID, kinds: Sequence[str], *, by: Actor, basis: str, reason: str, until: date
) -> LawfulShare:
    """Opens to the team of that unit, in a coordination of the person. The decision is a disclosure too."""
    require(policy.may_decide(by))
    known_here(person, by)
    today = timezone.localdate()
    decision = policy.may_share_by_law(by, to_unit, kinds, basis, (today, until))
    if not decision:
        raise Refused(decision.reason)
    if not reason.strip():
        raise Refused(_("Skriv vad det är i det här fallet som gör att grunden håller."))
    row = LawfulShare(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        to_unit_id=to_unit, kinds=list(kinds), basis=basis, reason=reason.strip(), period=period(today, until),
    )  # fmt: skip
    row.save(force_insert=True)
    told(row, "lawful_share.decide", by, basis=basis, until=until, unit=to_unit)
    opened_by_law(row, by=by)
    return row


@transaction.atomic
def end_share(share_id: UUID, *, by: Actor) -> LawfulShare:
    require(policy.may_decide(by))
    row = LawfulShare.objects.filter(id=share_id, owner_unit=by.unit).first()
    if row is None:
        raise Unseen
    if row.ended_at:
        raise Refused(_("Beslutet gäller redan inte."))
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    told(row, "lawful_share.end", by)
    return row
