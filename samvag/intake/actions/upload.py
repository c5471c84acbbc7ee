"""Receiving a list, saying how it is read, teaching words, and asking for it to be brought in."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.context import NOBODY
from samvag.audit.actions import log_change
from samvag.codes.files import load_system
from samvag.intake import policy
from samvag.intake.events import list_waiting
from samvag.intake.lists.fields import FIELDS
from samvag.intake.models import Synonym, Upload
from samvag.intake.terms import LARGEST, TRANSITIONS, UPLOADED, WAITING
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.spelling import fold


@transaction.atomic
def receive_list(name: str, content: bytes, *, by: Actor) -> Upload:
    """Keeps the file; nothing of it is written anywhere else until somebody has looked at the preview."""
    require(policy.may_import(by))
    if not content:
        raise Refused(_("Filen är tom. Inget har lästs in. Välj en fil med en rubrikrad och minst en rad."))
    if len(content) > LARGEST:
        raise Refused(_("Filen är större än 50 MB. Inget har lästs in. Dela upp den i flera."))
    upload = Upload(
        unit_id=by.unit, by_id=None if by.staff == NOBODY else by.staff, name=name[:200], content=content
    )
    upload.save(force_insert=True)
    log_change("list.receive", "upload", upload.id, size=len(content))
    return upload


@transaction.atomic
def map_columns(upload_id: UUID, mapping: dict[str, str], *, by: Actor) -> Upload:
    """`mapping`: column position as text → field, or empty for a column that is left out."""
    require(policy.may_import(by))
    upload = own_upload(upload_id)
    if upload.state != UPLOADED:
        raise Refused(_("Listan är redan inläst."))
    upload.mapping = {column: field for column, field in mapping.items() if not field or field in FIELDS}
    upload.save(update_fields=["mapping"])
    log_change("list.map", "upload", upload.id)
    return upload


@transaction.atomic
def ask_to_bring_in(upload_id: UUID, *, by: Actor) -> Upload:
    """Puts the list in line; the job that reads it is deferred in the same transaction by whoever listens."""
    require(policy.may_import(by))
    upload = own_upload(upload_id)
    move(upload, WAITING)
    upload.read = upload.accepted = upload.refused = upload.warned = 0
    upload.save(update_fields=["state", "read", "accepted", "refused", "warned"])
    log_change("list.wait", "upload", upload.id)
    list_waiting.announce(upload=upload.id, by=by)
    return upload


@transaction.atomic
def teach_word(system: str, spelling: str, code: str, *, by: Actor) -> None:
    """The unit's own word for a code, for this list and those to come."""
    require(policy.may_import(by))
    if not fold(spelling) or code not in load_system(system):
        raise Refused(_("Välj vad ordet betyder."))
    Synonym.objects.update_or_create(
        unit_id=by.unit, system=system, spelling=fold(spelling), defaults={"code": code, "by_id": _staff(by)}
    )
    log_change("list.teach", "synonym", None, system=system, code=code)


def own_upload(upload_id: UUID) -> Upload:
    """Held until the transaction ends; without the file itself."""
    upload = Upload.objects.defer("content").select_for_update().filter(id=upload_id).first()
    if upload is None:
        raise Unseen
    return upload


def move(upload: Upload, state: str) -> None:
    if state not in TRANSITIONS[upload.state]:
        raise Refused(
            _("Listan kan inte läsas in eller ångras just nu. Ladda om sidan och se hur långt den kommit.")
        )
    upload.state = state


def _staff(by: Actor) -> Any:
    return None if by.staff == NOBODY else by.staff
