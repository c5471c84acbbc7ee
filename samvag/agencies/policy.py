"""Who keeps the unit's staff, roles, absences and directory entry."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.kernel.decisions import YES, Decision, no


def may_keep_unit(actor: Actor, unit: UUID) -> Decision:
    if unit != actor.unit:
        return no(_("Du kan bara ändra i den verksamhet du arbetar för just nu."))
    return YES if actor.keeps_unit else no(_("Bara verksamhetens chef eller administratör gör det här."))


def may_give_role(actor: Actor, unit: UUID, role: str) -> Decision:
    if role == Role.ASSOCIATION:
        return no(_("Rollen förbundsadministratör ges när förbundet sätts upp."))
    return may_keep_unit(actor, unit)


def may_give_it_to(actor: Actor, staff: UUID) -> Decision:
    return (
        YES
        if staff != actor.staff
        else no(_("Ingen ger sig själv en roll. Be en annan chef eller administratör."))
    )


def may_end(actor: Actor, staff: UUID) -> Decision:
    return (
        YES
        if staff != actor.staff
        else no(_("Ingen avslutar sig själv. Be en annan chef eller administratör."))
    )


def may_set_absence(actor: Actor, unit: UUID, staff: UUID) -> Decision:
    return YES if unit == actor.unit and staff == actor.staff else may_keep_unit(actor, unit)


def may_keep_external(actor: Actor) -> Decision:
    return (
        YES
        if actor.meets_persons or actor.keeps_unit
        else no(_("Din roll lägger inte upp externa kontakter."))
    )
