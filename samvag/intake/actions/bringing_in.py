"""The list comes in: judged row by row, written batch by batch, its outcome kept for the page."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.audit.actions import log_change
from samvag.cases.events import row_changed
from samvag.cases.models import Case
from samvag.intake import policy
from samvag.intake.actions.undo import take_back
from samvag.intake.actions.upload import move, own_upload
from samvag.intake.actions.writing import ListWriter, register_many
from samvag.intake.known import SYSTEM_OF_FIELD, known_here, synonyms, told
from samvag.intake.lists.judging import Judgement, judge
from samvag.intake.lists.rows import RowResult
from samvag.intake.models import Upload
from samvag.intake.terms import DONE, MOST_FAULTS_KEPT, REFUSED, WRITING
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused

BATCH = 1000
Acting = Callable[[], AbstractContextManager[Actor]]


def bring_in(upload_id: UUID, acting: Acting, watch: Callable[[RowResult], None] | None = None) -> Upload:
    """Reads the whole list and writes what is accepted. `acting` opens a transaction of the importing actor.

    Raises `Refused` when the file cannot be read; then, and when anything else fails, nothing of it stays.
    """
    with acting() as by:
        require(policy.may_import(by))
        upload = own_upload(upload_id)
        move(upload, WRITING)
        upload.save(update_fields=["state"])
        content, mapping, words, known = (
            bytes(upload.content or b""),
            upload.mapping,
            synonyms(),
            known_here(),
        )
    try:
        with judge(
            io.BytesIO(content),
            today=timezone.localdate(),
            mapping=told(mapping),
            synonyms=words,
            known=known.__contains__,
        ) as judgement:
            _write_all(upload, judgement, acting, watch)
    except BaseException as error:
        _stop(upload, acting, error)
        raise
    return upload


def _write_all(upload: Upload, judgement: Judgement, acting: Acting, watch: Callable | None) -> None:
    with acting() as by:
        writer = ListWriter(by.unit, None if by.staff == NOBODY else by.staff, upload.id)
    upload.total = judgement.total
    for results in _batches(iter(judgement)):
        records = [result.record for result in results if result.record]
        persons: dict[str, UUID] = {}
        if records:
            with acting():
                persons = register_many(records)
        with acting():
            writer.write(records, persons)
            _keep_outcome(upload, results, judgement, watch)
            upload.save(update_fields=["total", "read", "accepted", "refused", "warned", "faults"])
    _finish(upload, judgement, writer, acting)


def _batches(results: Iterator[RowResult]) -> Iterator[list[RowResult]]:
    while batch := list(islice(results, BATCH)):
        yield batch


def _keep_outcome(
    upload: Upload, results: list[RowResult], judgement: Judgement, watch: Callable | None
) -> None:
    upload.read, upload.accepted, upload.refused = judgement.rows, judgement.accepted, judgement.refused
    for result in results:
        upload.warned += bool(result.warnings)
        if len(upload.faults) < MOST_FAULTS_KEPT:
            upload.faults += [_kept(result, fault, "fault") for fault in result.faults]
            upload.faults += [_kept(result, warning, "warning") for warning in result.warnings]
        if watch:
            watch(result)


def _kept(result: RowResult, fault: Any, kind: str) -> dict[str, Any]:
    return {"row": result.row, "kind": kind, **fault.as_json()}


def _finish(upload: Upload, judgement: Judgement, writer: ListWriter, acting: Acting) -> None:
    with acting() as by:
        systems = {
            column.heading: SYSTEM_OF_FIELD.get(column.field or "", "") for column in judgement.columns
        }
        upload.unknown = [
            {"column": column, "value": value, "count": count, "system": systems.get(column, "")}
            for (column, value), count in judgement.unknown.most_common(100)
        ]
        upload.unassigned, upload.finished_at = writer.unassigned, timezone.now()
        move(upload, DONE)
        upload.save(update_fields=["state", "unknown", "unassigned", "finished_at"])
        log_change("list.bring_in", "upload", upload.id, accepted=upload.accepted, refused=upload.refused)
        _tell_of_watched(upload, by)


def _tell_of_watched(upload: Upload, by: Actor) -> None:
    """Cases that are already watched got rows: whatever listens looks at those again, not at the past."""
    watched = Case.objects.filter(owner_unit=by.unit, closed_on=None, watched_from__isnull=False)
    for person in (
        watched.filter(participations__imported=upload.id).values_list("person", flat=True).distinct()
    ):
        row_changed.announce(owner_unit=by.unit, person=person, category=Category.PLANNING)


def _stop(upload: Upload, acting: Acting, error: BaseException) -> None:
    """Nothing is half-written: what this list made is taken back, and the page says why."""
    with acting(), transaction.atomic():
        take_back(upload)
        upload.state = REFUSED
        upload.sentence = error.sentence if isinstance(error, Refused) else str(type(error).__name__)
        upload.finished_at = timezone.now()
        upload.save(update_fields=["state", "sentence", "finished_at"])
        log_change("list.refuse", "upload", upload.id, why=type(error).__name__)
