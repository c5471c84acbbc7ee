"""Papers of a case: judged by their bytes, kept under the same policies as every other row."""

from hashlib import sha256
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.work import owned
from samvag.cases.models import Attachment, AttachmentContent
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.filetypes import file_type
from samvag.kernel.images import redrawn

MOST_BYTES = 10 * 1024 * 1024


@transaction.atomic
def add_attachment(
    case_id: UUID,
    *,
    by: Actor,
    name: str,
    data: bytes,
    category: str = Category.PLANNING,
    retention: str = "ATTACHMENT_5Y",
) -> Attachment:
    case = own_case(case_id, by)
    if len(data) > MOST_BYTES:
        raise Refused(_("Filen är större än 10 MB. Dela upp den eller spara den i lägre kvalitet."))
    kind = file_type(name, data)
    data = redrawn(kind.content_type, data)
    attachment = Attachment(
        **owned(case, by, category),
        name=f"{_stem(name)}.{kind.extension}",
        content_type=kind.content_type,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        retention=retention,
    )
    attachment.save(force_insert=True)
    AttachmentContent(attachment=attachment, data=data).save(force_insert=True)
    tell(attachment, "create", size=attachment.size, content_type=attachment.content_type)
    return attachment


@transaction.atomic
def remove_attachment(attachment_id: UUID, *, by: Actor) -> Attachment:
    """For good: the bytes go. The log keeps that it was there, by whom it went and its hash."""
    attachment = Attachment.objects.select_for_update().filter(id=attachment_id).first()
    if attachment is None:
        raise Unseen
    require(policy.may_change_row(by, attachment.owner_unit_id))
    own_case(attachment.case_id, by)
    tell(attachment, "remove", sha256=attachment.sha256, size=attachment.size)
    Attachment.objects.filter(id=attachment_id).delete()
    return attachment


def _stem(name: str) -> str:
    """The name without folders, control signs and what file systems and headers trip over."""
    stem = PurePath(name.replace("\\", "/")).stem
    kept = "".join(sign for sign in stem if sign.isprintable() and sign not in '<>:"/\\|?*;')
    return kept.strip(" .")[:150] or _("bilaga")
