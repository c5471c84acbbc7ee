"""Who may do what with a unit's card of a person."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.kernel.decisions import YES, Decision, no
from samvag.people.models import Card
from samvag.people.protection import TREATMENTS, treatment_of
from samvag.people.terms import OPEN


def may_register(actor: Actor) -> Decision:
    return (
        YES
        if actor.meets_persons
        else no(_("Din roll möter inga personer, så du kan inte registrera någon."))
    )


def may_edit_card(actor: Actor, card_unit: UUID) -> Decision:
    """The database has already shown that the card is ours to see; another unit's card is never changed."""
    return YES if card_unit == actor.unit else no(_("Bara den egna verksamhetens uppgifter kan ändras."))


def may_mark(actor: Actor, card: Card, protection: str) -> Decision:
    """Whoever opens the card marks it, at once: it closes more than it opens."""
    if protection not in TREATMENTS or treatment_of(protection).opens_by_part:
        return no(_("Välj vilket skydd personen har."))
    if card.protection == protection:
        return no(_("Personen har redan det skyddet."))
    return may_edit_card(actor, card.owner_unit_id)


def may_unmark(actor: Actor, card: Card) -> Decision:
    if card.protection == OPEN:
        return no(_("Personen har inget skydd."))
    return may_edit_card(actor, card.owner_unit_id)


def may_name(actor: Actor) -> Decision:
    """Who may open a protected person is for the manager to say, also of somebody whom she may not open herself."""
    return YES if actor.has(Role.MANAGER) else no(_("Bara chefen namnger dem som får öppna."))


class HasProtection(Protocol):
    @property
    def protection(self) -> str: ...


def may_be_messaged(card: HasProtection) -> Decision:
    """E-mail and text messages. Whatever sends them asks here first; how to post a letter is in `protection`."""
    if treatment_of(card.protection).messaged:
        return YES
    return no(_("Personen har skyddade personuppgifter: inga mejl och inga sms. Brev går via Skatteverket."))
