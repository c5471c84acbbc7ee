"""How long a unit keeps each class of rows: its own decision, else what the code list proposes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.codes.files import load_system
from samvag.codes.labels import label
from samvag.kernel.periods import months_later
from samvag.rights.models import Schedule
from samvag.rights.terms import COUNTED_FROM, SCHEDULED


@dataclass(frozen=True, slots=True)
class Rule:
    """`verified` when somebody of the unit has held it against the unit's own plan; `version` of the own row, or 0."""

    retention: str
    months: int
    counted_from: str
    source: str
    verified: bool
    version: int

    @property
    def name(self) -> str:
        return label("retention", self.retention)

    @property
    def since(self) -> str:
        return str(dict(COUNTED_FROM)[self.counted_from])

    @property
    def till(self) -> date:
        """What is older than this goes."""
        return months_later(timezone.localdate(), -self.months)

    def facts(self) -> dict[str, object]:
        told = ("retention", "months", "counted_from", "source", "verified")
        return {name: getattr(self, name) for name in told}


def rules_of(actor: Actor) -> list[Rule]:
    """All classes that are disposed of here, in the code list's order."""
    own = {row.retention: row for row in Schedule.objects.filter(unit=actor.unit)}
    return [_own(own[code]) if code in own else _proposed(code) for code in SCHEDULED]


def rule_of(actor: Actor, retention: str) -> Rule | None:
    return next((rule for rule in rules_of(actor) if rule.retention == retention), None)


def own_schedule(unit: UUID, retention: str) -> Schedule | None:
    return Schedule.objects.select_for_update().filter(unit=unit, retention=retention).first()


def _own(row: Schedule) -> Rule:
    return Rule(row.retention, row.months, row.counted_from, row.source, row.verified, row.version)


def _proposed(code: str) -> Rule:
    facts = load_system("retention")[code].extra
    return Rule(code, int(facts["months"]), facts["counted_from"], "", False, 0)
