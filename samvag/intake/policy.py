"""Who may bring lists into a unit: those who see all of it, since a list holds all of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.intake.models import Upload
from samvag.intake.terms import DONE, STANDS_STILL_AFTER, WRITING
from samvag.kernel.decisions import YES, Decision, no
from samvag.kernel.periods import UNDO_FOR


def may_import(actor: Actor) -> Decision:
    return YES if actor.sees_whole_unit else no(_("Bara chef eller mottagare läser in verksamhetens listor."))


def may_undo(actor: Actor, upload: Upload) -> Decision:
    if not may_import(actor):
        return may_import(actor)
    if stands_still(upload):
        return YES
    if upload.state != DONE:
        return no(_("Bara en lista som är inläst kan ångras."))
    if upload.finished_at and timezone.now() > upload.finished_at + UNDO_FOR:
        return no(_("En inläsning kan ångras i 30 dagar, och den tiden har gått."))
    return YES


def stands_still(upload: Upload) -> bool:
    """Half written, and nobody goes on with it."""
    written = upload.touched_at or upload.at
    return upload.state == WRITING and timezone.now() > written + STANDS_STILL_AFTER
