"""The beads: what has a length each by itself, what is a moment gathered where there are many."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samvag.cases.terms import CHANNELS, JOB, PAUSE, PLACEMENT, STEP_DONE, STUDY, WAIT
from samvag.desk.queries.rows import Row
from samvag.desk.way.lasting import OF_BEAD
from samvag.ui.pictures.way import Bead, Kind

#: At most about this many gathered moments of our own and of each other unit, however long the way is.
OURS, OTHERS = 9, 5
#: A return within this time after the last ended is marked.
RETURN = timedelta(days=365)

OF_SPELL = {PLACEMENT: Kind.PLACEMENT, JOB: Kind.JOB, STUDY: Kind.STUDIES}
RANK = {Kind.MEETING: 2, Kind.STEP: 1, Kind.CONTACT: 0}
CHANNEL = dict(CHANNELS)
#: A meeting face to face is a meeting on the way, however it was written down.
MET = frozenset({"MEETING", "VISIT", "VIDEO"})


def beads(rows: Iterable[Row], today: date, returns: frozenset[date] = frozenset()) -> tuple[Bead, ...]:
    """`returns` are the days on which the person came back within a year."""
    rows = list(rows)
    found = [_lasting(row, today, returns) for row in rows if _has_length(row)]
    found += [_ahead(row, today) for row in rows if _is_ahead(row)]
    found += gathered([row for row in rows if _is_moment(row)], today)
    return tuple(sorted(found, key=lambda bead: (bead.start, bead.end or date.max, bead.label)))


def _has_length(row: Row) -> bool:
    return row.kind == "PARTICIPATION" or (row.kind == "SPELL" and row.code not in (WAIT, PAUSE))


def _is_ahead(row: Row) -> bool:
    return (row.kind == "STEP" and row.last is None) or (row.kind == "MEETING" and row.state == "AHEAD")


def _is_moment(row: Row) -> bool:
    """What happened on a day: reached contacts, meetings that were not called off, steps that were done."""
    if row.kind == "CONTACT":
        return row.state == "REACHED"
    if row.kind == "MEETING":
        return row.state in ("HELD", "UNSAID")
    return row.kind == "STEP" and row.state == STEP_DONE


def _href(row: Row) -> str:
    part = "insatser" if row.kind in ("PARTICIPATION", "SPELL") else "handelser"
    return f"?del={part}#r-{row.id}"


def _lasting(row: Row, today: date, returns: frozenset[date]) -> Bead:
    kind = OF_SPELL[row.code] if row.kind == "SPELL" else OF_BEAD.get(row.code, Kind.INTERVENTION)
    label = f"{row.label} {row.other} %" if row.other else row.label
    end = row.last or (row.due if row.due and row.due > today else None)
    return Bead(
        kind, label, row.first, end, planned=row.first > today, href=_href(row), owner_label=row.unit or None,
        returned=row.first in returns,
    )  # fmt: skip


def _ahead(row: Row, today: date) -> Bead:
    kind = Kind.MEETING if row.kind == "MEETING" else Kind.STEP
    day = row.first if row.kind == "MEETING" else row.due or today
    return Bead(kind, row.label, day, planned=True, href=_href(row), owner_label=row.unit or None)


def gathered(rows: Sequence[Row], today: date) -> list[Bead]:
    """Moments near each other become one bead that says how many; not every telephone call is a bead.

    Each unit's own are gathered apart, since a bead is somebody's; others' more, since ours are what we did.
    """
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)
    return [
        _moment(group)
        for unit, found in by_unit.items()
        for group in _near(found, today, OTHERS if unit else OURS)
    ]


def _near(rows: Sequence[Row], today: date, most: int) -> list[list[Row]]:
    moments = sorted((_day(row), row) for row in rows)
    span = max(1, (today - moments[0][0]).days)
    days = max(1, span // most) if len(rows) > most else min(5, span // 20)
    groups: list[list[Row]] = []
    began = date.min
    for day, row in moments:
        if groups and (day - began).days <= days:
            groups[-1].append(row)
        else:
            groups.append([row])
            began = day
    return groups


def _day(row: Row) -> date:
    return row.last if row.kind == "STEP" and row.last else row.first


def _kind(row: Row) -> Kind:
    if row.kind == "STEP":
        return Kind.STEP
    return Kind.MEETING if row.kind == "MEETING" or row.code in MET else Kind.CONTACT


def _moment(group: list[Row]) -> Bead:
    """One by its own words; several by their number, with the weightiest one's colour and day."""
    weightiest = max(group, key=lambda row: RANK[_kind(row)])
    label = (
        _label(weightiest) if len(group) == 1 else _several(len(group), {row.kind == "STEP" for row in group})
    )
    return Bead(
        _kind(weightiest),
        label,
        _day(weightiest),
        href=_href(weightiest),
        owner_label=weightiest.unit or None,
    )


def _label(row: Row) -> str:
    if row.kind == "CONTACT":
        return str(CHANNEL.get(row.code, row.code))
    return row.label or _("Möte")


def _several(count: int, are_steps: set[bool]) -> str:
    """Short, since it stands under a bead: what each of them was stands among the events."""
    if are_steps == {True}:
        return ngettext("%(n)s steg klart", "%(n)s steg klara", count) % {"n": count}
    if are_steps == {False}:
        return ngettext("%(n)s kontakt", "%(n)s kontakter", count) % {"n": count}
    return ngettext("%(n)s händelse", "%(n)s händelser", count) % {"n": count}
