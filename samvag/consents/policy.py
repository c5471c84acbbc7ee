"""Who may record what a person lets whom see. The database has already hidden what the actor may not see."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.access.table import team_reads
from samvag.agencies.models import Unit
from samvag.codes.files import load_system
from samvag.consents.models import Consent, GuardianDecision
from samvag.consents.terms import (
    CONSENT_KINDS,
    LAWFUL_MONTHS,
    MONTHS,
    MOST_MONTHS,
    NO_OTHER,
    OBJECTS,
    SHARES,
)  # fmt: skip
from samvag.kernel.decisions import YES, Decision, no
from samvag.kernel.periods import DAY, last_day, months_later

GUARDIAN = "VARDNADSHAVARE"
OF_AGE_MONTHS = 18 * 12


def may_record(actor: Actor) -> Decision:
    """Giving, refusing and withdrawing: whoever meets the person writes down what she says."""
    return (
        YES
        if actor.meets_persons
        else no(_("Din roll möter inga personer, så du kan inte ta emot samtycken."))
    )


def may_decide(actor: Actor) -> Decision:
    """Sharing without consent, and a guardian's insight: who answers for the unit."""
    return YES if actor.sees_whole_unit else no(_("Det beslutet fattar verksamhetens chef eller mottagare."))


def latest_end(kind: str, first: date) -> date:
    """The last day that a consent of the kind may live."""
    return months_later(first, MOST_MONTHS.get(kind, MONTHS)) - DAY


def may_live(kind: str, first: date, until: date) -> Decision:
    """A consent always ends, and not too far away: what one agreed to should still be remembered."""
    if until < first:
        return no(_("Samtycket kan inte sluta innan det börjar."))
    if until > latest_end(kind, first):
        label = dict(CONSENT_KINDS)[kind]
        months = MOST_MONTHS.get(kind, MONTHS)
        sentence = _("Samtycke till %(kind)s gäller högst %(months)s månader. Välj %(day)s eller tidigare.")
        return no(sentence % {"kind": str(label).lower(), "months": months, "day": latest_end(kind, first)})
    return YES


def may_answer_for(
    person: UUID, given_by: str, guardian: UUID | None, days: tuple[date, date], actor: Actor
) -> Decision:
    """A guardian answers by a decision that lives as long as the answer; nobody answers for who is of age."""
    if given_by != GUARDIAN:
        return YES
    decided = GuardianDecision.objects.filter(
        person=person, owner_unit=actor.unit, ended_at=None, period__contains=days[0]
    )
    row = decided.filter(id=guardian or NOBODY).first()
    if row is None:
        return no(_("En vårdnadshavare svarar bara med stöd av ett beslut om insyn. Fatta det först."))
    last = last_day(row.period)
    if last and days[1] > last:
        return no(_("Beslutet om insyn gäller till %(day)s. Välj den dagen eller tidigare.") % {"day": last})
    return YES


def may_grant_insight(born: date | None, other: str, other_says: str, days: tuple[date, date]) -> Decision:
    """Until the day before the ward turns 18; never against the other guardian."""
    if born is None:
        return no(_("Skriv in födelsedatum på kortet först: insynen slutar när den unga fyller 18."))
    of_age = months_later(born, OF_AGE_MONTHS)
    if days[0] >= of_age:
        return no(_("Personen har fyllt 18 och bestämmer själv."))
    if not days[0] <= days[1] < of_age:
        return no(
            _("Välj en sista dag från i dag till dagen innan 18-årsdagen, %(day)s.") % {"day": of_age - DAY}
        )
    if bool(other) == (other_says == NO_OTHER):
        return no(_("Namnge den andra vårdnadshavaren och vad den säger, eller välj att ingen annan finns."))
    if other_says == OBJECTS:
        return no(
            _("Vårdnadshavarna är inte överens. De bestämmer tillsammans, så insyn kan inte ges åt den ena.")
        )
    return YES


def may_share_by_law(
    actor: Actor, to_unit: UUID, kinds: Sequence[str], basis: str, days: tuple[date, date]
) -> Decision:
    code = load_system("legal_basis").by_code.get(basis)
    if code is None or not code.says("usable") or basis in CONSENT_GROUNDS:
        return no(_("Den grunden kan inte användas för att dela. Fråga personen i stället."))
    if not days[0] <= days[1] <= months_later(days[0], LAWFUL_MONTHS):
        sentence = _("Beslutet gäller högst %(months)s månader. Pröva det på nytt sedan.")
        return no(sentence % {"months": LAWFUL_MONTHS})
    regimes = dict(Unit.objects.filter(id__in=[actor.unit, to_unit]).values_list("id", "secrecy_regime"))
    if to_unit == actor.unit or to_unit not in regimes:
        return no(_("Välj en annan verksamhet."))
    if not kinds or not all(
        team_reads("legal_ground", regimes[to_unit], regimes[actor.unit], one) for one in kinds
    ):
        return no(_("Den verksamheten kan inte få se de uppgifterna med stöd av lag."))
    return YES


#: The grounds that are a consent, which is written down as one.
CONSENT_GROUNDS = frozenset({"OSL_12_2", "OSL_10_1", "SFS_2003_766_3A"})


def may_disclose(
    person: UUID, kinds: Sequence[str], to_unit: UUID | None, consent: UUID | None, basis: str, actor: Actor
) -> Decision:
    """A share stands on a consent that lives and covers it, or on a ground of law that may be used."""
    if consent is None:
        code = load_system("legal_basis").by_code.get(basis)
        usable = code is not None and code.says("usable")
        return (
            YES
            if usable
            else no(_("Välj samtycket eller den grund i lagen som uppgifterna lämnas med stöd av."))
        )
    today = timezone.localdate()
    row = Consent.objects.filter(
        id=consent, person=person, withdrawn_at=None, refused=False, period__contains=today, kind__in=SHARES
    ).first()
    if row is None:
        return no(_("Det samtycket gäller inte."))
    open_kinds = set(row.categories.filter(withdrawn_at=None).values_list("category", flat=True))
    receivers = set(row.parties.filter(withdrawn_at=None, receives=True).values_list("unit", flat=True))
    gives = row.parties.filter(withdrawn_at=None, gives=True, unit=actor.unit).exists()
    if not gives or to_unit not in receivers or not set(kinds) <= open_kinds:
        return no(_("Samtycket omfattar inte de uppgifterna till den mottagaren."))
    return YES
