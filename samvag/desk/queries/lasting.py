"""What has a length on the way: participations, waits, placements, jobs, studies and pauses, the latest first."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from samvag.cases.terms import SPELL_KINDS
from samvag.codes.labels import label
from samvag.desk.queries.rows import Row
from samvag.ui.pictures.way.model import KIND_WORDS, Kind

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


def lasting(rows: Iterable[Row]) -> list[Lasting]:
    found = [_lasting(row) for row in rows if row.kind in LASTING]
    return found[::-1]


def _lasting(row: Row) -> Lasting:
    what = f"{row.label} {row.other} %" if row.other else row.label
    period = f"{row.first.isoformat()} – {row.last.isoformat() if row.last else ''}".rstrip()
    planned = row.due.isoformat() if row.due and not row.last else ""
    ending = label("exit_reason", row.state) if row.kind == "PARTICIPATION" else row.state
    return Lasting(row.id, what, _kind(row), period, planned, ending, row.who, row.unit)


def _kind(row: Row) -> str:
    if row.kind == "PARTICIPATION":
        return str(KIND_WORDS[OF_BEAD.get(row.code, Kind.INTERVENTION)])
    return str(SPELL[row.code])
