"""What each other unit sees of the own unit's rows about a person: asked of the database's own sets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.consents.terms import SAID
from samvag.kernel.categories import Category

SEEN = "SELECT * FROM cases_seen_by_others(%(person)s)"
OPEN, WAITING, HANDOVER, BLOCKED, CLOSED = "open", "waiting", "handover", "blocked", "closed"
ORDER = list(Category)


@dataclass(frozen=True, slots=True)
class Kind:
    """A category of the own rows: whether the other unit sees it, how much there is and when the latest was written."""

    category: Category
    state: str
    rows: int
    latest: date | None

    @property
    def name(self) -> str:
        return str(SAID[self.category])

    @property
    def amount(self) -> str:
        if not self.rows:
            return _("inget skrivet än")
        said = ngettext("%(count)s uppgift", "%(count)s uppgifter", self.rows) % {"count": self.rows}
        return _("%(said)s, senast %(day)s") % {"said": said, "day": self.latest}


@dataclass(frozen=True, slots=True)
class SeenBy:
    """One other unit that has a ground. What is not among `kinds` has none."""

    unit: UUID
    short: str
    name: str
    kinds: tuple[Kind, ...]

    def of(self, state: str) -> list[Kind]:
        return [kind for kind in self.kinds if kind.state == state]

    @property
    def open(self) -> list[Kind]:
        return self.of(OPEN)

    @property
    def waits(self) -> str:
        return _named(self.of(WAITING))

    @property
    def handed(self) -> str:
        return _named(self.of(HANDOVER))

    @property
    def blocked(self) -> str:
        return _named(self.of(BLOCKED))

    @property
    def closed(self) -> str:
        return _named(self.of(CLOSED))

    @property
    def unseen(self) -> str:
        """What no ground covers."""
        there = {kind.category for kind in self.kinds}
        return ", ".join(str(SAID[one]) for one in ORDER if one not in there)


def _named(kinds: Iterable[Kind]) -> str:
    return ", ".join(kind.name for kind in kinds)


def seen_by_others(actor: Actor, person: UUID) -> list[SeenBy]:
    """Units by name; empty when none has a ground. What another unit has closed within itself is not known here."""
    found = rows(SEEN, {"person": person})
    actor.saw([person])
    return list(_units(found))


def _units(found: Iterable[tuple[UUID, str, str, str, str, int, datetime | None]]) -> Iterator[SeenBy]:
    units: dict[UUID, tuple[str, str, list[Kind]]] = {}
    for unit, short, name, category, state, held, latest in found:
        day = localtime(latest).date() if latest else None
        units.setdefault(unit, (short, name, []))[2].append(Kind(Category(category), state, held, day))
    for unit, (short, name, kinds) in units.items():
        yield SeenBy(unit, short, name, tuple(sorted(kinds, key=lambda one: ORDER.index(one.category))))
