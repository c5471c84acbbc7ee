"""What was let out to whom, on what ground: one row a share and a refusal. Written once, never changed."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.consents import policy
from samvag.consents.actions.recording import known_here
from samvag.consents.models import Consent, ConsentCategory, Disclosure, LawfulShare, Party
from samvag.consents.terms import HANDED_OVER, OPENED, REFUSED, SHARED
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused


@transaction.atomic
def disclose(
    person: UUID, kinds: Sequence[str], *, by: Actor, outcome: str, way: str, to_unit: UUID | None = None,
    to_outside: str = "", consent: UUID | None = None, basis: str = "", note: str = "",
) -> Disclosure:  # fmt: skip
    """Written down by hand: what was said on the telephone, sent by letter, or asked for and refused."""
    known_here(person, by)
    if not kinds:
        raise Refused(_("Välj vilka uppgifter det gäller."))
    if bool(to_unit) == bool(to_outside.strip()):
        raise Refused(_("Välj en verksamhet, eller skriv vem som fick uppgifterna."))
    if outcome == SHARED:
        decision = policy.may_disclose(person, kinds, to_unit, consent, basis, by)
        if not decision:
            raise Refused(decision.reason)
    row = _written(
        person, kinds, by, to_unit_id=to_unit, to_outside=to_outside.strip(), way=way, outcome=outcome,
        consent_id=consent if outcome == SHARED else None, basis=basis, note=note.strip(),
    )  # fmt: skip
    by.saw([person])
    return row


@transaction.atomic
def opened(consent: Consent, *, by: Actor) -> None:
    """The acting unit's own rows are open to the others by this consent from now on, in its coordination."""
    require(policy.may_record(by))
    sides = Party.objects.filter(consent=consent, withdrawn_at=None).order_by("unit")
    if not consent.coordination_id or not any(side.unit_id == by.unit and side.gives for side in sides):
        return
    kinds = ConsentCategory.objects.filter(consent=consent, withdrawn_at=None).order_by("category")
    told = [kind.category for kind in kinds]
    for side in sides:
        if side.receives and side.unit_id != by.unit:
            _written(
                consent.person_id,
                told,
                by,
                to_unit_id=side.unit_id,
                way=OPENED,
                outcome=SHARED,
                consent=consent,
            )


@transaction.atomic
def opened_by_law(share: LawfulShare, *, by: Actor) -> None:
    require(policy.may_decide(by))
    _written(
        share.person_id, share.kinds, by, to_unit_id=share.to_unit_id, way=OPENED, outcome=SHARED,
        basis=share.basis, note=share.reason,
    )  # fmt: skip


@transaction.atomic
def handed_over(person: UUID, unit: UUID, consent: UUID, *, by: Actor) -> None:
    """Name, number and message went along."""
    require(policy.may_record(by))
    _written(
        person, [Category.CONTACT, Category.PLANNING], by, to_unit_id=unit, way=HANDED_OVER, outcome=SHARED,
        consent_id=consent,
    )  # fmt: skip


@transaction.atomic
def refused_to(consent: Consent, units: Iterable[UUID], *, by: Actor) -> None:
    require(policy.may_record(by))
    for unit in units:
        _written(
            consent.person_id,
            [consent.category],
            by,
            to_unit_id=unit,
            way=OPENED,
            outcome=REFUSED,
            consent=consent,
        )


def _written(person: UUID, kinds: Sequence[str], by: Actor, **facts: Any) -> Disclosure:
    row = Disclosure(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        at=timezone.now(), kinds=list(kinds), **facts,
    )  # fmt: skip
    row.save(force_insert=True)
    log_change("disclosure.write", "disclosure", row.id, person=person, outcome=row.outcome, kinds=row.kinds)
    return row
