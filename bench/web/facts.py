"""Whose pages are asked for: fixed workers of the first unit, their people, and names misspelt as people do."""

from dataclasses import dataclass
from datetime import date, timedelta

from psycopg import Connection

#: Readers have forty people each. Each writer writes once a block, as somebody does who then sees the page after it.
READERS, WRITERS = range(4), range(4, 24)
MANAGER = 25

WORKERS = """
    SELECT s.id, array_agg(c.id ORDER BY c.id), array_agg(k.id ORDER BY c.id), array_agg(c.person_id ORDER BY c.id),
           array_agg(c.given_name ORDER BY c.id), array_agg(c.family_name ORDER BY c.id)
      FROM agencies_staff s JOIN cases_assignment a ON a.staff_id = s.id AND a.role = 'MAIN'
      JOIN cases_case k ON k.id = a.case_id
      JOIN people_card c ON c.person_id = k.person_id AND c.owner_unit_id = k.owner_unit_id
     WHERE s.name = %s AND k.closed_on IS NULL GROUP BY s.id
"""
FOLDED = str.maketrans("åäöı", "aaoi")


@dataclass(frozen=True, slots=True)
class Person:
    card: str
    case: str
    id: str
    given: str
    family: str

    @property
    def misspelt(self) -> str:
        """Small letters without dots and rings, and one letter in the middle forgotten."""
        word = self.family.lower().translate(FOLDED)
        middle = len(word) // 2
        return word[:middle] + word[middle + 1 :]


@dataclass(frozen=True, slots=True)
class Worker:
    staff: str
    people: tuple[Person, ...]

    @property
    def to_look_for(self) -> list[Person]:
        """Names that are long enough to bear a slip."""
        return [person for person in self.people if len(person.family) >= 7]


@dataclass(frozen=True, slots=True)
class Facts:
    unit: str
    manager: str
    readers: tuple[Worker, ...]
    writers: tuple[Worker, ...]
    due_on: date


def read(connection: Connection) -> Facts:
    """From a copy without row-level security."""
    unit = _one(connection, "SELECT id FROM agencies_unit WHERE name = 'Enhet 0'")
    manager = _one(connection, f"SELECT id FROM agencies_staff WHERE name = 'Personal 0 {MANAGER}'")
    readers, writers = _workers(connection, READERS), _workers(connection, WRITERS)
    return Facts(unit, manager, readers, writers, date.today() + timedelta(days=10))


def _workers(connection: Connection, numbers: range) -> tuple[Worker, ...]:
    """A small unit has fewer who have anybody."""
    rows = (connection.execute(WORKERS, [f"Personal 0 {number}"]).fetchone() for number in numbers)
    return tuple(_worker(*row) for row in rows if row)


def _worker(staff: str, *columns: list[str]) -> Worker:
    people = (
        Person(str(card), str(case), str(person), *names)
        for card, case, person, *names in zip(*columns, strict=True)
    )
    return Worker(str(staff), tuple(people))


def _one(connection: Connection, statement: str) -> str:
    row = connection.execute(statement).fetchone()
    assert row
    return str(row[0])
