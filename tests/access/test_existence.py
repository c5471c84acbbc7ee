"""That another unit knows a person is itself secret: whatever one does here answers alike, in everything one can tell.

Two persons: Soc knows Eva well, and nobody knows the other. AME does the same with both.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samvag.access.roles import Role
from samvag.cases.actions.case import close_case, open_case
from samvag.cases.actions.work import add_step, write_note
from samvag.kernel.errors import Refused
from samvag.kernel.identity import identity
from samvag.people.actions import register_person
from samvag.people.queries import card_by_number, search_people
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_case
from tests.harness.acting import acting

NAME = {"given_name": "Eva", "family_name": "Påhitt"}
KNOWN, UNKNOWN, *MORE = made_up_numbers(122)
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"


@dataclass
class Told:
    """Everything that the one who asks can tell: answers, errors, rows that show, and statements that were run."""

    answers: list[Any]
    rows: Counter
    statements: int


@pytest.fixture
def worker(ame, staff):
    return staff(ame)


@pytest.fixture
def soc_knows(soc, staff):
    """Registers somebody at Soc, with a case, a note and a step."""
    bo = staff(soc)

    def know(number: str) -> None:
        case = make_case(bo, number, card={**NAME, "protection": "SKYDDAD"})
        with acting(bo, soc) as by:
            write_note(case.id, "Har det svårt hemma.", by=by)
            add_step(case.id, by=by, what="Ring", due_on=case.opened_on)

    return know


def first_meeting(number: str, by: Any) -> list[Any]:
    """What a worker does when somebody comes in: looks for her, registers her, opens a case and works."""
    who = identity(number)
    answers: list[Any] = [card_by_number(by, who), len(search_people(by, "Eva Påhitt"))]
    card = register_person(who, by=by, **NAME)
    case = open_case(card.person_id, by=by, reference=f"AME-{number}")
    note = write_note(case.id, "Första samtalet.", by=by)
    answers += [card.version, case.version, note.category, card_by_number(by, who) is not None]
    answers += [error_of(register_person, who, by=by, **NAME), error_of(open_case, card.person_id, by=by)]
    close_case(case.id, "WORK", by=by)
    return [*answers, len(search_people(by, "Eva Påhitt"))]


def error_of(action: Any, *given: Any, **facts: Any) -> str:
    try:
        with transaction.atomic():
            action(*given, **facts)
    except Refused as refusal:
        return f"{type(refusal).__name__}: {refusal}"
    return ""


def rows_shown() -> Counter:
    """How many rows of every table the one who acts can see."""
    shown: Counter = Counter()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                shown[table] = cursor.fetchone()[0]
    return shown


@contextmanager
def undone(worker: Any) -> Iterator[Any]:
    """Everything is undone again, so that the next one meets the same."""
    with transaction.atomic():
        with acting(worker, worker.unit) as by:
            yield by
        transaction.set_rollback(True)


def told(number: str, worker: Any) -> Told:
    with undone(worker) as by:
        with CaptureQueriesContext(connection) as run:
            answers = first_meeting(number, by)
        return Told(answers, rows_shown(), len(run))


def test_a_first_meeting_tells_nothing_of_what_another_unit_knows(worker, soc_knows):
    soc_knows(KNOWN)
    assert told(KNOWN, worker) == told(UNKNOWN, worker)


def test_not_even_to_the_recipient_who_sees_the_whole_unit(ame, staff, soc_knows):
    soc_knows(KNOWN)
    recipient = staff(ame, Role.RECIPIENT)
    assert told(KNOWN, recipient) == told(UNKNOWN, recipient)


def test_that_the_other_unit_registers_changes_nothing_for_us(worker, soc_knows):
    with acting(worker, worker.unit) as by:
        first_meeting(KNOWN, by)
        before = rows_shown()
    soc_knows(KNOWN)
    with acting(worker, worker.unit) as by:
        assert rows_shown() == before
        assert len(search_people(by, "Eva Påhitt")) == before["people_card"]


def test_we_are_told_when_our_own_unit_knows(worker, soc_knows):
    """Else the tests above would prove nothing."""
    with acting(worker, worker.unit) as by:
        register_person(identity(KNOWN), by=by, **NAME)
        assert card_by_number(by, identity(KNOWN))
        assert error_of(register_person, identity(KNOWN), by=by, **NAME).startswith("KnownHere")


def test_the_person_of_two_units_is_one_and_the_same(worker, soc_knows, soc, staff):
    """So that a consent can join what both know."""
    mine = make_case(worker, KNOWN)
    assert make_case(staff(soc), KNOWN).person_id == mine.person_id


def seconds(number: str, worker: Any) -> float:
    """Looking for somebody by number and by name, and registering her."""
    who = identity(number)
    with undone(worker) as by:
        began = perf_counter()
        card_by_number(by, who)
        search_people(by, "Eva Påhitt")
        register_person(who, by=by, **NAME)
        return perf_counter() - began


def test_the_clock_tells_nothing_either(worker, soc_knows):
    """The median of paired differences, each pair in both orders, so that neither gains by coming second."""
    known, unknown = MORE[:60], MORE[60:]
    for number in known:
        soc_knows(number)
    seconds(UNKNOWN, worker)
    differences = []
    for one, other in zip(known, unknown, strict=True):
        differences.append(seconds(one, worker) - seconds(other, worker))
        differences.append(-(seconds(other, worker) - seconds(one, worker)))
    assert abs(median(differences)) < 0.005, f"{median(differences) * 1000:.3f} ms"
