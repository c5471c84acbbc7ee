"""Attachments of a person, without their bytes; and the bytes of one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read_of_person
from samvag.codes.labels import label
from samvag.kernel.categories import LABELS, Category
from samvag.kernel.errors import Unseen

ATTACHMENT = f"""
    SELECT r.id, r.name, r.content_type, r.size, r.category, r.retention, r.created_at,
           coalesce(s.name, ''), {WHOSE}
      FROM cases_attachment r {FROM_WHOM}
     WHERE r.person_id = %(person)s
"""
ATTACHMENTS = ATTACHMENT + "ORDER BY r.created_at DESC, r.id LIMIT %(most)s"
ONE_ATTACHMENT = ATTACHMENT + "AND r.id = %(attachment)s AND r.owner_unit_id = %(unit)s ORDER BY r.id"
CONTENT = """
    SELECT r.name, r.content_type, d.data FROM cases_attachment r
      JOIN cases_attachmentcontent d ON d.attachment_id = r.id
     WHERE r.person_id = %(person)s AND r.id = %(attachment)s ORDER BY r.id
"""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    id: UUID
    name: str
    content_type: str
    size: int
    category: str
    retention: str
    at: datetime
    by: str
    unit: str

    @property
    def category_words(self) -> str:
        return str(LABELS[Category(self.category)])

    @property
    def retention_words(self) -> str:
        return label("retention", self.retention)


@dataclass(frozen=True, slots=True)
class Content:
    name: str
    content_type: str
    data: bytes


def attachments_of(actor: Actor, person: UUID, most: int = 100) -> list[AttachmentRow]:
    """The latest first, own ones and shared; one statement, no bytes."""
    return read_of_person(actor, person, ATTACHMENTS, AttachmentRow, most=most)


def attachment_of(actor: Actor, person: UUID, attachment: UUID) -> AttachmentRow:
    """One of our own, to take away; another unit's is not found."""
    rows = read_of_person(actor, person, ONE_ATTACHMENT, AttachmentRow, attachment=attachment)
    if not rows:
        raise Unseen
    return rows[0]


def attachment_content(actor: Actor, person: UUID, attachment: UUID) -> Content:
    """The bytes of one attachment that the actor may see, her own unit's or shared with it."""
    rows = read_of_person(actor, person, CONTENT, Content, attachment=attachment)
    if not rows:
        raise Unseen
    return rows[0]
