"""Who of the own unit has had a person's cases."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import read_of_person

OF_PERSON = """
    SELECT a.id, a.case_id, a.staff_id, s.name, s.title, s.phone, s.email, a.role, lower(a.period),
           upper(a.period) - 1, a.end_reason
      FROM cases_assignment a JOIN cases_case k ON k.id = a.case_id JOIN agencies_staff s ON s.id = a.staff_id
     WHERE k.person_id = %(person)s AND k.owner_unit_id = %(unit)s
     ORDER BY lower(a.period), a.role = 'MAIN' DESC, a.id
"""


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who of the own unit had the case, in which part (MAIN, DEPUTY, WORKER); `last` is None while it runs."""

    id: UUID
    case: UUID
    staff: UUID
    name: str
    title: str
    phone: str
    email: str
    role: str
    first: date
    last: date | None
    end_reason: str


def assignments_of(actor: Actor, person: UUID) -> list[AssignmentRow]:
    """All who have had the own unit's cases of the person, oldest first. One statement."""
    return read_of_person(actor, person, OF_PERSON, AssignmentRow)
