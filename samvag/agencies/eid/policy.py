"""Who keeps the table of whom e-ID lets in: each unit its own rows."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.agencies.policy import may_give_role
from samvag.kernel.decisions import YES, Decision, no


def may_keep_rules(actor: Actor, unit: UUID) -> Decision:
    if unit != actor.unit:
        return no(_("Du kan bara ändra i den verksamhet du arbetar för just nu."))
    if actor.keeps_unit or actor.has(Role.ASSOCIATION):
        return YES
    return no(_("Bara verksamhetens chef eller administratör gör det här."))


def may_open(actor: Actor, role: str) -> Decision:
    """A row that gives a role takes what it takes to give one by hand."""
    return may_give_role(actor, actor.unit, role) if role else YES
