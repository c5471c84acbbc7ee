"""Where the machine's persons live: three units with staff, everyone's connection, and what they are shown."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from uuid import UUID

import psycopg
from django.db import connection, connections

from samvag.access.roles import Role
from samvag.agencies.models import Staff, Unit
from samvag.cases.models import Case
from samvag.kernel.errors import Forbidden
from samvag.ops import install
from tests.access.world import guarded
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.known import known
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_case
from tests.harness.acting import acting
from tests.harness.pages import Pages, signed_in
from tests.proofs.consents.truth import LEAD, MANAGER, SECOND, STAFF, THIRD, UNITS, WORKER
from tests.proofs.consents.truth import Staff as Who

SHOWN = """
    SELECT 'note', n.id FROM cases_note n WHERE n.person_id = %(person)s
    UNION ALL SELECT 'handover', h.id FROM cases_handover h WHERE h.person_id = %(person)s
"""
LOGGED = """
    SELECT count(*) FROM audit_entry e JOIN audit_subject s ON s.subject = ANY (e.subjects)
     WHERE s.person = %s AND e.action = 'read' AND e.staff = %s AND e.unit = %s
"""
DAYS_PASS = (
    """UPDATE {table} SET period = daterange(lower(period) - %(days)s, upper(period) - %(days)s) WHERE {of}"""
)
DATED = {
    "consents_consent": "person_id = %(person)s",
    "consents_lawfulshare": "person_id = %(person)s",
    "agencies_absence": "staff_id = ANY (%(staff)s)",
}


@dataclass
class Counted:
    """What was done in all."""

    lives: int = 0
    reads: int = 0
    pages: int = 0
    showed: int = 0
    logged: int = 0
    raced: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


@dataclass
class Place:
    units: dict[str, Unit]
    owner: psycopg.Connection
    numbers: Iterator[str]
    counted: Counted = field(default_factory=Counted)
    staff: dict[Who, Staff] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    cards: dict[str, UUID] = field(default_factory=dict)
    name: str = ""

    @property
    def person(self) -> UUID:
        return self.cases[LEAD].person_id

    def born(self, name: str) -> None:
        """Somebody new, whom all three units know, and staff who have seen nobody yet."""
        self.name = name
        number = next(self.numbers)
        self.staff = {
            who: make_staff(
                self.units[who[0]], *((Role.MANAGER, Role.RECIPIENT) if who[1] == MANAGER else ())
            )
            for who in STAFF
        }
        for unit in UNITS:
            worker = self.staff[unit, WORKER]
            self.cases[unit] = make_case(worker, number, card={"given_name": "Eva", "family_name": name})
            self.cards[unit] = known(worker, self.cases[unit]).card
        self.counted.lives += 1

    def shown(self, who: Who) -> set[tuple[str, UUID]]:
        """Rows of the person that the database shows her now; nothing when she may not act."""
        self.counted.reads += 1
        try:
            with acting(self.staff[who], self.units[who[0]]), connection.cursor() as cursor:
                cursor.execute(SHOWN, {"person": self.person})
                return set(cursor.fetchall())
        except Forbidden:
            return set()

    def opened(self, who: Who, address: str) -> str:
        """What a page of hers says; empty when there is none."""
        self.counted.pages += 1
        with_session: Pages = signed_in(self.staff[who], self.units[who[0]])
        response = with_session.get(address.format(card=self.cards[who[0]]), HTTP_HOST="localhost")
        assert response.status_code in (200, 302, 403, 404), f"{response.status_code} at {address}"
        return response.content.decode() if response.status_code == 200 else ""

    def logged(self, who: Who) -> int:
        asked = self.owner.execute(
            LOGGED, [self.person, self.staff[who].pk, self.units[who[0]].pk]
        ).fetchone()
        return int(asked[0]) if asked else 0

    def days_pass(self, days: int) -> None:
        """All that has a date of its own moves back."""
        with self.owner.transaction():
            guarded(self.owner, DATED, "NO FORCE", "DISABLE")
            said = {"days": days, "person": self.person, "staff": [one.pk for one in self.staff.values()]}
            for table, of in DATED.items():
                self.owner.execute(DAYS_PASS.format(table=table, of=of), said)
            guarded(self.owner, DATED, "FORCE", "ENABLE")


def settled() -> Place:
    association = make_association()
    units = {
        LEAD: make_unit(association, "AME"),
        SECOND: make_unit(association, "Soc", branch="SOC"),
        THIRD: make_unit(association, "Föreningen", "CIVIL", secrecy_regime="AVTAL"),
    }
    owner = install.connect()
    owner.autocommit = True
    return Place(units, owner, cycle(made_up_numbers(10_000)))


class Watched:
    """Somebody on a connection of her own who reads again and again, with the moment before and after each reading."""

    def __init__(self, read: Callable[[], object]) -> None:
        self.read, self.readings = read, list[tuple[float, float, object]]()
        self._over = threading.Event()
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._reads)

    def __enter__(self) -> "Watched":
        self._thread.start()
        self._until(1)
        return self

    def __exit__(self, *given: object) -> None:
        self._until(len(self.readings) + 2)
        self._over.set()
        self._thread.join()
        if self._failed:
            raise self._failed

    def _until(self, count: int) -> None:
        while len(self.readings) < count and not self._failed:
            time.sleep(0.001)

    def _reads(self) -> None:
        try:
            while not self._over.is_set():
                began = time.monotonic()
                read = self.read()
                self.readings.append((began, time.monotonic(), read))
        except BaseException as error:
            self._failed = error
        finally:
            connections.close_all()
