"""Writing down what a person lets whom see, and what she takes back. Taking back bites at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.agencies.models import Unit
from samvag.audit.actions import log_change
from samvag.consents import policy
from samvag.consents.events import consent_changed
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.consents.terms import BOUND_BY_LAW_ONLY, LOOSELY_BOUND, SAID, SHARES
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.periods import period
from samvag.people.models import Card


class Side(NamedTuple):
    """A named unit of a consent, and which ways it goes."""

    unit: UUID
    gives: bool = True
    receives: bool = True


@transaction.atomic
def give_consent(
    person: UUID, kind: str, *, by: Actor, purpose: str, until: date, given_how: str, **facts: Any
) -> Consent:
    """`facts`: sides, categories, first, given_by, original_location, and coordination, which it then opens.

    A new consent takes the place of the one that the coordination had, so that taking back one takes back all.
    """
    sides, categories = facts.pop("sides", ()), facts.pop("categories", ())
    first = facts.pop("first", None) or timezone.localdate()
    _known_here(person, by)
    _lives(kind, first, until)
    consent = _write(person, kind, purpose, (first, until), by, given_how=given_how, **facts)
    if kind in SHARES:
        _write_sharing(consent, _with_own(sides, by), categories)
    if consent.coordination_id:
        _replace_earlier(consent)
    _told(consent, "give", by, kind=kind, until=until, units=[side.unit for side in sides])
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
    _known_here(person, by)
    today = timezone.localdate()
    consent = _write(person, kind, purpose, (today, today), by, given_how=given_how, refused=True, **facts)
    for side in sides:
        Party(consent=consent, unit_id=side.unit, gives=side.gives, receives=side.receives).save(
            force_insert=True
        )
    _told(consent, "refuse", by, kind=kind)
    return consent


@transaction.atomic
def withdraw(consent_id: UUID, *, by: Actor, how: str = "") -> Consent:
    """The whole of it, at once. Any unit that the consent names may write it down for the person."""
    consent = _living(consent_id, by)
    _end(consent, how)
    _told(consent, "withdraw", by)
    return consent


@transaction.atomic
def withdraw_party(consent_id: UUID, unit: UUID, *, by: Actor, how: str = "") -> Consent:
    """One unit no longer gives nor sees. When nothing is left to share, the whole consent ends."""
    consent = _living(consent_id, by)
    taken = Party.objects.filter(consent=consent, unit=unit, withdrawn_at=None)
    if not taken.update(withdrawn_at=timezone.now()):
        raise Refused(_("Den verksamheten är inte med i samtycket längre."))
    _end_when_empty(consent, how)
    _told(consent, "withdraw_party", by, party=unit)
    return consent


@transaction.atomic
def withdraw_category(consent_id: UUID, category: str, *, by: Actor, how: str = "") -> Consent:
    consent = _living(consent_id, by)
    taken = ConsentCategory.objects.filter(consent=consent, category=category, withdrawn_at=None)
    if not taken.update(withdrawn_at=timezone.now()):
        raise Refused(_("De uppgifterna är inte med i samtycket längre."))
    _end_when_empty(consent, how)
    _told(consent, "withdraw_category", by, category=category)
    return consent


def _known_here(person: UUID, by: Actor) -> None:
    require(policy.may_record(by))
    if not Card.objects.filter(person=person, owner_unit=by.unit).exists():
        raise Unseen


def _lives(kind: str, first: date, until: date) -> None:
    decision = policy.may_live(kind, first, until)
    if not decision:
        raise Refused(decision.reason)


def _write(
    person: UUID, kind: str, purpose: str, days: tuple[date, date], by: Actor, **facts: Any
) -> Consent:
    if not purpose.strip():
        raise Refused(_("Skriv vad samtycket är till för."))
    consent = Consent(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        kind=kind, purpose=purpose.strip(), period=period(*days), **facts,
    )  # fmt: skip
    consent.save(force_insert=True)
    return consent


def _with_own(sides: Sequence[Side], by: Actor) -> list[Side]:
    """The own unit is in it, both ways unless it says otherwise."""
    named = {side.unit for side in sides}
    return [*sides] if by.unit in named else [Side(by.unit), *sides]


def _write_sharing(consent: Consent, sides: Sequence[Side], categories: Sequence[str]) -> None:
    if not any(
        giver.unit != taker.unit for giver in sides if giver.gives for taker in sides if taker.receives
    ):
        raise Refused(_("Välj minst en verksamhet till: en som delar och en annan som får se."))
    if not categories:
        raise Refused(_("Välj vilka uppgifter det gäller."))
    _refuse_loosely_bound(sides, categories)
    for side in sides:
        Party(consent=consent, unit_id=side.unit, gives=side.gives, receives=side.receives).save(
            force_insert=True
        )
    for category in categories:
        ConsentCategory(consent=consent, category=category).save(force_insert=True)


def _refuse_loosely_bound(sides: Sequence[Side], categories: Sequence[str]) -> None:
    guarded = [category for category in categories if category in BOUND_BY_LAW_ONLY]
    takers = [side.unit for side in sides if side.receives]
    loose = Unit.objects.filter(id__in=takers, secrecy_regime__in=LOOSELY_BOUND).order_by("short")
    if guarded and loose:
        names = ", ".join(unit.short for unit in loose)
        what = ", ".join(str(SAID[Category(category)]) for category in guarded)
        sentence = _("%(units)s har ingen lagstadgad tystnadsplikt och får inte se: %(what)s.")
        raise Refused(sentence % {"units": names, "what": what})


def _replace_earlier(consent: Consent) -> None:
    earlier = Consent.objects.filter(
        coordination=consent.coordination_id, kind=consent.kind, withdrawn_at=None
    )
    for before in earlier.exclude(id=consent.id).order_by("created_at", "id"):
        _end(before, _("Ersatt av ett nytt samtycke."))
        log_change("consent.replace", "consent", before.id, person=before.person_id, by=consent.id)


def _living(consent_id: UUID, by: Actor) -> Consent:
    require(policy.may_record(by))
    consent = Consent.objects.filter(id=consent_id).first()
    if consent is None:
        raise Unseen
    if consent.refused or consent.withdrawn_at:
        raise Refused(_("Samtycket gäller inte längre, så det finns inget att återkalla."))
    return consent


def _end(consent: Consent, how: str) -> None:
    consent.withdrawn_at, consent.withdrawn_how = timezone.now(), how.strip()
    consent.save(update_fields=["withdrawn_at", "withdrawn_how"])


def _end_when_empty(consent: Consent, how: str) -> None:
    left = Party.objects.filter(consent=consent, withdrawn_at=None).values_list("unit", "gives", "receives")
    sides = [Side(*side) for side in left.order_by("unit")]
    shares = any(
        giver.unit != taker.unit for giver in sides if giver.gives for taker in sides if taker.receives
    )
    if not shares or not ConsentCategory.objects.filter(consent=consent, withdrawn_at=None).exists():
        _end(consent, how)


def _told(consent: Consent, verb: str, by: Actor, **detail: Any) -> None:
    by.saw([consent.person_id])
    log_change(f"consent.{verb}", "consent", consent.id, person=consent.person_id, **detail)
    consent_changed.announce(person=consent.person_id)
