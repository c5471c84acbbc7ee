"""Who may do what on a person's way. The database has already hidden what the actor may not see."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.rows import PersonRow
from samvag.cases.models import Case, Coordination, Handover
from samvag.kernel.decisions import YES, Decision, no
from samvag.people.policy import may_name

#: How long the writer may take back what was just written.
TAKE_BACK = timedelta(minutes=10)


def may_open_case(actor: Actor) -> Decision:
    return (
        YES if actor.meets_persons else no(_("Din roll möter inga personer, så du kan inte öppna ärenden."))
    )


def may_work_on(actor: Actor, case: Case) -> Decision:
    """Contacts, notes, steps, meetings and spells: own unit's open case, by those whom the database shows it to."""
    if case.owner_unit_id != actor.unit:
        return no(_("Ärendet hör till en annan verksamhet. Du kan läsa det som delas, men inte ändra."))
    if case.closed_on:
        return no(_("Ärendet är avslutat. Öppna det igen för att arbeta vidare."))
    return YES


def may_assign(actor: Actor, case: Case) -> Decision:
    if case.owner_unit_id != actor.unit:
        return no(_("Ärendet hör till en annan verksamhet."))
    return YES if actor.meets_persons else no(_("Din roll fördelar inga ärenden."))


def may_reopen(actor: Actor, case: Case) -> Decision:
    if not case.closed_on:
        return no(_("Ärendet är redan öppet."))
    return may_assign(actor, case)


def may_distribute(actor: Actor) -> Decision:
    return YES if actor.sees_whole_unit else no(_("Bara chef eller mottagare fördelar andras ärenden."))


def may_change_row(actor: Actor, owner_unit: UUID) -> Decision:
    return YES if owner_unit == actor.unit else no(_("Bara den verksamhet som äger uppgiften kan ändra den."))


def may_answer(actor: Actor, handover: Handover) -> Decision:
    """The receiving unit's recipient or manager: she sees the whole unit and can give the person to somebody."""
    if handover.to_unit_id != actor.unit:
        return no(_("Överlämningen är till en annan verksamhet."))
    return YES if actor.sees_whole_unit else no(_("Bara mottagare eller chef svarar på överlämningar."))


def may_lead(actor: Actor, coordination: Coordination) -> Decision:
    """Inviting, showing out and closing: the unit that began the coordination."""
    if coordination.closed_on:
        return no(_("Samordningen är avslutad."))
    if coordination.owner_unit_id != actor.unit:
        return no(_("Bara den verksamhet som leder samordningen gör det här."))
    return YES


def may_join(actor: Actor, has_case: bool) -> Decision:
    """Taking part with the unit's own case: who sees the whole unit, or already works with the person."""
    if actor.sees_whole_unit or has_case:
        return YES
    return no(_("Bara mottagare eller chef svarar på en inbjudan om någon ni inte arbetar med."))


def may_change_team(actor: Actor, coordination: Coordination, unit: UUID) -> Decision:
    """Each unit appoints its own staff; the leading unit may also give or take parts in the team."""
    if coordination.closed_on:
        return no(_("Samordningen är avslutad."))
    if actor.unit in (unit, coordination.owner_unit_id):
        return YES
    return no(_("Varje verksamhet väljer själv vilka som är med i teamet."))


def may_undo(actor: Actor, row: PersonRow, now: datetime) -> Decision:
    """By the writer alone and soon: afterwards others may have read it and built on it."""
    if row.owner_unit_id != actor.unit or row.created_by_id != actor.staff:
        return no(_("Bara den som skrev det kan ångra."))
    if now - row.created_at > TAKE_BACK:
        return no(_("Det har gått mer än tio minuter. Skriv i stället en ny rad som rättar."))
    return YES


def may_keep_external(actor: Actor) -> Decision:
    return YES if actor.meets_persons else no(_("Din roll sköter inte verksamhetens externa kontakter."))


def may_name_main(actor: Actor) -> Decision:
    """Giving a protected case to somebody, by its reference alone."""
    return may_name(actor)
