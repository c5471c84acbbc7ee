"""A unit asks for a consent in Min väg, instead of writing down an answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.consents.actions.giving import Side, give_consent
from samvag.consents.terms import SHARES
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.my_way import policy
from samvag.my_way.models import Asked
from samvag.my_way.terms import DAYS_TO_ANSWER, TAKEN_BACK, WAITING
from samvag.outbox.actions import tell


@transaction.atomic
def ask(
    person: UUID,
    kind: str,
    *,
    by: Actor,
    purpose: str,
    until: date,
    sides: Sequence[Side] = (),
    categories: Sequence[str] = (),
    coordination: UUID | None = None,
) -> Asked:
    """She is told that there is something in Min väg, in the way and at the hours that she has chosen."""
    require(policy.may_ask(by))
    terms: dict[str, Any] = {"purpose": purpose.strip(), "until": until}
    if kind in SHARES:
        terms |= {"sides": _sides_with_ours(sides, by), "categories": list(categories)}
    _would_be_given(person, kind, by, terms, coordination)
    today = timezone.localdate()
    if Asked.objects.filter(
        person=person, owner_unit=by.unit, kind=kind, state=WAITING, expires_on__gte=today
    ).exists():
        raise Refused(_("Ni har redan frågat, och svaret har inte kommit. Ta tillbaka den frågan först."))
    row = Asked(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff, kind=kind,
        expires_on=today + timedelta(days=DAYS_TO_ANSWER), coordination_id=coordination,
        message=tell(person, by=by), **{**terms, "sides": [_as_list(one) for one in terms.get("sides", ())]},
    )  # fmt: skip
    row.save(force_insert=True)
    log_change("asked.create", "asked", row.id, person=person, kind=kind)
    return row


@transaction.atomic
def take_back_question(asked: UUID, *, by: Actor) -> Asked:
    require(policy.may_ask(by))
    row = Asked.objects.select_for_update().filter(id=asked, owner_unit=by.unit).first()
    if row is None:
        raise Unseen
    if row.state != WAITING:
        raise Refused(_("Frågan är redan besvarad."))
    row.state, row.answered_at = TAKEN_BACK, timezone.now()
    row.save(update_fields=["state", "answered_at"])
    log_change("asked.take_back", "asked", row.id, person=row.person_id)
    return row


class _Tried(Exception):
    """Undoes what was only tried."""


def _would_be_given(
    person: UUID, kind: str, by: Actor, terms: dict[str, Any], coordination: UUID | None
) -> None:
    """Nobody is asked for what could not be given: it is given and undone, by the rules of giving themselves."""
    try:
        with transaction.atomic():
            give_consent(person, kind, by=by, given_how="SKRIFTLIGT", coordination_id=coordination, **terms)
            raise _Tried
    except _Tried:
        return


def _sides_with_ours(sides: Sequence[Side], by: Actor) -> list[Side]:
    return [*sides] if by.unit in {side.unit for side in sides} else [Side(by.unit), *sides]


def _as_list(side: Side) -> list[Any]:
    return [str(side.unit), side.gives, side.receives]
