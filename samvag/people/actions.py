"""Registering a person in a unit and keeping the unit's own card."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.identity import Identity, Kind
from samvag.people import policy
from samvag.people.identities import identity_row
from samvag.people.models import Card

EDITABLE = frozenset(Card.PERSONAL) - {"born", "sex"}


class KnownHere(Refused):
    """The unit has the person already; `card` is its own. Nothing is ever said about other units."""

    def __init__(self, card: UUID, mine: bool) -> None:
        super().__init__(_("Personen finns redan hos er."))
        self.card = card
        self.mine = mine


@transaction.atomic
def register_person(identity: Identity, *, by: Actor, **facts: Any) -> Card:
    """The unit's own card of a person. Answers alike whether or not any other unit knows the person."""
    require(policy.may_register(by))
    known = _own_card(identity)
    if known:
        raise KnownHere(*known)
    derived = {"born": identity.born, "sex": identity.sex} if identity.kind is not Kind.NONE else {}
    card = Card(
        owner_unit_id=by.unit,
        person_id=identity_row(identity),
        category=Category.CONTACT,
        created_by_id=by.staff,
        **{**derived, **facts},
    )
    card.save(force_insert=True)
    log_change("person.register", "card", card.id, person=card.person_id)
    return card


@transaction.atomic
def edit_card(card_id: UUID, *, by: Actor, **facts: Any) -> Card:
    card = Card.objects.select_for_update().filter(id=card_id).first()
    if card is None:
        raise Unseen
    require(policy.may_edit_card(by, card.owner_unit_id))
    changed = [name for name, value in facts.items() if name in EDITABLE and getattr(card, name) != value]
    for name in changed:
        setattr(card, name, facts[name])
    if changed:
        card.version += 1
        card.save(update_fields=[*changed, "version"])
        log_change("card.edit", "card", card.id, person=card.person_id, fields=changed)
    return card


def _own_card(identity: Identity) -> tuple[UUID, bool] | None:
    if identity.kind is Kind.NONE:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT card, mine FROM people_find(%s)", [identity.number])
        return cursor.fetchone()
