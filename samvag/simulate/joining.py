"""Joins the two cases of those who have let their units share: coordination, team and consent."""

from uuid import UUID, uuid4

from samvag.access.context import acting_as_service
from samvag.cases.models import Case, Coordination, CoordinationCase, TeamMember
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.kernel.categories import Category
from samvag.kernel.periods import period
from samvag.simulate.life import Joint, Life
from samvag.simulate.setting_up import Ground


def join(ground: Ground, lives: list[Life], cases: dict[int, list[UUID]]) -> None:
    for at, life in enumerate(lives):
        if life.joint and len(cases[at]) > 1:
            _join(ground, life, life.joint, cases[at])


def _join(ground: Ground, life: Life, joint: Joint, cases: list[UUID]) -> None:
    """The first case's unit leads; the second links its own case and names its own member."""
    lead, other = (ground.units[case.unit] for case in life.cases[:2])
    leader, member = (ground.staff[case.mains[-1][0]] for case in life.cases[:2])
    coordination = uuid4()
    with acting_as_service("demo", lead):
        case = Case.objects.get(id=cases[0])
        made = {
            "owner_unit_id": lead,
            "person_id": case.person_id,
            "category": Category.PLANNING,
            "created_by_id": leader,
        }
        Coordination(id=coordination, purpose=joint.purpose, opened_on=joint.first, **made).save(
            force_insert=True
        )
        CoordinationCase(coordination_id=coordination, unit_id=lead, case=case, invited_on=joint.first).save(
            force_insert=True
        )
        _consent(joint, coordination, made, (lead, other))
        CoordinationCase(coordination_id=coordination, unit_id=other, invited_on=joint.first).save(
            force_insert=True
        )
        _member(coordination, lead, leader, "MAIN", joint)
    with acting_as_service("demo", other):
        CoordinationCase.objects.filter(coordination=coordination, unit=other).update(case=cases[1])
        _member(coordination, other, member, "DEPUTY", joint)


def _consent(joint: Joint, coordination: UUID, made: dict, units: tuple[UUID, UUID]) -> None:
    consent = Consent(
        kind="INFO_EXCHANGE", purpose=joint.purpose, coordination_id=coordination,
        period=period(joint.first, joint.until),
        given_how="SKRIFTLIGT", original_location="Akten", **made,
    )  # fmt: skip
    consent.save(force_insert=True)
    Party.objects.bulk_create(Party(consent=consent, unit_id=unit) for unit in units)
    ConsentCategory.objects.bulk_create(
        ConsentCategory(consent=consent, category=one) for one in joint.categories
    )


def _member(coordination: UUID, unit: UUID, staff: UUID, role: str, joint: Joint) -> None:
    TeamMember(
        coordination_id=coordination, unit_id=unit, staff_id=staff, role=role, period=period(joint.first)
    ).save(force_insert=True)
