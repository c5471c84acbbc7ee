"""A disposal from its decision to its certificate: a transaction a person, so that a stop leaves nothing half done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.rights.actions.disposal import finish_disposal, note_progress
from samvag.rights.disposing import Result, dispose_person, dispose_rows, put_straight
from samvag.rights.holdings import by_rows
from samvag.rights.schedules import rules_of
from samvag.rights.terms import CASE

DUE = "SELECT person, last FROM rights_last_notes(%(till)s) WHERE stays = ''"
#: The progress is written so often.
EVERY = 20


def carry_out(disposal: UUID, acting: Callable[[], AbstractContextManager[Actor]]) -> Result:
    """Everybody whose time has come by the schedules as they stand now, then the rows with a time of their own."""
    result, days = Result(), []
    with acting() as by:
        till = {rule.retention: rule.till for rule in rules_of(by)}
        due = rows(DUE, {"till": till[CASE]})
        unit = by.unit
    put_straight(unit)
    try:
        for number, (person, last) in enumerate(due, start=1):
            days += _one(person, last, result, acting)
            if number % EVERY == 0:
                with acting() as by:
                    note_progress(disposal, number, len(due), by=by)
        for holding, _since, retention in by_rows():
            result.counts.update(dispose_rows(holding.name, till[retention], acting))
    except BaseException:
        with acting() as by:
            finish_disposal(disposal, result, days, by=by, stopped=True)
        raise
    with acting() as by:
        finish_disposal(disposal, result, days, by=by)
    return result


def _one(
    person: UUID, last: date, result: Result, acting: Callable[[], AbstractContextManager[Actor]]
) -> list[date]:
    counts = dispose_person(person, acting)
    if counts is None:
        result.stayed += 1
        return []
    result.persons += 1
    result.counts.update(counts)
    return [last]
