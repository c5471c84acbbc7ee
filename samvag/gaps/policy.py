"""Who may let a gap wait, and who decides a unit's own numbers."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.gaps.models import Postponement
from samvag.kernel.decisions import YES, Decision, no


def may_postpone(actor: Actor, owner_unit: UUID) -> Decision:
    """The database has already shown only gaps of one's own people, or those one is responsible for."""
    if owner_unit != actor.unit:
        return no(_("Det här bevakas av en annan verksamhet."))
    return YES if actor.meets_persons else no(_("Din roll bevakar inga personer."))


def may_undo_postponement(actor: Actor, made: Postponement) -> Decision:
    if made.made_by_id == actor.staff or actor.sees_whole_unit:
        return YES
    return no(_("Bara den som sköt upp det, eller chefen, kan ta tillbaka det."))


def may_set_value(actor: Actor) -> Decision:
    return (
        YES
        if actor.keeps_unit
        else no(_("Bara verksamhetens chef eller administratör ändrar bevakningens dagar."))
    )
