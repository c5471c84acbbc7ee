"""Waits, placements, jobs, studies and pauses of a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read, read_of_person
from samvag.cases.terms import FORM_LISTS, SPELL_KINDS
from samvag.codes.labels import label
from samvag.kernel.errors import Unseen

COLUMNS = f"""
    SELECT r.id, r.case_id, r.person_id, {WHOSE}, r.kind, r.title, lower(r.period), upper(r.period) - 1,
           r.planned_end, r.percent, r.form, r.responsible_id, coalesce(a.name, ''), r.promised_on,
           r.review_on, r.end_reason, r.version
      FROM cases_spell r {FROM_WHOM} LEFT JOIN agencies_staff a ON a.id = r.responsible_id
"""
OF_PERSON = COLUMNS + " WHERE r.person_id = %(person)s ORDER BY lower(r.period), r.id"
ONE = COLUMNS + " WHERE r.id = %(id)s AND r.owner_unit_id = %(unit)s"


@dataclass(frozen=True, slots=True)
class SpellRow:
    """`unit` is the other unit's short name, empty for own rows; `last` is None while it runs."""

    id: UUID
    case: UUID
    person: UUID
    unit: str
    kind: str
    title: str
    first: date
    last: date | None
    planned_end: date | None
    percent: int | None
    form: str
    responsible: UUID | None
    responsible_name: str
    promised_on: date | None
    review_on: date | None
    end_reason: str
    version: int

    @property
    def own(self) -> bool:
        return not self.unit

    @property
    def kind_label(self) -> str:
        return str(dict(SPELL_KINDS)[self.kind])

    @property
    def form_label(self) -> str:
        return label(FORM_LISTS[self.kind], self.form) if self.form else ""

    def as_initial(self) -> dict[str, Any]:
        """What a form that changes it begins with."""
        names = ("title", "first", "last", "planned_end", "percent", "form", "promised_on", "review_on")
        return {name: getattr(self, name) for name in names} | {
            "responsible_id": self.responsible,
            "version": self.version,
        }

    def runs(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def spells_of(actor: Actor, person: UUID) -> list[SpellRow]:
    """Own and shared, oldest first. One statement."""
    return read_of_person(actor, person, OF_PERSON, SpellRow)


def spell(actor: Actor, spell_id: UUID) -> SpellRow:
    """The own unit's, or not found."""
    found = read(actor, ONE, SpellRow, id=spell_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]
