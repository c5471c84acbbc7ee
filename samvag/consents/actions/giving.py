"""Writing down what a person lets whom see, and what she says no to."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.consents.actions.checking import (
    Asked,
    Side,
    faults_of,
    refuse_all,
    says_what_for,
    shares,
    too_many,
    with_own,
)
from samvag.consents.actions.disclosing import opened, refused_to
from samvag.consents.actions.recording import known_here, told
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.consents.terms import SHARES
from samvag.consents.texts import CURRENT
from samvag.kernel.categories import Category
from samvag.kernel.periods import period

__all__ = ["Side", "end_consent", "give_consent", "refuse_consent", "shares"]


@transaction.atomic
def give_consent(
    person: UUID, kind: str, *, by: Actor, purpose: str, until: date, given_how: str, **facts: Any
) -> Consent:
    """`facts`: sides, categories, first, language, text_version, given_by, guardian, child_opinion, witnessed_by,
    original_location, and coordination, which it then opens.

    A new consent takes the place of the one that the coordination had, so that taking back one takes back all.
    """
    sides, categories = facts.pop("sides", ()), facts.pop("categories", ())
    days = (facts.pop("first", None) or timezone.localdate(), until)
    known_here(person, by)
    asked = Asked(person, kind, purpose, days, given_how, sides, categories, facts)
    refuse_all(faults_of(asked, by))
    consent = _write(person, kind, purpose, days, by, given_how=given_how, **facts)
    if kind in SHARES:
        _write_sharing(consent, with_own(sides, by), categories)
    if consent.coordination_id:
        _replace_earlier(consent)
    told(consent, "consent.give", by, kind=kind, until=until, units=[side.unit for side in sides])
    opened(consent, by=by)
    return consent


@transaction.atomic
def refuse_consent(
    person: UUID,
    kind: str,
    *,
    by: Actor,
    purpose: str,
    given_how: str,
    sides: Sequence[Side] = (),
    **facts: Any,
) -> Consent:
    """The person was asked and said no: written down so that nobody asks again unknowing, and opening nothing."""
    known_here(person, by)
    refuse_all([*says_what_for(purpose), *too_many(sides)])
    today = timezone.localdate()
    consent = _write(person, kind, purpose, (today, today), by, given_how=given_how, refused=True, **facts)
    for side in sides:
        Party(consent=consent, unit_id=side.unit, gives=side.gives, receives=side.receives).save(
            force_insert=True
        )
    told(consent, "consent.refuse", by, kind=kind)
    refused_to(consent, [side.unit for side in sides if side.unit != by.unit], by=by)
    return consent


def _write(
    person: UUID, kind: str, purpose: str, days: tuple[date, date], by: Actor, **facts: Any
) -> Consent:
    guardian = facts.pop("guardian", None)
    consent = Consent(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        kind=kind, purpose=purpose.strip(), period=period(*days),
        guardian_id=guardian, **{"text_version": CURRENT, **facts},
    )  # fmt: skip
    consent.save(force_insert=True)
    return consent


def _write_sharing(consent: Consent, sides: Sequence[Side], categories: Sequence[str]) -> None:
    for side in sides:
        Party(consent=consent, unit_id=side.unit, gives=side.gives, receives=side.receives).save(
            force_insert=True
        )
    for category in categories:
        ConsentCategory(consent=consent, category=category).save(force_insert=True)


def _replace_earlier(consent: Consent) -> None:
    earlier = Consent.objects.filter(
        coordination=consent.coordination_id, kind=consent.kind, withdrawn_at=None
    )
    for before in earlier.exclude(id=consent.id).order_by("created_at", "id"):
        end_consent(before, _("Ersatt av ett nytt samtycke."))
        log_change("consent.replace", "consent", before.id, person=before.person_id, by=consent.id)


def end_consent(consent: Consent, how: str) -> None:
    consent.withdrawn_at, consent.withdrawn_how = timezone.now(), how.strip()
    consent.save(update_fields=["withdrawn_at", "withdrawn_how"])
