"""Who acts: a person of staff, for one unit, with the roles that the database says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from samvag.access.roles import KEEPS_UNIT, WHOLE_UNIT, WITH_PERSONS, Role
from samvag.kernel.assurance import Level, what_is_missing


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that the person of staff can choose to act for."""

    unit: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Required by every query and action. `seen` collects the persons that a page showed, for the read log; `logging`
    what has logged by itself that it showed somebody, to be done again when the answer's transaction is undone.
    """

    staff: UUID
    unit: UUID
    roles: frozenset[Role]
    name: str = ""
    unit_name: str = ""
    places: tuple[Place, ...] = ()
    level: Level = Level.HIGH
    seen: set[UUID] = field(default_factory=set, compare=False, repr=False)
    logging: list[Callable[[], object]] = field(default_factory=list, compare=False, repr=False)

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def meets_persons(self) -> bool:
        return not self.roles.isdisjoint(WITH_PERSONS)

    @property
    def sees_whole_unit(self) -> bool:
        return not self.roles.isdisjoint(WHOLE_UNIT)

    @property
    def keeps_unit(self) -> bool:
        return not self.roles.isdisjoint(KEEPS_UNIT)

    @property
    def missing(self) -> str:
        """What her login is not sure enough for, in words, and what to do; empty when it is enough."""
        return what_is_missing(self.level) if self.meets_persons else ""

    def saw(self, persons: Iterable[UUID]) -> None:
        self.seen.update(persons)
