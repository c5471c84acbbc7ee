"""A made-up person's life as plain facts, before it becomes rows: one case a unit, everything dated."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class State:
    """What one does and lives on at a moment; 100 % is 40 hours."""

    livelihoods: tuple[tuple[str, int | None], ...]
    work_percent: int = 0
    work_type: str = ""
    study_percent: int = 0
    study_form: str = ""
    job_seeking: bool = False
    in_lm_programme: bool = False
    registered_pes: bool = False


@dataclass(slots=True)
class Episode:
    """A participation."""

    intervention: str
    first: date
    last: date | None
    planned_end: date
    referrer: str
    education: str
    entry: State | None
    exit_reason: str = ""
    exit: State | None = None


@dataclass(slots=True)
class CaseLife:
    unit: str
    opened: date
    closed: date | None = None
    reason: str = ""
    mains: list[tuple[str, date, date | None]] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    contacts: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    steps: list[dict] = field(default_factory=list)
    meetings: list[dict] = field(default_factory=list)
    spells: list[dict] = field(default_factory=list)
    handovers: list[dict] = field(default_factory=list)
    trouble: str = ""


@dataclass(slots=True)
class Joint:
    """A coordination of the first two cases, by consent."""

    first: date
    until: date
    categories: tuple[str, ...]
    purpose: str


@dataclass(slots=True)
class Life:
    number: str
    given_name: str
    family_name: str
    sex: str
    born: date
    town: int
    language: str
    cases: list[CaseLife] = field(default_factory=list)
    joint: Joint | None = None

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))
