"""One way out of rows of many kinds."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.queries.participation import LivesOn
from samvag.cases.queries.subject import Subject
from samvag.desk.queries.circle import Circle
from samvag.desk.queries.rows import Row
from samvag.desk.way.beads import RETURN, beads
from samvag.desk.way.breaks import breaks
from samvag.desk.way.spans import leads, livelihoods
from samvag.ui.pictures.way import Handover, Way

DAY = timedelta(days=1)
SHOWN_HANDOVERS = frozenset({"SENT", "ACCEPTED"})


def compose(
    actor: Actor,
    subject: Subject,
    rows: Sequence[Row],
    circle: Circle,
    lived: Sequence[LivesOn],
    today: date,
    *,
    broken_now: bool = False,
) -> Way:
    """What the actor's unit sees of the way, as `samvag.ui.pictures.way` draws it.

    `broken_now` is what the gap watch says, so that the picture and the sentences never differ about today.
    """
    return Way(
        view_of=actor.unit_name,
        person_label=subject.name,
        today=today,
        beads=beads(rows, today, returns(rows)),
        gaps=breaks(rows, *_bounds(subject, rows, today), today, broken_now=broken_now),
        leads=leads(circle.own, circle.team),
        livelihoods=livelihoods(lived),
        handovers=tuple(
            _handover(row) for row in rows if row.kind == "HANDOVER" and row.state in SHOWN_HANDOVERS
        ),
    )


def returns(rows: Sequence[Row]) -> frozenset[date]:
    """The days on which a participation began within a year after the one before had ended."""
    found, ended = [], date.min
    for row in rows:
        if row.kind == "PARTICIPATION":
            if date.min < ended < row.first <= ended + RETURN:
                found.append(row.first)
            ended = max(ended, row.last or date.max)
    return frozenset(found)


def _bounds(subject: Subject, rows: Sequence[Row], today: date) -> tuple[date, date]:
    """From the first thing with a length, or the case's opening, up to today or the case's end."""
    began = [row.first for row in rows if row.kind in ("PARTICIPATION", "SPELL", "STEP")]
    begins = min([*began, subject.opened_on or today])
    ends = subject.closed_on or today
    return begins, ends + DAY


def _handover(row: Row) -> Handover:
    words = {"unit": row.label, "from": row.unit}
    label = _("Överlämning från %(from)s") % words if row.unit else _("Överlämning till %(unit)s") % words
    return Handover(row.first, label)
