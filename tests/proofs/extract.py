"""A register extract of ten years' work, from asking to what is handed out: made, read, as PDF and as data."""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from samvag.access.reading import rows
from samvag.access.roles import Role
from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.rights.actions.extract import make_extract, review
from samvag.rights.documents import extract_as_pdf
from samvag.rights.queries.extract import one_extract, to_hand_out
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.known import Known, known
from tests.factories.people import make_case
from tests.harness.acting import acting

WEEKS = 52
READ = "SELECT audit_log_read('desk:person', ARRAY[%(person)s]::uuid[], '{}')"
TEXT = "Träff på kontoret. Personen berättade hur veckan hade varit och vad som kommer härnäst. " * 4


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("extract")
    parser.add_argument("--years", type=int, default=10)
    given = parser.parse_args(words)
    manager = make_staff(make_unit(make_association()), Role.MANAGER, Role.WORKER)
    hers = known(manager, make_case(manager))
    _live(hers, manager, given.years)
    with acting(manager, manager.unit) as by:
        made, taken = _timed(lambda: make_extract(hers.card, by=by))
        review(made.id, by=by)
        one, read = _timed(lambda: one_extract(by, hers.person, made.id))
        paper, printed = _timed(lambda: extract_as_pdf(to_hand_out(by, one)))
    lines = sum(len(section["lines"]) for section in one.content["sections"])
    parts = f"made {taken:.1f}, fetched {read:.1f}, as PDF of {len(paper) / 1e6:.1f} MB {printed:.1f}"
    print(
        f"a register extract of {given.years} years, {lines:,} rows: {taken + read + printed:.1f} s (goal 60): {parts}"
    )
    return 0 if lines >= given.years * WEEKS * 3 else 1


def _live(hers: Known, worker: Any, years: int) -> None:
    """A note, a contact and a step a week; and the log of all of it, with two readings of each week."""
    for week in range(years * WEEKS):
        with acting(worker, worker.unit) as by:
            write_note(hers.case.id, f"Vecka {week}. {TEXT}", by=by)
            record_contact(hers.case.id, by=by, channel="PHONE", reached=True, line="Vi hördes.")
            due = timezone.localdate() + timedelta(days=1 + week % 300)
            add_step(hers.case.id, by=by, what=f"Ringa, vecka {week}", due_on=due)
            for _time in range(2):
                rows(READ, {"person": hers.person})


def _timed(done: Callable[[], Any]) -> tuple[Any, float]:
    began = time.monotonic()
    return done(), time.monotonic() - began
