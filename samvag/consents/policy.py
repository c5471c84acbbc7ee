"""Who may record what a person lets whom see. The database has already hidden what the actor may not see."""

from datetime import date

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents.terms import CONSENT_KINDS, MONTHS, MOST_MONTHS
from samvag.kernel.decisions import YES, Decision, no
from samvag.kernel.periods import DAY, months_later


def may_record(actor: Actor) -> Decision:
    """Giving, refusing and withdrawing: whoever meets the person writes down what she says."""
    return (
        YES
        if actor.meets_persons
        else no(_("Din roll möter inga personer, så du kan inte ta emot samtycken."))
    )


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
