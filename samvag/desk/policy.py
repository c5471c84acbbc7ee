"""Who may do what at the desk. Everything about persons is asked of the domains themselves."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.kernel.decisions import YES, Decision, no


def may_save_filter(actor: Actor) -> Decision:
    return YES if actor.meets_persons else no(_("Din roll har inga listor att spara filter för."))


def may_remove_filter(actor: Actor, staff: UUID) -> Decision:
    """The database shows one's own filters only; this says so in words."""
    return YES if staff == actor.staff else no(_("Filtret är någon annans."))


def may_see_unit(actor: Actor) -> Decision:
    return YES if actor.sees_whole_unit else no(_("Bara chef och mottagare ser hela verksamheten."))
