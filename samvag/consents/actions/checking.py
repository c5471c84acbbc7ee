"""What a consent must say before it is one. All that is wrong is said at once, and nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.table import team_reads
from samvag.agencies.models import Unit
from samvag.consents import policy
from samvag.consents.models import Consent
from samvag.consents.terms import CONSENT_KINDS, MOST_UNITS, ORAL, SAID, SHARES
from samvag.consents.texts import known_text
from samvag.kernel.categories import Category
from samvag.kernel.errors import Refused
from samvag.kernel.periods import last_day, period


class Side(NamedTuple):
    """A named unit of a consent, and which ways it goes."""

    unit: UUID
    gives: bool = True
    receives: bool = True


class Asked(NamedTuple):
    """A consent as it was said, before it is written. `facts` as `give_consent` takes them."""

    person: UUID
    kind: str
    purpose: str
    days: tuple[date, date]
    given_how: str
    sides: Sequence[Side]
    categories: Sequence[str]
    facts: Mapping[str, Any]


def refuse_all(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        raise Refused(" ".join(found))


def faults_of(asked: Asked, by: Actor) -> Iterator[str]:
    yield from says_what_for(asked.purpose)
    lives = policy.may_live(asked.kind, *asked.days)
    if not lives:
        yield lives.reason
    yield from _answered(asked, by)
    if asked.kind in SHARES:
        yield from _shared(asked, by)
    if lives:
        yield from _twice(asked, by)


def says_what_for(purpose: str) -> Iterator[str]:
    if not purpose.strip():
        yield _("Skriv vad samtycket är till för.")


def too_many(sides: Sequence[Side]) -> Iterator[str]:
    if len(sides) > MOST_UNITS:
        sentence = _("Ett samtycke kan namnge högst %(most)s verksamheter. Dela upp det efter ändamål.")
        yield sentence % {"most": MOST_UNITS}


def shares(sides: Sequence[Side]) -> bool:
    """Whether somebody gives what somebody else receives."""
    givers, takers = {side.unit for side in sides if side.gives}, {s.unit for s in sides if s.receives}
    return bool(givers and takers) and len(givers | takers) > 1


def with_own(sides: Sequence[Side], by: Actor) -> list[Side]:
    """The own unit is in it, both ways unless it says otherwise."""
    named = {side.unit for side in sides}
    return [*sides] if by.unit in named else [Side(by.unit), *sides]


def _answered(asked: Asked, by: Actor) -> Iterator[str]:
    """Somebody else than the person answers only by a decision, and the young person's own opinion stands beside."""
    given_by = asked.facts.get("given_by", "PERSON")
    decision = policy.may_answer_for(asked.person, given_by, asked.facts.get("guardian"), asked.days, by)
    if not decision:
        yield decision.reason
    if given_by == policy.GUARDIAN and not asked.facts.get("child_opinion", "").strip():
        yield _("Skriv vad den unga själv säger.")
    if asked.given_how == ORAL and not asked.facts.get("witnessed_by", "").strip():
        yield _("Skriv vem som var med när det sades. Ett muntligt svar ska gå att visa efteråt.")
    if not known_text(asked.facts.get("text_version"), asked.facts.get("language")):
        yield _("Texten finns inte i den versionen på det språket. Ladda om sidan och gå igenom den igen.")


def _shared(asked: Asked, by: Actor) -> Iterator[str]:
    """Ten thousand units are counted, and nothing is asked about them."""
    many = list(too_many(asked.sides))
    yield from many
    if not shares(with_own(asked.sides, by)):
        yield _("Välj minst en verksamhet till: en som delar och en annan som får se.")
    if len(asked.sides) != len({side.unit for side in asked.sides}):
        yield _("Samma verksamhet står två gånger. Ta bort den ena.")
    if not asked.categories:
        yield _("Välj vilka uppgifter det gäller.")
    if not many:
        yield from _loosely_bound(with_own(asked.sides, by), asked.categories)


def _loosely_bound(sides: Sequence[Side], categories: Sequence[str]) -> Iterator[str]:
    """What the policy table opens to nobody who is bound as the receiver is, is not promised either."""
    takers = Unit.objects.filter(id__in=[side.unit for side in sides if side.receives]).order_by("short")
    for unit in takers:
        closed = [one for one in categories if not team_reads("live", unit.secrecy_regime, "OSL", one)]
        if closed:
            what = ", ".join(str(SAID[Category(category)]) for category in closed)
            sentence = _("%(units)s har ingen lagstadgad tystnadsplikt och får inte se: %(what)s.")
            yield sentence % {"units": unit.short, "what": what}


def _twice(asked: Asked, by: Actor) -> Iterator[str]:
    """Two that overlap would leave it open which one a withdrawal takes back. In a coordination the new one takes the
    earlier one's place; outside of it, two that share overlap when they let the same unit have the same."""
    if asked.facts.get("coordination_id"):
        return
    living = Consent.objects.filter(
        person=asked.person, owner_unit=by.unit, kind=asked.kind, withdrawn_at=None, refused=False,
        period__overlap=period(*asked.days), coordination=None,
    )  # fmt: skip
    if asked.kind in SHARES:
        takers = [side.unit for side in asked.sides[:MOST_UNITS] if side.receives and side.unit != by.unit]
        living = living.filter(
            parties__unit__in=takers, parties__receives=True, parties__withdrawn_at=None,
        ).filter(categories__category__in=asked.categories, categories__withdrawn_at=None)  # fmt: skip
    for earlier in living.order_by("created_at", "id")[:1]:
        label = str(dict(CONSENT_KINDS)[asked.kind]).lower()
        sentence = _(
            "Personen har redan samtyckt till %(kind)s till och med %(day)s. Återkalla det först, eller låt det nya"
            " börja dagen efter."
        )
        yield sentence % {"kind": label, "day": last_day(earlier.period)}
