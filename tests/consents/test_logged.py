"""What the log keeps of each thing that is done with a consent: the act, and its codes, days and units."""

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

KINDS = ("consent", "block", "lawful_share", "guardian", "disclosure")
GIVEN = {"purpose": PURPOSE, "given_how": "SKRIFTLIGT"}


def test_each_act_by_its_name_and_with_its_facts(story):
    association = make_association()
    ame, af, soc = (make_unit(association, name, branch) for name, branch in
                    (("AME", "AME"), ("AF", "AF"), ("Soc", "SOC")))  # fmt: skip
    karin = make_staff(ame, Role.MANAGER, Role.WORKER)
    case = make_case(karin, card={"born": in_days(-17 * 365)})
    person, day = case.person_id, in_days(60)
    joint = begin_together(
        karin, case, sides=[Side(af.pk), Side(soc.pk)], categories=["planning", "work"], until=day
    )
    with acting(karin, ame) as by:
        first = Consent.objects.get(coordination=joint)
        sides = [Side(af.pk), Side(soc.pk)]
        second = renew_consent(
            joint.id, by=by, sides=sides, categories=["planning", "work"], until=day, **GIVEN
        )
        withdraw_category(second.id, "work", by=by)
        withdraw_party(second.id, soc.pk, by=by, on=in_days(0))
        withdraw(second.id, by=by, how="I telefon.")
        refuse_consent(person, "PUBLICATION", by=by, **GIVEN)
        closed = block(person, by=by, said_how="SKRIFTLIGT", toward=soc.pk, kinds=["grades"])
        lift(closed.id, by=by, how="I telefon.")
        share = share_by_law(person, af.pk, ["absence"], by=by, basis="OSL_10_2", reason="Behövs.", until=day)
        end_share(share.id, by=by)
        insight = grant_insight(
            person, "Eva Exempel", ["planning"], by=by, other="", other_says="NONE", maturity="Vägd.", harm="Ingen.",
            child_opinion="Det går bra.", until=day,
        )  # fmt: skip
        end_insight(insight.id, by=by)
        disclose(
            person, ["work"], by=by, outcome="SHARED", way="SPOKEN", to_outside="Läkaren", basis="OSL_10_2"
        )
    of = {
        first.id: "first",
        second.id: "second",
        closed.id: "block",
        share.id: "share",
        insight.id: "insight",
    }
    told = [
        (verb, of.get(row, ""), facts)
        for verb, kind, row, about, facts in entries()
        if kind in KINDS and about == 1
    ]
    until = day.isoformat()
    given = {"kind": "INFO_EXCHANGE", "until": until, "units": [str(af.pk), str(soc.pk)]}
    shared = ("disclosure.write", "", {"kinds": ["planning", "work"], "outcome": "SHARED"})
    assert told == [
        ("consent.give", "first", given), shared, shared,
        ("consent.replace", "first", {"by": str(second.id)}),
        ("consent.give", "second", given), shared, shared,
        ("consent.withdraw_category", "second", {"category": "work"}),
        ("consent.withdraw_party", "second", {"party": str(soc.pk), "on": in_days(0).isoformat()}),
        ("consent.withdraw", "second", {}),
        ("consent.refuse", "", {"kind": "PUBLICATION"}),
        ("block.set", "block", {"toward": str(soc.pk), "kinds": ["grades"]}),
        ("block.lift", "block", {}),
        ("lawful_share.decide", "share", {"basis": "OSL_10_2", "until": until, "unit": str(af.pk)}),
        ("disclosure.write", "", {"kinds": ["absence"], "outcome": "SHARED"}),
        ("lawful_share.end", "share", {}),
        ("guardian.grant", "insight", {"until": until, "kinds": ["planning"]}),
        ("guardian.end", "insight", {}),
        ("disclosure.write", "", {"kinds": ["work"], "outcome": "SHARED"}),
    ]  # fmt: skip


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
