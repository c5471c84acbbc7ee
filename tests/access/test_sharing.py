"""What one unit sees of another's rows: exactly by person, unit and category; and every near miss sees nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.access import oracle
from tests.access import world as facts
from tests.access.acted import acting, notes_seen

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NOW, PAST, LATER = (TODAY - DAY, TODAY + DAY), (TODAY - 9 * DAY, TODAY), (TODAY + DAY, TODAY + 9 * DAY)
AME, SOC, REGION, EVA, ALI, BO, CIA, KIM, LEO = (uuid4() for _ in range(9))
EVAS = facts.Case(EVA, AME)
EVAS_AT_SOC = facts.Case(EVA, SOC)
ALIS = facts.Case(ALI, AME)
JOINT = facts.Coordination(EVA, SOC)
JOINT_OF_ALI = facts.Coordination(ALI, SOC)
PLAN = facts.Note(EVA, AME, "planning", EVAS.id)
CONSENT = facts.Consent(
    EVA, SOC, JOINT.id, NOW, (facts.Party(AME), facts.Party(SOC)), (("planning", False), ("health", False))
)
LINKED, LEADS = (
    facts.Linked(JOINT.id, AME, EVAS.id, agreed=CONSENT.id),
    facts.Linked(JOINT.id, SOC, EVAS_AT_SOC.id),
)
#: What was said yes to before the consent was renewed.
EARLIER = facts.replace(CONSENT, id=uuid4(), withdrawn=True)
BO_JOINS = facts.OnTeam(JOINT.id, SOC, BO, NOW)
#: Eva has agreed that AME shares her planning with Soc; Bo at Soc is on the team. Cia at AME has her case.
SHARED = facts.World(
    units=(AME, SOC, REGION),
    staff=((BO, True), (CIA, True), (KIM, True), (LEO, True)),
    persons=(EVA, ALI),
    members=(
        facts.Member(BO, SOC, "worker", NOW),
        facts.Member(CIA, AME, "worker", NOW),
        facts.Member(KIM, SOC, "manager", NOW),
        facts.Member(LEO, REGION, "worker", NOW),
    ),
    cases=(EVAS, EVAS_AT_SOC, ALIS),
    assigned=(facts.Assigned(EVAS.id, AME, CIA, NOW),),
    coordinations=(JOINT, JOINT_OF_ALI),
    linked=(LINKED, LEADS),
    team=(BO_JOINS,),
    consents=(CONSENT,),
    notes=(PLAN,),
)


def consent(**changed) -> dict:
    return {"consents": (facts.replace(CONSENT, **changed),)}


def renewed(**earlier) -> dict:
    """AME joined under an earlier consent, which the one that lives now has taken the place of."""
    before = facts.replace(EARLIER, **earlier)
    return {"consents": (CONSENT, before), "linked": (LEADS, facts.replace(LINKED, agreed=before.id))}


def note(**changed) -> dict:
    return {"notes": (facts.replace(PLAN, **changed),)}


NEAR_MISSES = {
    "another category": note(category="social"),
    "another person": note(person=ALI, case=ALIS.id),
    "another unit's row": note(unit=REGION, case=EVAS.id),
    "the consent ended yesterday": consent(span=PAST),
    "the consent begins tomorrow": consent(span=LATER),
    "the consent is withdrawn": consent(withdrawn=True),
    "the person refused": consent(refused=True),
    "the category is withdrawn": consent(categories=(("planning", True), ("health", False))),
    "the receiver is withdrawn": consent(parties=(facts.Party(AME), facts.Party(SOC, withdrawn=True))),
    "the giver is withdrawn": consent(parties=(facts.Party(AME, withdrawn=True), facts.Party(SOC))),
    "the receiver only gives": consent(parties=(facts.Party(AME), facts.Party(SOC, receives=False))),
    "the giver only receives": consent(parties=(facts.Party(AME, gives=False), facts.Party(SOC))),
    "the giver is not named": consent(parties=(facts.Party(SOC), facts.Party(REGION))),
    "the receiver is not named": consent(parties=(facts.Party(AME), facts.Party(REGION))),
    "somebody else consents": consent(person=ALI),
    "the coordination is another person's": consent(coordination=JOINT_OF_ALI.id),
    "the consent is bound to another person's coordination": {
        **note(person=ALI, case=ALIS.id),
        **consent(person=ALI),
    },
    "the consent has no coordination": consent(coordination=None),
    "nobody is on the team": {"team": ()},
    "a colleague is on the team": {"team": (facts.replace(BO_JOINS, staff=KIM),)},
    "for another unit on the team": {"team": (facts.replace(BO_JOINS, unit=REGION),)},
    "no longer on the team": {"team": (facts.replace(BO_JOINS, span=PAST),)},
    "not yet on the team": {"team": (facts.replace(BO_JOINS, span=LATER),)},
    "on another coordination's team": {"team": (facts.replace(BO_JOINS, coordination=JOINT_OF_ALI.id),)},
    "the coordination is closed": {"coordinations": (facts.replace(JOINT, closed=True), JOINT_OF_ALI)},
    "the giver has linked no case": {"linked": (LEADS, facts.replace(LINKED, case=None))},
    "the giver has said yes to no consent": {"linked": (LEADS, facts.replace(LINKED, agreed=None))},
    "the category came with a renewal": renewed(categories=(("health", False),)),
    "the category had been taken back before the renewal": renewed(
        categories=(("planning", True), ("health", False))
    ),
    "the receiver came with a renewal": renewed(parties=(facts.Party(AME), facts.Party(REGION))),
    "the receiver only gave before the renewal": renewed(
        parties=(facts.Party(AME), facts.Party(SOC, receives=False))
    ),
    "the giver only received before the renewal": renewed(
        parties=(facts.Party(AME, gives=False), facts.Party(SOC))
    ),
    "the giver has left": {"linked": (LEADS, facts.replace(LINKED, left=True))},
    "the receiver has left": {"linked": (LINKED, facts.replace(LEADS, left=True))},
    "the giver linked somebody else's case": {"linked": (LEADS, facts.replace(LINKED, case=ALIS.id))},
    "another unit's case was linked": {"linked": (LEADS, facts.replace(LINKED, case=EVAS_AT_SOC.id))},
    "the role has ended": {"members": (facts.Member(BO, SOC, "worker", PAST),)},
    "the role is administrator": {"members": (facts.Member(BO, SOC, "admin", NOW),)},
    "the role is the association's": {"members": (facts.Member(BO, SOC, "association", NOW),)},
    "the role is in another unit": {"members": (facts.Member(BO, REGION, "worker", NOW),)},
    "no longer employed": {"staff": ((BO, False), *SHARED.staff[1:])},
}


def sees(owner, world, staff, unit) -> bool:
    with facts.inhabited(owner, world) as app, acting(app, staff, unit):
        return notes_seen(app) == {row.id for row in world.notes}


def test_with_consent_the_team_of_the_other_unit_sees_it(owner):
    assert sees(owner, SHARED, BO, SOC)


@pytest.mark.parametrize("miss", NEAR_MISSES)
def test_but_not_when(owner, miss):
    world = SHARED.but(**NEAR_MISSES[miss])
    assert not sees(owner, world, BO, SOC)
    assert not oracle.may_see(world, BO, SOC, world.notes[0], TODAY)


def test_the_others_manager_who_is_not_on_the_team_sees_nothing_of_it(owner):
    assert not sees(owner, SHARED, KIM, SOC)


def test_a_third_unit_sees_nothing_of_it(owner):
    assert not sees(owner, SHARED, LEO, REGION)


def test_its_own_worker_sees_it_with_or_without_consent(owner):
    assert sees(owner, SHARED, CIA, AME)
    assert sees(owner, SHARED.but(**consent(withdrawn=True)), CIA, AME)


def test_a_consent_that_the_giver_wrote_down_itself_needs_no_linked_case(owner):
    world = SHARED.but(linked=(LEADS, facts.replace(LINKED, case=None)), **consent(owner=AME))
    assert sees(owner, world, BO, SOC)


def test_a_renewed_consent_with_no_more_in_it_goes_on_opening(owner):
    assert sees(owner, SHARED.but(**renewed()), BO, SOC)


def test_what_the_lead_writes_down_opens_its_own_rows_whatever_others_have_said(owner):
    world = SHARED.but(linked=(LEADS, facts.replace(LINKED, agreed=None)), **consent(owner=AME))
    assert sees(owner, world, BO, SOC)


def test_an_injected_time_zone_wakes_no_ended_consent(owner):
    """The session's zone moves `current_date` by up to a week."""
    ended = SHARED.but(**consent(span=PAST))
    with facts.inhabited(owner, ended) as app, acting(app, BO, SOC):
        app.execute("SET LOCAL TIME ZONE 'XXX+167'")
        app.execute("SELECT 1")
        assert not notes_seen(app)
