"""Taking back what one has just written: for some minutes, by the writer alone. The log keeps that it happened."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.models import Contact, Note, Step
from samvag.drafts.actions import keep_draft
from samvag.kernel.decisions import require
from samvag.kernel.errors import Unseen


@transaction.atomic
def undo_contact(contact_id: UUID, *, by: Actor) -> Contact:
    """Away with the contact and with the step it made, unless somebody has ended that already."""
    contact = Contact.objects.select_for_update().filter(id=contact_id).first()
    if contact is None:
        raise Unseen
    require(policy.may_undo(by, contact, timezone.now()))
    own_case(contact.case_id, by)
    for step in Step.objects.filter(from_contact=contact, ended_on=None).order_by("id"):
        Step.objects.filter(id=step.id).delete()
        tell(step, "undo")
    Contact.objects.filter(id=contact_id).delete()
    tell(contact, "undo")
    return contact


@transaction.atomic
def undo_note(note_id: UUID, place: str, *, by: Actor) -> Note:
    """Away with the note; its text is a draft again, of the form at `place`."""
    note = Note.objects.select_for_update().filter(id=note_id).first()
    if note is None:
        raise Unseen
    require(policy.may_undo(by, note, timezone.now()))
    own_case(note.case_id, by)
    keep_draft(place, {"text": [note.text], "category": [note.category]}, by=by)
    Note.objects.filter(id=note_id).delete()
    tell(note, "undo")
    return note
