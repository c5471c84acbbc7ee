"""Inside a unit: assignment, cover for as long as somebody is away, and the roles over the whole unit."""

import pytest

from tests.access import oracle
from tests.access import world as facts
from tests.access.acted import acting, notes_seen
from tests.access.test_sharing import ALI, ALIS, AME, EVA, EVAS, LATER, NOW, PAST, SOC, TODAY, uuid4

ANNA, BO, EBBA = uuid4(), uuid4(), uuid4()
ABOUT_EVA = facts.Note(EVA, AME, "health", EVAS.id)
ABOUT_ALI = facts.Note(ALI, AME, "planning", ALIS.id)
ANNA_HAS_EVA = facts.Assigned(EVAS.id, AME, ANNA, NOW)
BO_COVERS = facts.Away(ANNA, AME, BO, NOW)
#: Anna has Eva's case; Bo is her colleague without any; Ali's case has nobody.
WORLD = facts.World(
    units=(AME, SOC),
    staff=((ANNA, True), (BO, True), (EBBA, True)),
    persons=(EVA, ALI),
    members=(facts.Member(ANNA, AME, "worker", NOW), facts.Member(BO, AME, "worker", NOW)),
    cases=(EVAS, ALIS),
    assigned=(ANNA_HAS_EVA,),
    notes=(ABOUT_EVA, ABOUT_ALI),
)
NOTHING: set = set()
HERS = {ABOUT_EVA.id}
EVERYTHING = {ABOUT_EVA.id, ABOUT_ALI.id}


def role(name: str, unit=AME, span=NOW) -> dict:
    return {"members": (*WORLD.members, facts.Member(EBBA, unit, name, span))}


def away(**changed) -> dict:
    return {"away": (facts.replace(BO_COVERS, **changed),)}


def assigned(**changed) -> dict:
    return {"assigned": (facts.replace(ANNA_HAS_EVA, **changed),)}


CASES = {
    "anna has eva": (ANNA, {}, HERS),
    "anna had eva until yesterday": (ANNA, assigned(span=PAST), NOTHING),
    "anna gets eva tomorrow": (ANNA, assigned(span=LATER), NOTHING),
    "bo has nobody": (BO, {}, NOTHING),
    "bo covers for anna": (BO, away(), HERS),
    "bo covered until yesterday": (BO, away(span=PAST), NOTHING),
    "bo will cover from tomorrow": (BO, away(span=LATER), NOTHING),
    "anna is away and nobody covers": (BO, away(cover=None), NOTHING),
    "somebody else covers": (BO, away(cover=EBBA), NOTHING),
    "bo covers in another unit": (BO, away(unit=SOC), NOTHING),
    "anna is away and sees her own all the same": (ANNA, away(), HERS),
    "bo covers but has no role any more": (BO, {**away(), "members": WORLD.members[:1]}, NOTHING),
    "the manager": (EBBA, role("manager"), EVERYTHING),
    "the recipient": (EBBA, role("recipient"), EVERYTHING),
    "the manager until yesterday": (EBBA, role("manager", span=PAST), NOTHING),
    "another unit's manager": (EBBA, role("manager", unit=SOC), NOTHING),
    "the unit's administrator": (EBBA, role("admin"), NOTHING),
    "the association's administrator": (EBBA, role("association"), NOTHING),
    "an administrator to whom a case is assigned": (EBBA, {**role("admin"), **assigned(staff=EBBA)}, NOTHING),
    "a worker without any role": (EBBA, assigned(staff=EBBA), NOTHING),
}


@pytest.mark.parametrize("sentence", CASES)
def test_sees(owner, sentence):
    staff, changed, expected = CASES[sentence]
    world = WORLD.but(**changed)
    assert {n.id for n in world.notes if oracle.may_see(world, staff, AME, n, TODAY)} == expected
    with facts.inhabited(owner, world) as app, acting(app, staff, AME):
        assert notes_seen(app) == expected


def test_the_same_person_in_another_unit_is_not_hers(owner):
    """Anna has a role at Soc too: acting for Soc she sees nothing of what she has at AME, nor the other way round."""
    world = WORLD.but(members=(*WORLD.members, facts.Member(ANNA, SOC, "worker", NOW)))
    with facts.inhabited(owner, world) as app, acting(app, ANNA, SOC):
        assert not notes_seen(app)
