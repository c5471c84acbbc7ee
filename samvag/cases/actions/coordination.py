"""Samordning: begins by consent, links the units' own cases, and ends with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases import policy
from samvag.cases.actions.case import own_case, tell
from samvag.cases.actions.guarded import whom
from samvag.cases.actions.receiving import receive_sent_person
from samvag.cases.actions.team import appoint, end_member, on_team, seen_coordination, told
from samvag.cases.models import Case, Coordination, CoordinationCase
from samvag.cases.terms import DEPUTY, MAIN
from samvag.consents.actions.disclosing import opened
from samvag.consents.actions.giving import Side, give_consent
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.models import Consent
from samvag.consents.terms import INFO_EXCHANGE
from samvag.kernel.categories import Category
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen
from samvag.people.models import Card


@transaction.atomic
def start_coordination(
    case_id: UUID, purpose: str, *, by: Actor, sides: Sequence[Side], main: UUID | None = None,
    deputy: UUID | None = None, message: str = "", **consent: Any,
) -> Coordination:  # fmt: skip
    """`consent`: categories, until, given_how, given_by, original_location. The named units are invited at once."""
    case = own_case(case_id, by)
    if Coordination.objects.filter(person=case.person_id, closed_on=None).exists():
        raise Refused(_("Personen har redan en samordning som ni är med i."))
    today = timezone.localdate()
    row = Coordination(
        owner_unit_id=by.unit, person_id=case.person_id, category=Category.PLANNING, created_by_id=by.staff,
        purpose=purpose.strip(), opened_on=today,
    )  # fmt: skip
    row.save(force_insert=True)
    CoordinationCase(coordination=row, unit_id=by.unit, case=case, invited_on=today).save(force_insert=True)
    renew_consent(row.id, by=by, purpose=purpose, sides=sides, message=message, **consent)
    appoint(row.id, main or by.staff, MAIN, by=by)
    if deputy and deputy != (main or by.staff):
        appoint(row.id, deputy, DEPUTY, by=by)
    tell(row, "open")
    return row


@transaction.atomic
def renew_consent(
    coordination_id: UUID,
    *,
    by: Actor,
    purpose: str,
    sides: Sequence[Side],
    message: str = "",
    **consent: Any,
) -> Consent:
    """A new consent takes the place of the one before; units that are newly named are invited."""
    coordination = _led(coordination_id, by)
    given = give_consent(
        coordination.person_id, INFO_EXCHANGE, by=by, purpose=purpose, sides=sides,
        coordination_id=coordination.id, **consent,
    )  # fmt: skip
    for side in sides:
        if side.unit != by.unit:
            _invite(coordination, side.unit, by, message)
    return given


@transaction.atomic
def join(invitation_id: UUID, *, by: Actor, worker: UUID, role: str = "MEMBER", **names: Any) -> Case:
    """The invited unit links its own case, which it may just have opened, and puts somebody on the team."""
    place = _invitation(invitation_id, by)
    person = place.coordination.person_id
    require(policy.may_join(by, _has_case(place, by)))
    names.setdefault("protection", place.protection)
    _card, case = receive_sent_person(person, by=by, number=place.person_number, main=worker, **names)
    place.case = case
    place.save(update_fields=["case"])
    appoint(place.coordination_id, worker, role, by=by)
    for consent in _living_consents(place.coordination):
        opened(consent, by=by)
    told(place.coordination, "join", by)
    return case


@transaction.atomic
def decline(invitation_id: UUID, why: str, *, by: Actor) -> None:
    """The unit cannot take part. Its own work with the person, if any, is untouched and untold."""
    place = _invitation(invitation_id, by)
    require(policy.may_join(by, _has_case(place, by)))
    _leave(place, why)
    told(place.coordination, "decline", by)


@transaction.atomic
def leave(coordination_id: UUID, why: str, *, by: Actor, unit: UUID | None = None) -> None:
    """A unit leaves: by itself, or shown out by the one that leads. Nothing is open between them from now on."""
    coordination = seen_coordination(coordination_id)
    leaving = unit or by.unit
    require(
        policy.may_lead(by, coordination)
        if leaving != by.unit
        else policy.may_change_team(by, coordination, leaving)
    )
    if leaving == coordination.owner_unit_id:
        raise Refused(_("Ni leder samordningen. Avsluta den i stället för att lämna."))
    place = CoordinationCase.objects.filter(coordination=coordination, unit=leaving, left_on=None).first()
    if place is None:
        raise Unseen
    for member in on_team(coordination).filter(unit=leaving).order_by("id"):
        end_member(member, why)
    _leave(place, why)
    told(coordination, "leave", by, unit=leaving)


@transaction.atomic
def agree(coordination_id: UUID, consent_id: UUID, *, by: Actor) -> None:
    """The unit says yes to what a renewed consent adds: its own rows are open to that too from now on."""
    coordination = seen_coordination(coordination_id)
    require(policy.may_change_team(by, coordination, by.unit))
    living = {consent.id: consent for consent in _living_consents(coordination)}
    if consent_id not in living:
        raise Refused(_("Samtycket har ändrats igen. Läs vad det gäller nu och svara på nytt."))
    place = CoordinationCase.objects.filter(coordination=coordination, unit=by.unit, left_on=None)
    if not place.exclude(case=None).update(agreed=consent_id):
        raise Unseen
    opened(living[consent_id], by=by)
    told(coordination, "agree", by, consent=consent_id)


@transaction.atomic
def close_coordination(coordination_id: UUID, why: str, *, by: Actor) -> None:
    """The team ends and its consents with it. Each unit's own case goes on."""
    coordination = _led(coordination_id, by)
    for member in on_team(coordination).order_by("id"):
        end_member(member, why)
    coordination.closed_on, coordination.close_reason = timezone.localdate(), _said(why)
    coordination.save(update_fields=["closed_on", "close_reason"])
    for consent in _living_consents(coordination):
        withdraw(consent.id, by=by, how=_("Samordningen avslutades."))
    tell(coordination, "close")


