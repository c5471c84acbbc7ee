"""Who may ask in Min väg, and what a person may decide there."""

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.persons import Person, Shown
from samvag.consents.terms import FINSAM_FOLLOWUP
from samvag.kernel.decisions import YES, Decision, no

#: Whose answer counts only on the authority's own form, or when she has shown who she is.
SIGNED = frozenset({FINSAM_FOLLOWUP})


def may_ask(actor: Actor) -> Decision:
    return YES if actor.meets_persons else no(_("Din roll möter inga personer, så du kan inte fråga någon."))


def may_decide(person: Person) -> Decision:
    """The database has already shown that it is hers. To take back is always hers, however she came in."""
    return YES


def may_say_yes(person: Person, kind: str) -> Decision:
    """With a code she has answered in writing; that is no signature (domain reference 7.4)."""
    if kind in SIGNED and person.shown is not Shown.EID:
        return no(_("Det här behöver du skriva under. Gör det på papper, eller logga in med e-legitimation."))
    return YES
