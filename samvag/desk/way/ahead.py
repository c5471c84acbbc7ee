"""What comes next for a person: open steps and booked meetings, the first due first."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.desk.paths import about
from samvag.desk.queries.rows import Row
from samvag.desk.way.events import step_doer
from samvag.ui.formats import in_days


class Ahead(NamedTuple):
    """`late` says how late in words; `end_path` is where our own step is ended."""

    id: UUID
    meeting: bool
    day: date
    what: str
    when: str
    who: str
    place: str
    late: str
    unit: str
    end_path: str


def is_ahead(row: Row) -> bool:
    return (row.kind == "STEP" and row.last is None) or (row.kind == "MEETING" and row.state == "AHEAD")


def ahead(rows: Iterable[Row], card: UUID, today: date) -> list[Ahead]:
    found = [_ahead(row, card, today) for row in rows if is_ahead(row)]
    return sorted(found, key=lambda it: (it.day, it.meeting, it.what))


def _ahead(row: Row, card: UUID, today: date) -> Ahead:
    if row.kind == "MEETING":
        when = f"{row.first.isoformat()} {row.clock}"
        return Ahead(row.id, True, row.first, row.label or _("Möte"), when, "", row.words, "", row.unit, "")
    due = row.due or today
    days = (today - due).days
    late = _("%(days)s försenat") % {"days": in_days(days)} if days > 0 else ""
    path = "" if row.unit else about("cases:step_end", card, row.id)
    return Ahead(row.id, False, due, row.label, due.isoformat(), step_doer(row), "", late, row.unit, path)
