"""What has happened with a person, as the page tells it: one entry a row, newest first, by month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.cases.terms import CHANNELS, HANDOVER_STATES, IN, STEP_DONE, STEP_ENDS
from samvag.desk.paths import about
from samvag.desk.queries.rows import Row
from samvag.desk.terms import EVENT_KINDS, EVENTS_SHOWN
from samvag.kernel.categories import LABELS
from samvag.ui.formats import MONTHS

CHANNEL, STEP_END, HANDOVER = dict(CHANNELS), dict(STEP_ENDS), dict(HANDOVER_STATES)
ROUTES = {"NOTE": "cases:note_text", "STEP": "cases:step_edit", "MEETING": "cases:meeting_show"}
SHOWN = frozenset({*EVENT_KINDS, "HANDOVER"})


class Event(NamedTuple):
    """`state` is done, tried or ahead and chooses the sign; `unit` whose it is when not ours; `path` only for ours."""

    id: UUID
    kind: str
    day: str
    clock: str
    title: str
    aside: str
    text: str
    by: str
    unit: str
    state: str
    path: str


class Events(NamedTuple):
    """`months` are (month in words, events), newest first; `counts` by kind before the filter."""

    months: Sequence[tuple[str, list[Event]]]
    kind: str
    counts: dict[str, int]
    total: int
    left: int

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        return list(EVENT_KINDS.items())


def events(rows: Iterable[Row], card: UUID, kind: str = "", everything: bool = False) -> Events:
    """`kind` is one of EVENT_KINDS or empty for all; the newest `EVENTS_SHOWN` unless everything is asked for."""
    told = [row for row in rows if row.kind in SHOWN]
    counts = Counter(row.kind for row in told)
    wanted = [row for row in told if row.kind == kind] if kind else told
    wanted.sort(key=_when, reverse=True)
    shown = wanted if everything else wanted[:EVENTS_SHOWN]
    months = [
        (f"{MONTHS[month - 1]} {year}", [event(row, card) for row in found])
        for (year, month), found in groupby(shown, key=lambda row: (_day(row).year, _day(row).month))
    ]
    return Events(months, kind, dict(counts), len(told), len(wanted) - len(shown))


def event(row: Row, card: UUID) -> Event:
    title, aside, text, state = TELLS[row.kind](row)
    clock = row.clock.partition("–")[0]
    return Event(
        row.id,
        row.kind,
        _day(row).isoformat(),
        clock,
        title,
        aside,
        text,
        row.who,
        row.unit,
        state,
        _path(row, card),
    )


def _path(row: Row, card: UUID) -> str:
    route = ROUTES.get(row.kind, "")
    return about(route, card, row.id) if route and not row.unit else ""


def _day(row: Row) -> date:
    return row.last if row.kind == "STEP" and row.last else row.first


def _when(row: Row) -> tuple[date, str]:
    return _day(row), row.clock


def _contact(row: Row) -> tuple[str, str, str, str]:
    reached = row.state == "REACHED"
    aside = "" if reached else _("nådde inte")
    if row.other == IN and reached:
        aside = _("tog själv kontakt")
    return str(CHANNEL.get(row.code, row.code)), aside, row.words, "done" if reached else "tried"


def _note(row: Row) -> tuple[str, str, str, str]:
    aside = str(LABELS[row.code]).lower() + (", " + _("kopierad till journal") if row.state else "")  # type: ignore[index]
    return _("Anteckning"), aside, row.words, "done"


def step_doer(row: Row) -> str:
    if row.code == "PERSON":
        return _("Personen själv")
    return row.other or row.who or _("Ingen särskild hos oss")


def _step(row: Row) -> tuple[str, str, str, str]:
    if row.last:
        return (
            row.label,
            str(STEP_END.get(row.state, "")),
            row.words,
            "done" if row.state == STEP_DONE else "tried",
        )
    due = _("ska vara klart %(day)s") % {"day": row.due.isoformat()} if row.due else ""
    return row.label, due, "", "ahead"


def _meeting(row: Row) -> tuple[str, str, str, str]:
    words = {
        "CANCELLED": _("inställt"),
        "NOT_HELD": _("blev inte av"),
        "AHEAD": _("bokat"),
        "HELD": _("blev av"),
    }
    state = {"CANCELLED": "tried", "NOT_HELD": "tried", "AHEAD": "ahead"}.get(row.state, "done")
    return row.label, words.get(row.state, ""), row.words, state


def _handover(row: Row) -> tuple[str, str, str, str]:
    words = {"unit": row.label}
    return _("Överlämning till %(unit)s") % words, str(HANDOVER.get(row.state, "")).lower(), row.words, "done"


TELLS = {"CONTACT": _contact, "NOTE": _note, "STEP": _step, "MEETING": _meeting, "HANDOVER": _handover}
