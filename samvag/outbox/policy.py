"""Who may have something sent, and who decides how a person is reached."""

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.persons import Person
from samvag.kernel.decisions import YES, Decision, no


def may_tell(actor: Actor) -> Decision:
    """Whoever meets the person may say that there is something for her in Min väg."""
    return YES if actor.meets_persons else no(_("Din roll möter inga personer, så du kan inte skicka något."))


def may_choose_way(person: Person) -> Decision:
    """A code that went by one unit's card is no proof against the other units."""
    sentence = _(
        "Logga in med e-legitimation för att ändra det här. Eller be den som hjälper dig att ändra det hos sig."
    )
    return YES if person.whole else no(sentence)
