"""Who may do what with a unit's card of a person."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.kernel.decisions import YES, Decision, no
from samvag.people.protection import treatment_of


def may_register(actor: Actor) -> Decision:
    return (
        YES
        if actor.meets_persons
        else no(_("Din roll möter inga personer, så du kan inte registrera någon."))
    )


def may_edit_card(actor: Actor, card_unit: UUID) -> Decision:
    """The database has already shown that the card is ours to see; another unit's card is never changed."""
    return YES if card_unit == actor.unit else no(_("Bara den egna verksamhetens uppgifter kan ändras."))


class HasProtection(Protocol):
    @property
    def protection(self) -> str: ...


def may_be_messaged(card: HasProtection) -> Decision:
    """E-mail and text messages. Whatever sends them asks here first; how to post a letter is in `protection`."""
    if treatment_of(card.protection).messaged:
        return YES
    return no(_("Personen har skyddade personuppgifter: inga mejl och inga sms. Brev går via Skatteverket."))
