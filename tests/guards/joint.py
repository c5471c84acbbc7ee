"""What two units have together about persons: a coordination that we lead, what was sent, and what came to us."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies.models import Staff, Unit
from samvag.cases.actions.coordination import start_coordination
from samvag.cases.actions.handover import send_handover
from samvag.cases.models import Case, CoordinationCase, Handover, TeamMember
from samvag.consents.actions.blocking import block
from samvag.consents.actions.giving import Side
from samvag.consents.actions.guardians import grant_insight
from samvag.consents.actions.lawful import share_by_law
from samvag.consents.models import Consent
from samvag.people.models import Card
from tests.factories.agencies import make_staff, make_unit
from tests.factories.people import make_case
from tests.harness.acting import acting

UNTIL = timezone.localdate() + timedelta(days=80)


class Together:
    """`ids` are what addresses about it need: ours as we lead it, and a neighbour's invitation and hand-over to us."""

    def __init__(self, boss: Staff, unit: Unit, case: Case) -> None:
        neighbour = make_unit(unit.agency.association, f"Granne till {unit.name}", "REGION")
        other = make_staff(neighbour, *Role)
        with acting(boss, unit) as by:
            joint = coordinate(case, neighbour, by)
            sent = send_handover(case.id, neighbour.pk, "Ta gärna emot.", by=by)
            consent = Consent.objects.get(coordination=joint)
            member = TeamMember.objects.get(coordination=joint)
            beside = besides(case, neighbour, by)
        theirs = make_case(other)
        with acting(other, neighbour) as by:
            invited = coordinate(theirs, unit, by)
            received = send_handover(theirs.id, unit.pk, "Ta gärna emot.", by=by)
        with acting(boss, unit):
            invitation = CoordinationCase.objects.get(coordination=invited, unit=unit)
            assert Handover.objects.filter(id=received.id).exists()
        self.ids: dict[str, UUID] = {
            "coordination": joint.id, "consent": consent.id, "member": member.id, "sent": sent.id,
            "received": received.id, "invitation": invitation.id, **beside,
        }  # fmt: skip


def besides(case: Case, other: Unit, by: Any) -> dict[str, UUID]:
    """What stands beside the consents: something closed, something shared by law, a guardian's insight."""
    person = case.person_id
    Card.objects.filter(person=person, owner_unit=by.unit).update(born=UNTIL - timedelta(days=17 * 365))
    closed = block(person, by=by, said_how="SKRIFTLIGT", toward=other.pk, kinds=["grades"])
    share = share_by_law(
        person, other.pk, ["absence"], by=by, basis="OSL_10_2", reason="Behövs för stödet.", until=UNTIL
    )
    insight = grant_insight(
        person, "Eva Exempel", ["planning"], by=by, other="", other_says="NONE", maturity="Vägd.", harm="Ingen.",
        child_opinion="Det går bra.", until=UNTIL,
    )  # fmt: skip
    return {"block": closed.id, "share": share.id, "decision": insight.id}


def coordinate(case: Case, other: Unit, by: Any) -> Any:
    facts = {"until": UNTIL, "given_how": "SKRIFTLIGT", "categories": ["planning", "contact"]}
    return start_coordination(
        case.id, "Samlat stöd", by=by, sides=[Side(other.pk)], message="Var med!", **facts
    )
