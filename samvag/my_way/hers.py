"""A person's own consents and what she is asked, said to her."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.persons import Person
from samvag.access.reading import rows
from samvag.kernel.categories import Category
from samvag.kernel.errors import Unseen
from samvag.my_way.terms import ABOUT, BY_OTHERS, HOW, KINDS

ORDER = list(Category)


@dataclass(frozen=True, slots=True)
class Side:
    unit: UUID
    name: str
    gives: bool
    receives: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """A unit that may read, from whom, about what."""

    unit: UUID
    name: str
    givers: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What consents and questions have in common."""

    id: UUID
    owner_unit: UUID
    owner_name: str
    kind: str
    purpose: str
    until: date
    created_at: datetime
    sides: tuple[Side, ...]
    categories: tuple[Category, ...]

    @property
    def title(self) -> str:
        return str(KINDS.get(self.kind, self.kind))

    @property
    def about(self) -> tuple[tuple[Category, str], ...]:
        return tuple((one, str(ABOUT[one])) for one in self.categories)

    @property
    def there(self) -> tuple[Side, ...]:
        return tuple(side for side in self.sides if not side.withdrawn)

    @property
    def others(self) -> tuple[Side, ...]:
        """Those besides the unit that asked, whom one may leave out."""
        return tuple(side for side in self.there if side.unit != self.owner_unit)

    @property
    def readers(self) -> tuple[Reader, ...]:
        found = []
        for taker in self.there:
            givers = [one.name for one in self.there if one.gives and one.unit != taker.unit]
            if taker.receives and givers and self.categories:
                words = tuple(word for _code, word in self.about)
                found.append(Reader(taker.unit, taker.name, named(givers), words))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Consent(Terms):
    coordination: UUID | None
    first: date
    given_how: str
    given_by: str
    refused: bool
    withdrawn_at: datetime | None
    taken_back: tuple[Category, ...]
    again: bool

    @property
    def lives(self) -> bool:
        return (
            not self.refused
            and self.withdrawn_at is None
            and self.first <= timezone.localdate() <= self.until
        )

    @property
    def how(self) -> str:
        return str(BY_OTHERS.get(self.given_by) or HOW[self.given_how])

    @property
    def left_out(self) -> tuple[str, ...]:
        """What she has taken back of it since."""
        units = tuple(side.name for side in self.sides if side.withdrawn)
        return (*units, *(str(ABOUT[one]) for one in self.taken_back))

    @property
    def can_be_given_again(self) -> bool:
        """Taken back by her and not run out. One that belongs to work together, while that goes on and unless a later
        one has taken its place."""
        open_ = self.coordination is None or self.again
        return bool(self.withdrawn_at) and not self.refused and self.until >= timezone.localdate() and open_


@dataclass(frozen=True, slots=True)
class Question(Terms):
    expires_on: date


def consents(actor: Person) -> list[Consent]:
    """The latest first. One statement."""
    return [_consent(*row) for row in rows("SELECT * FROM my_way_consents()")]


def consent(actor: Person, consent_id: UUID) -> Consent:
    return _one(consents(actor), consent_id)


def questions(actor: Person) -> list[Question]:
    """What waits for her answer."""
    return [_question(*row) for row in rows("SELECT * FROM my_way_asked_now()")]


def question(actor: Person, asked: UUID) -> Question:
    return _one(questions(actor), asked)


def readers_now(actor: Person) -> list[Reader]:
    """Who may read what others write, today, a unit and a giver at a time: asked of the database's own sets."""
    found: dict[tuple[UUID, str, str], list[Category]] = {}
    for unit, reader, writer, category in rows("SELECT * FROM cases_readers_of_me()"):
        found.setdefault((unit, reader, writer), []).append(Category(category))
    return [
        Reader(unit, reader, writer, tuple(str(ABOUT[one]) for one in sorted(kinds, key=ORDER.index)))
        for (unit, reader, writer), kinds in found.items()
    ]


def named(words: list[str]) -> str:
    """`A, B och C`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _one(found: list[Any], wanted: UUID) -> Any:
    for one in found:
        if one.id == wanted:
            return one
    raise Unseen


def _consent(*columns: Any) -> Consent:
    (id_, unit, name, kind, purpose, coordination, first, until, how, by, refused, withdrawn, made, *rest) = (
        columns
    )
    sides, kept, gone = _parts(*rest[:2])
    return Consent(
        id_, unit, name, kind, purpose, until, made, sides, kept, coordination, first, how, by, refused, withdrawn,
        gone, rest[2],
    )  # fmt: skip


def _question(*columns: Any) -> Question:
    id_, unit, name, kind, purpose, until, expires, made, parties, categories = columns
    sides, kept, _gone = _parts(parties, categories)
    return Question(id_, unit, name, kind, purpose, until, made, sides, kept, expires)


def _parts(
    parties: str, categories: str
) -> tuple[tuple[Side, ...], tuple[Category, ...], tuple[Category, ...]]:
    sides = tuple(Side(UUID(unit), *facts) for unit, *facts in json.loads(parties))
    named = json.loads(categories)
    kept = sorted((Category(one) for one, gone in named if not gone), key=ORDER.index)
    gone = sorted((Category(one) for one, gone in named if gone), key=ORDER.index)
    return sides, tuple(kept), tuple(gone)
