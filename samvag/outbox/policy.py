"""Who may have something sent, who decides how a person is reached, and who proves that she is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.persons import Person
from samvag.kernel.decisions import YES, Decision, no
from samvag.outbox import gateways
from samvag.outbox.hours import may_send
from samvag.outbox.proving import Way


def may_tell(actor: Actor) -> Decision:
    """Whoever meets the person may say that there is something for her in Min väg."""
    return YES if actor.meets_persons else no(_("Din roll möter inga personer, så du kan inte skicka något."))


def may_choose_way(person: Person) -> Decision:
    """A code that went by one unit's card is no proof against the other units."""
    sentence = _(
        "Logga in med e-legitimation för att ändra det här. Eller be den som hjälper dig att ändra det hos sig."
    )
    return YES if person.whole else no(sentence)


def may_prove(actor: Actor) -> Decision:
    """The database has already shown that she has the person: the code is said to whoever sits with her."""
    return YES if actor.meets_persons else no(_("Din roll möter inga personer, så du kan inte pröva något."))


def may_send_proof(way: Way | None) -> Decision:
    if way is None:
        return no(_("Det finns inget nummer och ingen adress att pröva."))
    if not gateways.open_to(way.channel):
        return no(_("Härifrån kan inget skickas på det sättet, så det kan inte prövas."))
    if not may_send(timezone.now(), way.earliest, way.latest):
        return no(_("Inget skickas utanför de tider som är valda. Pröva när det är inom dem."))
    return YES
