"""Registering a person in a unit and keeping the unit's own card."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.versions import as_read
from samvag.audit.actions import log_change
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.identity import Identity, Kind
from samvag.kernel.identity import identity as parse
from samvag.people import policy
from samvag.people.events import card_changed
from samvag.people.identities import identity_row
from samvag.people.models import Card

ALIKE = "SELECT card, mine FROM people_alike(%s, %s) ORDER BY mine DESC, card"
TOLD_BY_NUMBER = frozenset({"born", "sex"})
EDITABLE = frozenset(Card.PERSONAL) - TOLD_BY_NUMBER


class KnownHere(Refused):
    """The unit has the person already; `card` is its own. Nothing is ever said about other units."""

    def __init__(self, card: UUID, mine: bool, sentence: str = "") -> None:
        super().__init__(sentence or _("Personen finns redan hos er."))
        self.card = card
        self.mine = mine


class LooksKnown(KnownHere):
    """Without a number: the same name and birth date. Whether it is the same human being, a human being must say."""

    def __init__(self, card: UUID, mine: bool) -> None:
        super().__init__(
            card,
            mine,
            _(
                "Någon med samma namn och födelsedatum finns redan hos er. Är det en annan människa, kryssa i det."
            ),
        )


@transaction.atomic
def register_person(identity: Identity, *, by: Actor, somebody_else: bool = True, **facts: Any) -> Card:
    """The unit's own card of a person. Answers alike whether or not any other unit knows the person.

    `somebody_else=False` looks for an own person without number who has the same name and birth date.
    """
    require(policy.may_register(by))
    known = _own_card(identity)
    if known:
        raise KnownHere(*known)
    if not somebody_else and identity.kind is Kind.NONE:
        _refuse_lookalike(facts)
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
def take_in(person: UUID, *, by: Actor, number: str = "", **facts: Any) -> Card:
    """The own unit's card of somebody whom another unit has sent here: the one it has, or a new one."""
    require(policy.may_register(by))
    known = Card.objects.filter(owner_unit=by.unit, person=person).first()
    if known:
        return known
    identity = parse(number) if number else None
    derived = {"born": identity.born, "sex": identity.sex} if identity else {}
    whose = {"owner_unit_id": by.unit, "person_id": person, "created_by_id": by.staff}
    card = Card(**whose, category=Category.CONTACT, **{**derived, **facts})
    card.save(force_insert=True)
    log_change("person.register", "card", card.id, person=person)
    return card


@transaction.atomic
def edit_card(card_id: UUID, *, by: Actor, version: int | None = None, **facts: Any) -> Card:
    """`version` is what the writer had read: somebody else's change in between is never overwritten unseen."""
    card = Card.objects.select_for_update().filter(id=card_id).first()
    if card is None:
        raise Unseen
    require(policy.may_edit_card(by, card.owner_unit_id))
    as_read(card, version)
    editable = EDITABLE if _number_tells(card) else EDITABLE | TOLD_BY_NUMBER
    changed = [name for name, value in facts.items() if name in editable and getattr(card, name) != value]
    for name in changed:
        setattr(card, name, facts[name])
    if changed:
        card.save(update_fields=changed)
        log_change("card.edit", "card", card.id, person=card.person_id, fields=changed)
        card_changed.announce(owner_unit=card.owner_unit_id, person=card.person_id, fields=changed)
    return card


def _own_card(identity: Identity) -> tuple[UUID, bool] | None:
    if identity.kind is Kind.NONE:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT card, mine FROM people_find(%s)", [identity.number])
        return cursor.fetchone()


def _number_tells(card: Card) -> bool:
    """A personnummer or samordningsnummer says sex and, nearly always, birth date; nobody types them over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_number(%s)", [card.id])
        number = cursor.fetchone()[0] or ""
    return number.isdigit() and card.born is not None


def _refuse_lookalike(facts: dict[str, Any]) -> None:
    name = f"{facts.get('given_name', '')} {facts.get('family_name', '')}"
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [name, facts.get("born")])
        alike = cursor.fetchone()
    if alike:
        raise LooksKnown(*alike)
