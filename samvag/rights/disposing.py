"""Disposal carried out: one transaction a person, with a line in the journal outside before it is committed."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.context import acting_as_service
from samvag.access.reading import rows
from samvag.audit.actions import log_change
from samvag.people.models import Card
from samvag.rights import journal
from samvag.rights.terms import ERASURES

DISPOSE = "SELECT rights_dispose(%(person)s, %(before)s)"
DISPOSE_ROWS = "SELECT rights_dispose_rows(%(kind)s, %(rows)s)"
ROWS_DUE = "SELECT id FROM rights_rows_due(%(kind)s, %(till)s)"
SWEEP = "SELECT rights_sweep()"
Acting = Callable[[], AbstractContextManager[Actor]]


@dataclass
class Result:
    """How many of each kind of row went, of how many persons; `stayed` came to be held or active meanwhile."""

    persons: int = 0
    stayed: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def dispose_person(person: UUID, acting: Acting) -> dict[str, int] | None:
    """Everything that the acting unit has about the person. None when she is held, restricted or active."""
    before = timezone.now()
    with called_off() as lines, acting() as by:
        counts = rows(DISPOSE, {"person": person, "before": before})[0][0]
        if counts is None:
            return None
        log_change("person.dispose", "person", None, person=person, rows=sum(_told(counts).values()))
        said = journal.Line(journal.PERSON, str(by.unit), str(person), before.isoformat())
        lines.append(journal.append(said))
    return _told(counts)


def dispose_rows(kind: str, till: date, acting: Acting) -> dict[str, int]:
    """Rows of a kind that has a time of its own."""
    before = timezone.now()
    with called_off() as lines, acting() as by:
        due = [row for (row,) in rows(ROWS_DUE, {"kind": kind, "till": till})]
        if not due:
            return {}
        counts = rows(DISPOSE_ROWS, {"kind": kind, "rows": due})[0][0]
        log_change("rows.dispose", kind, None, rows=len(due))
        said = journal.Line(journal.ROWS, str(by.unit), kind, before.isoformat(), [str(row) for row in due])
        lines.append(journal.append(said))
    return _told(counts)


@contextmanager
def called_off() -> Iterator[list[str]]:
    """Around the transaction: what was written in the journal and then not committed is called off there."""
    lines: list[str] = []
    try:
        yield lines
    except BaseException:
        for line in lines:
            journal.append(journal.Line(journal.CALLED_OFF, "", line, ""))
        raise


def put_straight(unit: UUID) -> int:
    """Erasures of the unit that were begun and never committed, as when the machine died in between: called off.

    Of such a one there is still what was made before the line. Somebody who came back later is another matter.
    """
    lines = [line for line in journal.standing() if line.unit == str(unit) and line.what == journal.PERSON]
    with acting_as_service(ERASURES, unit):
        known = Card.objects.filter(owner_unit=unit, person__in={line.of for line in lines})
        made = {str(person): at for person, at in known.values_list("person", "created_at")}
    found = [
        line for line in lines if line.of in made and made[line.of] < datetime.fromisoformat(line.before)
    ]
    for line in found:
        journal.append(journal.Line(journal.CALLED_OFF, "", line.hash(), ""))
    return len(found)


def sweep() -> int:
    """As the service of erasures: hidden identities that nobody has anything about."""
    return int(rows(SWEEP)[0][0])


def _told(counts: dict[str, int] | str) -> dict[str, int]:
    return json.loads(counts) if isinstance(counts, str) else counts
