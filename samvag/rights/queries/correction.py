"""What can be corrected of a person's rows, what has been, and what was declined."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.kernel.errors import Unseen
from samvag.people.queries import card_of
from samvag.rights.correctable import Kind, kind_of, kinds
from samvag.rights.fields import field_words, kind_words
from samvag.rights.models import Correction
from samvag.rights.terms import DECLINED
from samvag.rights.values import value_in_words

__all__ = ["card_of"]
#: So many rows of each kind to choose from, the latest first.
MOST = 100
#: So long a correction is told of on the person's page.
NEWS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that can be corrected."""

    word: str
    id: UUID
    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """A correction, or one that was declined; `unit` when another unit's. What stood before is the own unit's alone."""

    id: UUID
    row: UUID
    what: str
    before: str
    after: str
    declined: bool
    reason: str
    statement: str
    at: datetime
    by: str
    unit: str


@dataclass(frozen=True, slots=True)
class Correctable:
    kind: Kind
    id: UUID
    version: int
    title: str
    values: dict[str, Any]

    def words(self, name: str) -> str:
        return field_words(name)


def rows_to_correct(actor: Actor, person: UUID) -> list[tuple[str, list[Choice]]]:
    """The own unit's rows by kind, those with any."""
    found = []
    for kind in kinds():
        rows = kind.model.objects.filter(person=person, owner_unit=actor.unit).order_by("-created_at", "id")[
            :MOST
        ]
        choices = [Choice(kind.word, row.id, row.created_at, _says(kind, row)) for row in rows]
        if choices:
            found.append((kind_words(kind.name), choices))
    return found


def row_to_correct(actor: Actor, person: UUID, word: str, row_id: UUID) -> Correctable:
    kind = kind_of(word)
    row = kind.model.objects.filter(id=row_id, person=person, owner_unit=actor.unit).first() if kind else None
    if kind is None or row is None:
        raise Unseen
    values = {name: getattr(row, name) for name in kind.fields}
    return Correctable(kind, row.id, row.version, f"{kind_words(kind.name)}: {_says(kind, row)}", values)


def corrections_of(actor: Actor, person: UUID) -> list[Told]:
    """The latest first: the own unit's, and those of rows that are shared with it."""
    columns = ("id", "row", "kind", "field", "before", "after", "outcome", "reason", "statement", "created_at",
               "created_by__name", "owner_unit", "owner_unit__short")  # fmt: skip
    found = Correction.objects.filter(person=person).order_by("-created_at", "id").values_list(*columns)
    return [_told(actor, *row) for row in found]


def lately(told: list[Told]) -> list[Told]:
    """What another unit has corrected these last weeks of what it shares: who builds on it should know."""
    since = timezone.now() - NEWS
    return [one for one in told if one.unit and one.at >= since and not one.declined]


def _told(
    actor: Actor, id: UUID, row: UUID, kind: str, field: str, before: str, after: str, outcome: str, reason: str,
    statement: str, at: datetime, by: str | None, owner: UUID, short: str,
) -> Told:  # fmt: skip
    own = owner == actor.unit
    what = f"{kind_words(kind)}, {field_words(field).lower()}"
    return Told(
        id, row, what, before if own else "", after, outcome == DECLINED, reason if own else "", statement, at,
        by or "", "" if own else short,
    )  # fmt: skip


def _says(kind: Kind, row: Any) -> str:
    words = [value_in_words(kind, name, getattr(row, name)) for name in kind.fields]
    return ", ".join(word for word in words if word)[:120]
