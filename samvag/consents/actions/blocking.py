"""Spärr: the person closes the own unit's rows to others, and opens them again when she wants to."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.consents import policy
from samvag.consents.actions.recording import known_here, told
from samvag.consents.models import Block
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen


@transaction.atomic
def block(
    person: UUID,
    *,
    by: Actor,
    said_how: str,
    toward: UUID | None = None,
    kinds: Sequence[str] = (),
    words: str = "",
) -> Block:
    """Closes at once, whatever consents say. Without `toward` to all other units, without `kinds` all rows."""
    known_here(person, by)
    if toward == by.unit:
        raise Refused(_("Spärren gäller andra verksamheter. Inom er egen styr uppdraget vem som läser."))
    standing = Block.objects.filter(
        person=person, owner_unit=by.unit, toward=toward, kinds=list(kinds), lifted_at=None
    )
    if standing.exists():
        raise Refused(_("Den spärren finns redan."))
    row = Block(
        owner_unit_id=by.unit, person_id=person, category=Category.PLANNING, created_by_id=by.staff,
        toward_id=toward, kinds=list(kinds), said_how=said_how, words=words.strip(),
    )  # fmt: skip
    row.save(force_insert=True)
    told(row, "block.set", by, toward=toward, kinds=list(kinds))
    return row


@transaction.atomic
def lift(block_id: UUID, *, by: Actor, how: str) -> Block:
    """The person opens again. Consents that still live then say what is open."""
    require(policy.may_record(by))
    row = Block.objects.filter(id=block_id, owner_unit=by.unit).first()
    if row is None:
        raise Unseen
    if row.lifted_at:
        raise Refused(_("Spärren är redan hävd."))
    if not how.strip():
        raise Refused(_("Skriv hur personen sa att spärren ska bort."))
    row.lifted_at, row.lifted_how = timezone.now(), how.strip()
    row.save(update_fields=["lifted_at", "lifted_how"])
    told(row, "block.lift", by)
    return row
