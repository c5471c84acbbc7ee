"""Where the thread is broken: dotted grey while somebody is responsible for a wait, dotted red where nobody is."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samvag.cases.terms import PAUSE, WAIT
from samvag.codes.files import load_system
from samvag.desk.queries.rows import Row
from samvag.ui.pictures.way import Break

#: Shorter than this is no break (design: a break between interventions shows after fourteen days).
SHORTEST = 14
DAY = timedelta(days=1)
Stretch = tuple[date, date]
"""From a day up to, not with, another."""

#: A meeting is the next step from the day it is booked, unless it was called off.
BOOKED = frozenset({"AHEAD", "HELD", "UNSAID"})
#: After these the person has gone on by herself, so nothing is missing.
GONE_ON = ("to_work", "to_studies", "moved", "deceased", "own_choice")


def breaks(
    rows: Iterable[Row], begins: date, ends: date, today: date, *, broken_now: bool = False
) -> tuple[Break, ...]:
    """`begins` and `ends` (not with) bound the time in which somebody should have had the next step.

    With `broken_now` the stretch up to today is a break however short it is.
    """
    rows = list(rows)
    least = 1 if broken_now else SHORTEST
    waits = [_wait(row, today) for row in rows if row.kind == "SPELL" and row.code == WAIT]
    found = [_gap(stretch, today) for stretch in uncovered(covered(rows, today), begins, ends, least)]
    return tuple(sorted([*waits, *found], key=lambda broken: broken.start))


def covered(rows: Iterable[Row], today: date) -> list[Stretch]:
    """The times in which something goes on or somebody has the next step."""
    found = []
    for row in rows:
        if row.kind in ("PARTICIPATION", "SPELL"):
            last = row.last if row.last else max(today, row.due or today)
            found.append((row.first, date.max if _went_on(row) else last + DAY))
        elif row.kind == "STEP":
            found.append((row.first, (row.last or max(today, row.due or today)) + DAY))
        elif row.kind == "MEETING" and row.state in BOOKED:
            found.append((min(row.due or row.first, row.first), row.first + DAY))
    return found


def uncovered(covered: Iterable[Stretch], begins: date, ends: date, least: int = SHORTEST) -> list[Stretch]:
    """The stretches of at least `SHORTEST` days that nothing covers; the last one from `least` days on."""
    found, reached = [], begins
    for start, end in sorted(covered):
        if start >= ends:
            break
        if (start - reached).days >= SHORTEST:
            found.append((reached, start))
        reached = max(reached, end)
    if (ends - reached).days >= least:
        found.append((reached, ends))
    return found


def _went_on(row: Row) -> bool:
    """An exit to work, studies or elsewhere covers what follows: what begins anew is drawn all the same."""
    if row.kind != "PARTICIPATION" or not row.state:
        return False
    reasons = load_system("exit_reason")
    return row.state in reasons and any(reasons[row.state].says(column) for column in GONE_ON)


def _wait(row: Row, today: date) -> Break:
    """A wait has somebody responsible and a date; without somebody it is a break like any other."""
    last = row.last or today
    days = max(1, (last - row.first).days + 1)
    words = {"what": row.label, "who": row.who, "days": days, "date": row.due.isoformat() if row.due else ""}
    if not row.who:
        sentence = _("Väntar på %(what)s sedan %(days)s dagar utan ansvarig") % words
    elif row.last:
        sentence = _("Väntade på %(what)s i %(days)s dagar, %(who)s var ansvarig") % words
    else:
        sentence = _("Väntar på %(what)s. %(who)s är ansvarig, nästa besked %(date)s") % words
    return Break(
        row.first,
        row.last,
        days,
        bool(row.who),
        sentence,
        _("Väntan"),
        f"#r-{row.id}" if not row.unit else None,
    )


def _gap(stretch: Stretch, today: date) -> Break:
    start, end = stretch
    days = (end - start).days
    open_end = end > today
    words = {"days": days - 1 if open_end else days}
    sentence = (
        _("Glapp sedan %(days)s dagar: ingen har nästa steg") % words
        if open_end
        else _("Glapp i %(days)s dagar: ingen hade nästa steg") % words
    )
    return Break(start, None if open_end else end - DAY, max(1, words["days"]), False, sentence, _("Glapp"))


__all__ = ["PAUSE", "SHORTEST", "breaks", "covered", "uncovered"]
