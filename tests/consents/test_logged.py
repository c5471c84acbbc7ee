"""What the log keeps of each thing that is done with a consent: the act, and its codes, days and units."""

from types import SimpleNamespace
from typing import Any

import pytest

from samvag.access.roles import Role
from samvag.cases.actions.coordination import renew_consent
from samvag.consents.actions.blocking import block, lift
from samvag.consents.actions.disclosing import disclose
from samvag.consents.actions.giving import Side, refuse_consent
from samvag.consents.actions.guardians import end_insight, grant_insight
from samvag.consents.actions.lawful import end_share, share_by_law
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.models import Consent
from samvag.kernel.errors import Refused
from tests.audit.log import entries
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.people import make_case
from tests.factories.sharing import PURPOSE, begin_together, in_days
from tests.harness.acting import acting

GIVEN = {"purpose": PURPOSE, "given_how": "SKRIFTLIGT"}
WEIGHED = {
    "other": "",
    "other_says": "NONE",
    "maturity": "Vägd.",
    "harm": "Ingen.",
    "child_opinion": "Det går bra.",
}
UNTIL = in_days(60)
SHARED = ("disclosure.write", None, {"kinds": ["planning", "work"], "outcome": "SHARED"})


@pytest.fixture
def scene(story) -> SimpleNamespace:
    association = make_association()
    ame, af, soc = (
        make_unit(association, name, branch)
        for name, branch in (("AME", "AME"), ("AF", "AF"), ("Soc", "SOC"))
    )
    karin = make_staff(ame, Role.MANAGER, Role.WORKER)
    case = make_case(karin, card={"born": in_days(-17 * 365)})
    return SimpleNamespace(ame=ame, af=af, soc=soc, karin=karin, case=case, person=case.person_id)


def told(*kinds: str) -> list[tuple[str, Any, dict[str, Any]]]:
    """What stands in the log about her; which row a disclosure is, nobody has said."""
    return [
        (verb, None if kind == "disclosure" else row, facts)
        for verb, kind, row, about, facts in entries()
        if kind in kinds and about == 1
    ]


def test_of_a_consent_that_is_given_renewed_narrowed_and_taken_back(scene):
    said = {
        "sides": [Side(scene.af.pk), Side(scene.soc.pk)],
        "categories": ["planning", "work"],
        "until": UNTIL,
    }
    joint = begin_together(scene.karin, scene.case, **said)
    with acting(scene.karin, scene.ame) as by:
        first = Consent.objects.get(coordination=joint)
        second = renew_consent(joint.id, by=by, **said, **GIVEN)
        withdraw_category(second.id, "work", by=by)
        withdraw_party(second.id, scene.soc.pk, by=by, on=in_days(0))
        withdraw(second.id, by=by, how="I telefon.")
        no = refuse_consent(scene.person, "PUBLICATION", by=by, **GIVEN)
    units = [str(scene.af.pk), str(scene.soc.pk)]
    given = {"kind": "INFO_EXCHANGE", "until": UNTIL.isoformat(), "units": units}
    assert told("consent", "disclosure") == [
        ("consent.give", first.id, given), SHARED, SHARED,
        ("consent.replace", first.id, {"by": str(second.id)}),
        ("consent.give", second.id, given), SHARED, SHARED,
        ("consent.withdraw_category", second.id, {"category": "work"}),
        ("consent.withdraw_party", second.id, {"party": units[1], "on": in_days(0).isoformat()}),
        ("consent.withdraw", second.id, {}),
        ("consent.refuse", no.id, {"kind": "PUBLICATION"}),
    ]  # fmt: skip


def test_of_what_is_closed_and_opened_again(scene):
    with acting(scene.karin, scene.ame) as by:
        row = block(scene.person, by=by, said_how="SKRIFTLIGT", toward=scene.soc.pk, kinds=["grades"])
        lift(row.id, by=by, how="I telefon.")
    assert told("block") == [
        ("block.set", row.id, {"toward": str(scene.soc.pk), "kinds": ["grades"]}),
        ("block.lift", row.id, {}),
    ]


def test_of_what_is_shared_by_law_and_told_by_hand(scene):
    why = {"basis": "OSL_10_2", "reason": "Behövs.", "until": UNTIL}
    with acting(scene.karin, scene.ame) as by:
        row = share_by_law(scene.person, scene.af.pk, ["absence"], by=by, **why)
        end_share(row.id, by=by)
        hand = {"outcome": "SHARED", "way": "SPOKEN", "to_outside": "Läkaren", "basis": "OSL_10_2"}
        disclose(scene.person, ["work"], by=by, **hand)
    facts = {"basis": "OSL_10_2", "until": UNTIL.isoformat(), "unit": str(scene.af.pk)}
    assert told("lawful_share", "disclosure") == [
        ("lawful_share.decide", row.id, facts),
        ("disclosure.write", None, {"kinds": ["absence"], "outcome": "SHARED"}),
        ("lawful_share.end", row.id, {}),
        ("disclosure.write", None, {"kinds": ["work"], "outcome": "SHARED"}),
    ]


def test_of_a_guardians_insight(scene):
    with acting(scene.karin, scene.ame) as by:
        row = grant_insight(scene.person, "Eva Exempel", ["planning"], by=by, until=UNTIL, **WEIGHED)
        end_insight(row.id, by=by)
    assert told("guardian") == [
        ("guardian.grant", row.id, {"until": UNTIL.isoformat(), "kinds": ["planning"]}),
        ("guardian.end", row.id, {}),
    ]


def test_what_is_done_twice_is_refused_in_words(shared, karin, ame, af, acting):
    with acting(karin, ame) as by:
        closed = {"said_how": "SKRIFTLIGT", "toward": af.id, "kinds": ["grades"]}
        one = block(shared.person_id, by=by, **closed)
        with pytest.raises(Refused, match=r"^Den spärren finns redan\.$"):
            block(shared.person_id, by=by, **closed)
        lift(one.id, by=by, how="I telefon.")
        with pytest.raises(Refused, match=r"^Spärren är redan hävd\.$"):
            lift(one.id, by=by, how="I telefon.")
        share = share_by_law(
            shared.person_id, af.id, ["absence"], by=by, basis="OSL_10_2", reason="Behövs.", until=in_days(5)
        )
        end_share(share.id, by=by)
        with pytest.raises(Refused, match=r"^Beslutet gäller redan inte\.$"):
            end_share(share.id, by=by)
        consent = Consent.objects.get(person=shared.person_id)
        withdraw_category(consent.id, "work", by=by)
        with pytest.raises(Refused, match=r"^De uppgifterna är inte med i samtycket längre\.$"):
            withdraw_category(consent.id, "work", by=by)
