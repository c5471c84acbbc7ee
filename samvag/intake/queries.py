"""Lists as their pages show them: how one would be read, how far it has come, what came of it."""

import io
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.intake.known import against, told
from samvag.intake.lists.judging import judge
from samvag.intake.lists.rows import RowResult
from samvag.intake.models import Upload
from samvag.intake.policy import may_undo
from samvag.intake.terms import DONE
from samvag.intake.worked_on import WORK_SINCE
from samvag.kernel.errors import Unseen
from samvag.kernel.periods import UNDO_FOR

WORKED_ON = f"SELECT k.reference FROM cases_case k WHERE k.id IN ({WORK_SINCE}) ORDER BY 1"
SAMPLE = 3
SHOWN = 50
JUDGED = 5000
"""So many rows are judged for the preview; a longer list is judged to its end when it is brought in."""


@dataclass(frozen=True, slots=True)
class ListRow:
    id: UUID
    name: str
    at: datetime
    by: str
    state: str
    accepted: int
    refused: int


@dataclass(frozen=True, slots=True)
class ToUndo:
    """A list that is in. `worked_on` are the references of cases that somebody has worked on since: they stay."""

    id: UUID
    name: str
    at: datetime
    by: str
    rows: int
    worked_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    index: int
    heading: str
    field: str
    guessed: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`whole` when every row was judged. `rows` are the first ones."""

    columns: tuple[PreviewColumn, ...]
    notes: tuple[str, ...]
    rows: tuple[RowResult, ...]
    accepted: int
    refused: int
    total: int
    whole: bool


def lists_of_unit(actor: Actor) -> list[ListRow]:
    rows = Upload.objects.filter(unit=actor.unit).order_by("-at", "id")[:100]
    return [
        ListRow(*row)
        for row in rows.values_list("id", "name", "at", "by__name", "state", "accepted", "refused")
    ]


def list_of(actor: Actor, upload: UUID) -> Upload:
    """Without the file's bytes."""
    row = Upload.objects.defer("content").filter(id=upload, unit=actor.unit).first()
    if row is None:
        raise Unseen
    return row


def lists_to_undo(actor: Actor) -> list[ToUndo]:
    """The lists that can still be taken back, the latest first."""
    since = timezone.now() - UNDO_FOR
    done = Upload.objects.defer("content").filter(unit=actor.unit, state=DONE, finished_at__gt=since)
    found = done.select_related("by").order_by("-finished_at", "id")
    return [ToUndo(row.id, row.name, row.finished_at, row.by.name if row.by else "", row.accepted, _worked_on(row))
            for row in found if row.finished_at and may_undo(actor, row)]  # fmt: skip


def _worked_on(upload: Upload) -> tuple[str, ...]:
    return tuple(name for (name,) in rows(WORKED_ON, {"upload": upload.id}))


def content_of(actor: Actor, upload: UUID) -> bytes:
    row = Upload.objects.filter(id=upload, unit=actor.unit).values_list("content", flat=True).first()
    if row is None:
        raise Unseen
    return bytes(row)


def preview(actor: Actor, upload: Upload) -> Preview:
    """How the list would be read. Raises `ListRefused` when it cannot be."""
    source = io.BytesIO(content_of(actor, upload.id))
    with judge(source, today=timezone.localdate(), mapping=told(upload.mapping), **against()) as judgement:
        results = list(islice(judgement, JUDGED))
        columns = tuple(
            PreviewColumn(
                column.index,
                column.heading,
                column.field or "",
                column.guessed,
                _samples(results, column.index),
            )
            for column in judgement.columns
        )
        return Preview(
            columns, tuple(judgement.notes), tuple(results[:SHOWN]), judgement.accepted, judgement.refused,
            max(judgement.total, judgement.rows), len(results) < JUDGED,
        )  # fmt: skip


def _samples(results: list[RowResult], index: int) -> tuple[str, ...]:
    cells = (str(result.cells[index]).strip() for result in results if index < len(result.cells))
    return tuple(islice((cell[:40] for cell in cells if cell), SAMPLE))
