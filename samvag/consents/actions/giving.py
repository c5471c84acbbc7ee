"""Writing down what a person lets whom see, and what she says no to."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.table import team_reads
from samvag.agencies.models import Unit
from samvag.audit.actions import log_change
from samvag.consents import policy
from samvag.consents.actions.disclosing import opened, refused_to
from samvag.consents.actions.recording import known_here, told
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.consents.terms import CONSENT_KINDS, MOST_UNITS, SAID, SHARES
from samvag.kernel.categories import Category
from samvag.kernel.errors import Refused
from samvag.kernel.periods import last_day, period


class Side(NamedTuple):
    """A named unit of a consent, and which ways it goes."""

    unit: UUID
    gives: bool = True
    receives: bool = True


@transaction.atomic
def give_consent(
    person: UUID, kind: str, *, by: Actor, purpose: str, until: date, given_how: str, **facts: Any
) -> Consent:
    """`facts`: sides, categories, first, language, given_by, guardian, child_opinion, witnessed_by,
    original_location, and coordination, which it then opens.

    A new consent takes the place of the one that the coordination had, so that taking back one takes back all.
    """
    sides, categories = facts.pop("sides", ()), facts.pop("categories", ())
    first = facts.pop("first", None) or timezone.localdate()
    known_here(person, by)
    _lives(kind, first, until)
    _answered_by(person, first, until, by, **facts)
    if kind not in SHARES:
        _refuse_twice(person, kind, first, until, by)
    consent = _write(person, kind, purpose, (first, until), by, given_how=given_how, **facts)
    if kind in SHARES:
        _write_sharing(consent, _with_own(sides, by), categories)
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
    today = timezone.localdate()
    consent = _write(person, kind, purpose, (today, today), by, given_how=given_how, refused=True, **facts)
    for side in sides:
        Party(consent=consent, unit_id=side.unit, gives=side.gives, receives=side.receives).save(
            force_insert=True
        )
    told(consent, "consent.refuse", by, kind=kind)
    refused_to(consent, [side.unit for side in sides if side.unit != by.unit], by=by)
    return consent


def shares(sides: Sequence[Side]) -> bool:
    """Whether somebody gives what somebody else receives."""
    givers, takers = ([side for side in sides if side.gives], [side for side in sides if side.receives])
    return any(giver.unit != taker.unit for giver in givers for taker in takers)


def _with_own(sides: Sequence[Side], by: Actor) -> list[Side]:
    """The own unit is in it, both ways unless it says otherwise."""
    named = {side.unit for side in sides}
    return [*sides] if by.unit in named else [Side(by.unit), *sides]


def _lives(kind: str, first: date, until: date) -> None:
    decision = policy.may_live(kind, first, until)
    if not decision:
        raise Refused(decision.reason)


def _answered_by(person: UUID, first: date, until: date, by: Actor, **facts: Any) -> None:
    """Somebody else than the person answers only by a decision, and the young person's own opinion stands beside."""
    decision = policy.may_answer_for(
        person, facts.get("given_by", "PERSON"), facts.get("guardian"), (first, until), by
    )
    if not decision:
        raise Refused(decision.reason)
    if facts.get("given_by") == policy.GUARDIAN and not facts.get("child_opinion", "").strip():
        raise Refused(_("Skriv vad den unga själv säger."))


def _refuse_twice(person: UUID, kind: str, first: date, until: date, by: Actor) -> None:
    """Two that overlap would leave it open which one a withdrawal takes back."""
    living = Consent.objects.filter(
        person=person, owner_unit=by.unit, kind=kind, withdrawn_at=None, refused=False,
        period__overlap=period(first, until),
    )  # fmt: skip
    for earlier in living.order_by("created_at", "id")[:1]:
        label = str(dict(CONSENT_KINDS)[kind]).lower()
        sentence = _(
            "Personen har redan samtyckt till %(kind)s till och med %(day)s. Återkalla det först, eller låt det nya"
            " börja dagen efter."
        )
        raise Refused(sentence % {"kind": label, "day": last_day(earlier.period)})


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


def _write_sharing(consent: Consent, sides: Sequence[Side], categories: Sequence[str]) -> None:
    if len(sides) > MOST_UNITS:
        sentence = _("Ett samtycke kan namnge högst %(most)s verksamheter. Dela upp det efter ändamål.")
        raise Refused(sentence % {"most": MOST_UNITS})
    if not shares(sides):
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
    """What the policy table opens to nobody who is bound as the receiver is, is not promised either."""
    takers = Unit.objects.filter(id__in=[side.unit for side in sides if side.receives]).order_by("short")
    for unit in takers:
        closed = [one for one in categories if not team_reads("live", unit.secrecy_regime, "OSL", one)]
        if closed:
            what = ", ".join(str(SAID[Category(category)]) for category in closed)
            sentence = _("%(units)s har ingen lagstadgad tystnadsplikt och får inte se: %(what)s.")
            raise Refused(sentence % {"units": unit.short, "what": what})


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
