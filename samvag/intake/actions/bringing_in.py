"""The list comes in: judged row by row, written batch by batch, its outcome kept for the page."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.audit.actions import log_change
from samvag.intake import policy
from samvag.intake.actions.undo import take_back
from samvag.intake.actions.upload import move, own_upload
from samvag.intake.actions.writing import ListWriter, register_many
from samvag.intake.known import SYSTEM_OF_FIELD, against, told
from samvag.intake.lists.judging import Judgement, Progress, judge
from samvag.intake.lists.rows import RowResult
from samvag.intake.models import Upload
from samvag.intake.terms import DONE, MOST_FAULTS_KEPT, REFUSED, WRITING
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused

BATCH = 1000
OUTCOME = ["total", "read", "accepted", "refused", "warned", "touched_at"]
Acting = Callable[[], AbstractContextManager[Actor]]
Tell = Callable[[RowResult], None]
Answers = Callable[[Judgement], AbstractContextManager[Tell]]
"""Opened before the first row is written, told of each, and finished before the list counts as brought in."""


def bring_in(
    upload_id: UUID, acting: Acting, answers: Answers | None = None, progress: Progress | None = None
) -> Upload:
    """Reads the whole list and writes what is accepted. `acting` opens a transaction of the importing actor.

    Raises `Refused` when the file cannot be read; then, and when anything else fails, nothing of it stays.
    """
    with acting() as by:
        require(policy.may_import(by))
        upload = own_upload(upload_id)
        move(upload, WRITING)
        upload.touched_at = timezone.now()
        upload.save(update_fields=["state", "touched_at"])
        source = io.BytesIO(_content(upload_id))
        compared = against()
    mapping = told(upload.mapping)
    try:
        with judge(
            source, today=timezone.localdate(), mapping=mapping, progress=progress, **compared
        ) as judgement:
            with answers(judgement) if answers else nullcontext(_say_nothing) as tell:
                writer = _write_all(upload, judgement, acting, tell)
            _finish(upload, judgement, writer, acting)
    except BaseException as error:
        _stop(upload, acting, error)
        raise
    return upload


def _content(upload_id: UUID) -> bytes:
    return bytes(Upload.objects.values_list("content", flat=True).get(id=upload_id) or b"")


def _say_nothing(_result: RowResult) -> None:
    """Nobody waits at a keyboard."""


def _write_all(upload: Upload, judgement: Judgement, acting: Acting, tell: Tell) -> ListWriter:
    with acting() as by:
        writer = ListWriter(by.unit, None if by.staff == NOBODY else by.staff, upload.id)
    upload.total = judgement.total
    for results in _batches(iter(judgement)):
        records = [result.record for result in results if result.record]
        persons: dict[str, UUID] = {}
        if records:
            with acting():
                persons = register_many(records)
        for result in results:
            tell(result)
        with acting():
            _keep_outcome(upload, results, judgement)
            if records:
                writer.write(records, persons)
    return writer


def _batches(results: Iterator[RowResult]) -> Iterator[list[RowResult]]:
    while batch := list(islice(results, BATCH)):
        yield batch


def _keep_outcome(upload: Upload, results: list[RowResult], judgement: Judgement) -> None:
    """Before the batch is written, so that a list which somebody took back meanwhile writes nothing more."""
    _still_writing(upload)
    upload.read, upload.accepted, upload.refused = judgement.rows, judgement.accepted, judgement.refused
    upload.warned, upload.touched_at = judgement.warned, timezone.now()
    kept = len(upload.faults)
    for result in results:
        if len(upload.faults) < MOST_FAULTS_KEPT:
            upload.faults += [_kept(result, fault, "fault") for fault in result.faults]
            upload.faults += [_kept(result, warning, "warning") for warning in result.warnings]
    upload.save(update_fields=[*OUTCOME, *(["faults"] if len(upload.faults) > kept else [])])


def _still_writing(upload: Upload) -> None:
    if own_upload(upload.id).state != WRITING:
        raise Refused(_("Inläsningen stod still för länge och togs tillbaka. Läs in listan igen."))


def _kept(result: RowResult, fault: Any, kind: str) -> dict[str, Any]:
    return {"row": result.row, "kind": kind, **fault.as_json()}


def _finish(upload: Upload, judgement: Judgement, writer: ListWriter, acting: Acting) -> None:
    with acting():
        _still_writing(upload)
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


def _stop(upload: Upload, acting: Acting, error: BaseException) -> None:
    """Nothing is half-written: what this list made is taken back, and the page says why."""
    with acting():
        if own_upload(upload.id).state != WRITING:
            return
        take_back(upload, acting)
        upload.state, upload.sentence, upload.finished_at = REFUSED, _sentence(error), timezone.now()
        upload.read = upload.accepted = upload.refused = upload.warned = 0
        upload.save(update_fields=["state", "sentence", "finished_at", *OUTCOME])
        log_change("list.refuse", "upload", upload.id, fault=type(error).__name__)


def _sentence(error: BaseException) -> str:
    if isinstance(error, Refused):
        return error.sentence
    facts = {"what": type(error).__name__}
    return (
        _("Något oväntat stoppade inläsningen (%(what)s). Inget har lästs in. Försök igen om en stund.")
        % facts
    )
