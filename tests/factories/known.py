"""A person as one unit knows her: case, card and the addresses of her pages."""

from dataclasses import dataclass
from uuid import UUID

from samvag.agencies.models import Staff
from samvag.cases.models import Case
from samvag.people.models import Card
from tests.harness.acting import acting


@dataclass
class Known:
    case: Case
    card: UUID

    @property
    def person(self) -> UUID:
        return self.case.person_id

    def path(self, rest: str = "") -> str:
        return f"/people/{self.card}/{rest}"


def known(worker: Staff, case: Case) -> Known:
    with acting(worker, worker.unit):
        return Known(case, Card.objects.get(person=case.person_id, owner_unit=worker.unit).id)
