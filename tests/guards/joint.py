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
from samvag.consents.actions import Side
from samvag.consents.models import Consent
from tests.factories.agencies import make_staff, make_unit
from tests.factories.people import make_case
from tests.harness.acting import acting

UNTIL = timezone.localdate() + timedelta(days=90)


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
        theirs = make_case(other)
        with acting(other, neighbour) as by:
            invited = coordinate(theirs, unit, by)
            received = send_handover(theirs.id, unit.pk, "Ta gärna emot.", by=by)
        with acting(boss, unit):
            invitation = CoordinationCase.objects.get(coordination=invited, unit=unit)
            assert Handover.objects.filter(id=received.id).exists()
        self.ids: dict[str, UUID] = {
            "coordination": joint.id, "consent": consent.id, "member": member.id, "sent": sent.id,
            "received": received.id, "invitation": invitation.id,
        }  # fmt: skip


def coordinate(case: Case, other: Unit, by: Any) -> Any:
    facts = {"until": UNTIL, "given_how": "SKRIFTLIGT", "categories": ["planning", "contact"]}
    return start_coordination(
        case.id, "Samlat stöd", by=by, sides=[Side(other.pk)], message="Var med!", **facts
    )
