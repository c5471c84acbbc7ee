"""Registering a person in a unit and keeping the unit's own card."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
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
from samvag.people.few import closed_here, end_naming, few_now, name_few
from samvag.people.identities import identity_row
from samvag.people.models import Card, Named
from samvag.people.protection import kept_facts, treatment_of
from samvag.people.terms import OPEN

ALIKE = "SELECT card, mine FROM people_alike(%s, %s) ORDER BY mine DESC, card"
TOLD_BY_NUMBER = frozenset({"born", "sex"})
#: Protection is set and lifted by acts of their own.
EDITABLE = frozenset(Card.PERSONAL) - TOLD_BY_NUMBER - {"protection"}


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
    return _new_card(identity_row(identity), identity, (), by, facts)


@transaction.atomic
def take_in(person: UUID, *, by: Actor, number: str = "", named: Iterable[UUID] = (), **facts: Any) -> Card:
    """The own unit's card of somebody whom another unit has sent here: the one it has, or a new one.

    `named` are those who may open it beside the one who takes it in, when the person is protected.
    """
    require(policy.may_register(by))
    known = Card.objects.filter(owner_unit=by.unit, person=person).first()
    if known:
        return known
    if closed_here(person, by):
        raise Refused(_("Den här personen tas emot av någon annan hos er. Prata med din chef."))
    return _new_card(person, parse(number) if number else None, named, by, facts)


@transaction.atomic
def edit_card(card_id: UUID, *, by: Actor, version: int | None = None, **facts: Any) -> Card:
    """`version` is what the writer had read: somebody else's change in between is never overwritten unseen."""
    card = _locked(card_id)
    require(policy.may_edit_card(by, card.owner_unit_id))
    as_read(card, version)
    editable = EDITABLE if _number_tells(card) else EDITABLE | TOLD_BY_NUMBER
    facts = kept_facts({**facts, "protection": card.protection})
    changed = [name for name, value in facts.items() if name in editable and getattr(card, name) != value]
    for name in changed:
        setattr(card, name, facts[name])
    if changed:
        card.save(update_fields=changed)
        log_change("card.edit", "card", card.id, person=card.person_id, fields=changed)
        card_changed.announce(owner_unit=card.owner_unit_id, person=card.person_id, fields=changed)
    return card


@transaction.atomic
def mark_card(card_id: UUID, protection: str, reason: str, *, by: Actor, named: Iterable[UUID] = ()) -> Card:
    """Closes the card to all but the one who marks it and `named`, and takes away what may not be stored.

    Who is named already stays named when one protection takes the place of another: only the manager names more.
    A part of `samvag.cases.actions.protecting.mark`, which does the same to all that the unit has written.
    """
    card = _locked(card_id)
    require(policy.may_mark(by, card, protection))
    reason = _said(reason)
    if card.protection == OPEN:
        end_naming(few_now(card.person_id, by))
        name_few(card.person_id, {by.staff, *named}, reason, by)
    kept = kept_facts({**{name: getattr(card, name) for name in EDITABLE}, "protection": protection})
    _set(card, {"protection": protection, **kept})
    log_change("card.mark", "card", None, person=card.person_id, protection=protection)
    card_changed.announce(owner_unit=by.unit, person=card.person_id, fields=["protection"])
    return card


@transaction.atomic
def unmark_card(card_id: UUID, reason: str, *, by: Actor) -> Card:
    """The protection has ended in the population register. Nothing that was taken away comes back by itself."""
    card = _locked(card_id)
    require(policy.may_unmark(by, card))
    _said(reason)
    _set(card, {"protection": OPEN})
    end_naming(few_now(card.person_id, by))
    log_change("card.unmark", "card", card.id, person=card.person_id)
    card_changed.announce(owner_unit=by.unit, person=card.person_id, fields=["protection"])
    return card


@transaction.atomic
def name_opener(person: UUID, staff: UUID, reason: str, *, by: Actor, until: date | None = None) -> None:
    """The manager lets somebody of the unit open a protected person, who it is or not being known to her."""
    require(policy.may_name(by))
    if until and until < timezone.localdate():
        raise Refused(_("Välj en dag som inte har varit."))
    if not name_few(person, [staff], _said(reason), by, until):
        raise Refused(_("Hon eller han är redan namngiven."))
    log_change("card.name", "staff", staff, person=person, until=until)


@transaction.atomic
def end_opener(named_id: UUID, *, by: Actor) -> None:
    """Closed to her from the next request on. Somebody is always left who can open."""
    row = Named.objects.select_for_update().filter(id=named_id, owner_unit=by.unit).first()
    if row is None:
        raise Unseen
    require(policy.may_name(by))
    if not [one for one in few_now(row.person_id, by) if one.id != row.id]:
        raise Refused(_("Namnge först någon annan, så att det finns någon som kan öppna ärendet."))
    end_naming([row])
    log_change("card.end_name", "staff", row.staff_id, person=row.person_id)


def _locked(card_id: UUID) -> Card:
    card = Card.objects.select_for_update().filter(id=card_id).first()
    if card is None:
        raise Unseen
    return card


def _set(card: Card, facts: dict[str, Any]) -> None:
    changed = [name for name, value in facts.items() if getattr(card, name) != value]
    for name in changed:
        setattr(card, name, facts[name])
    card.save(update_fields=changed)


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Skriv varför."))
    return reason.strip()


def _new_card(
    person: UUID, identity: Identity | None, named: Iterable[UUID], by: Actor, facts: dict[str, Any]
) -> Card:
    """Of a protected person the one who registers is named first, else the card would close before her."""
    told = identity is not None and identity.kind is not Kind.NONE
    derived = {"born": identity.born, "sex": identity.sex} if told and identity else {}
    protection = facts.get("protection", OPEN)
    if not treatment_of(protection).opens_by_part:
        name_few(person, {by.staff, *named}, _("Registrerade eller fick personen."), by)
    card = Card(
        owner_unit_id=by.unit, person_id=person, category=Category.CONTACT, created_by_id=by.staff,
        **kept_facts({**derived, **facts}),
    )  # fmt: skip
    card.save(force_insert=True)
    log_change("person.register", "card", card.id, person=person)
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
