"""What has a length on the way: participations, waits, placements, jobs, studies and pauses, the latest first."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from samvag.cases.terms import SPELL_KINDS
from samvag.codes.labels import label
from samvag.desk.paths import about
from samvag.desk.queries.rows import Row
from samvag.ui.pictures.way.model import KIND_WORDS, Kind

#: By kind, where one is changed and where it is ended.
ROUTES = {
    "PARTICIPATION": ("cases:participation_correct", "cases:participation_end"),
    "SPELL": ("cases:spell_change", "cases:spell_end"),
}
LASTING = frozenset({"PARTICIPATION", "SPELL"})
SPELL = dict(SPELL_KINDS)
OF_BEAD = {"intervention": Kind.INTERVENTION, "care": Kind.CARE, "studies": Kind.STUDIES}


class Lasting(NamedTuple):
    id: UUID
    what: str
    kind: str
    period: str
    planned: str
    ending: str
    who: str
    unit: str
    path: str
    end_path: str


def lasting(rows: Iterable[Row], card: UUID) -> list[Lasting]:
    found = [_lasting(row, card) for row in rows if row.kind in LASTING]
    return found[::-1]


def _lasting(row: Row, card: UUID) -> Lasting:
    what = f"{row.label} {row.other} %" if row.other else row.label
    period = f"{row.first.isoformat()} – {row.last.isoformat() if row.last else ''}".rstrip()
    planned = row.due.isoformat() if row.due and not row.last else ""
    ending = label("exit_reason", row.state) if row.kind == "PARTICIPATION" else row.state
    return Lasting(row.id, what, _kind(row), period, planned, ending, row.who, row.unit, *_paths(row, card))


def _paths(row: Row, card: UUID) -> tuple[str, str]:
    """Where our own row is changed, and, while it goes on, where it is ended."""
    if row.unit:
        return "", ""
    change, end = ROUTES[row.kind]
    return about(change, card, row.id), "" if row.last else about(end, card, row.id)


def _kind(row: Row) -> str:
    if row.kind == "PARTICIPATION":
        return str(KIND_WORDS[OF_BEAD.get(row.code, Kind.INTERVENTION)])
    return str(SPELL[row.code])