def _led(coordination_id: UUID, by: Actor) -> Coordination:
    coordination = seen_coordination(coordination_id)
    require(policy.may_lead(by, coordination))
    return coordination


def _living_consents(coordination: Coordination) -> list[Consent]:
    living = Consent.objects.filter(coordination=coordination, withdrawn_at=None, refused=False)
    return list(living.order_by("created_at", "id"))


def _invite(coordination: Coordination, unit: UUID, by: Actor, message: str) -> None:
    """Once a unit; one that has left is asked anew. What is sent is what it needs to know whom it is about."""
    place = CoordinationCase.objects.filter(coordination=coordination, unit=unit).first()
    if place is not None and place.left_on is None:
        return
    card = Card.objects.get(owner_unit=by.unit, person=coordination.person_id)
    sent: dict[str, Any] = {
        **whom(card, by),
        "message": message.strip(),
        "invited_on": timezone.localdate(),
    }
    if place is None:
        CoordinationCase(coordination=coordination, unit_id=unit, **sent).save(force_insert=True)
    else:
        CoordinationCase.objects.filter(id=place.id).update(case=None, left_on=None, left_reason="", **sent)
    told(coordination, "invite", by, unit=unit)


def _invitation(invitation_id: UUID, by: Actor) -> CoordinationCase:
    rows = CoordinationCase.objects.select_related("coordination").filter(id=invitation_id, unit=by.unit)
    place = rows.first()
    if place is None:
        raise Unseen
    if place.case_id or place.left_on or place.coordination.closed_on:
        raise Refused(_("Inbjudan är redan besvarad."))
    return place


def _has_case(place: CoordinationCase, by: Actor) -> bool:
    return Case.objects.filter(owner_unit=by.unit, person=place.coordination.person_id).exists()


def _leave(place: CoordinationCase, why: str) -> None:
    place.left_on, place.left_reason = timezone.localdate(), _said(why)
    place.save(update_fields=["left_on", "left_reason"])


def _said(why: str) -> str:
    if not why.strip():
        raise Refused(_("Skriv varför."))
    return why.strip()
