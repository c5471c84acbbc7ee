"""What stands beside the consents, in words: spärrar, sharing by law, a guardian's insight, disclosures."""

import pytest
from django.utils import timezone

from samvag.consents.actions.blocking import block, lift
from samvag.consents.actions.disclosing import disclose
from samvag.consents.actions.guardians import end_insight, grant_insight
from samvag.consents.actions.lawful import end_share, share_by_law
from samvag.consents.queries.grounds import (
    blocks_of,
    disclosures_of,
    insights_of,
    living_insights_of,
    shared_by_law,
)
from samvag.consents.terms import AGREES
from samvag.kernel.periods import DAY
from tests.factories.sharing import in_days

TODAY, LAST = timezone.localdate(), in_days(30)


@pytest.fixture
def by(karin, ame, shared, acting):
    with acting(karin, ame) as by:
        yield by


def test_a_block_says_for_whom_what_is_closed_and_how_it_was_said(shared, af, by):
    person = shared.person_id
    row = block(
        person, by=by, said_how="SKRIFTLIGT", toward=af.id, kinds=["grades"], words="Inte mina betyg."
    )
    block(person, by=by, said_how="MUNTLIGT", kinds=["health"])
    every, one = blocks_of(by, person)
    assert (one.id, one.says, one.said) == (row.id, "AF Norrsund ser inte: betyg", "Skriftligt")
    assert (one.words, one.lifted_at) == ("Inte mina betyg.", None)
    assert every.says == "Alla andra verksamheter ser inte: hälsa"
    lift(row.id, by=by, how="I telefon.")
    lifted = blocks_of(by, person)[-1]
    assert (lifted.id, lifted.lifted_how) == (row.id, "I telefon.")


def test_sharing_by_law_says_to_whom_what_on_which_ground_and_how_long(shared, karin, af, by):
    why = {"basis": "OSL_10_2", "reason": "Behövs.", "until": LAST}
    row = share_by_law(shared.person_id, af.id, ["absence"], by=by, **why)
    (told,) = shared_by_law(by, shared.person_id)
    assert told.says == f"AF Norrsund ser: frånvaro – till {LAST}"
    assert told.ground == "Nödvändigt utlämnande"
    assert (told.reason, told.by) == ("Behövs.", karin.name)
    assert [told.lives(day) for day in (TODAY - DAY, TODAY, LAST, LAST + DAY)] == [False, True, True, False]
    end_share(row.id, by=by)
    assert not shared_by_law(by, shared.person_id)[0].lives(TODAY)


def test_a_guardians_insight_says_whose_and_how_long(shared, by):
    weighed = {"maturity": "Förstår.", "harm": "Ingen.", "child_opinion": "Ja."}
    row = grant_insight(
        shared.person_id,
        "Eva Ek",
        ["planning"],
        by=by,
        other="Ulf Ek",
        other_says=AGREES,
        until=LAST,
        **weighed,
    )
    (told,) = living_insights_of(by, shared.person_id)
    assert (told.what, told.answers, told.child_opinion) == ("planering", f"Eva Ek, till {LAST}", "Ja.")
    assert [told.lives(day) for day in (TODAY - DAY, TODAY, LAST, LAST + DAY)] == [False, True, True, False]
    end_insight(row.id, by=by)
    assert living_insights_of(by, shared.person_id) == []
    assert len(insights_of(by, shared.person_id)) == 1


def test_a_disclosure_says_what_how_and_on_which_ground(shared, karin, by):
    said = {"way": "SPOKEN", "to_outside": "Vårdcentralen", "note": "De ringde."}
    disclose(shared.person_id, ["work"], by=by, outcome="SHARED", basis="OSL_10_2", **said)
    told, *before = disclosures_of(by, shared.person_id)
    assert (told.to, told.what, told.way, told.outcome) == (
        "Vårdcentralen",
        "arbete och praktik",
        "Sades i samtal eller möte",
        "Lämnades ut",
    )
    assert told.ground == "Nödvändigt utlämnande"
    assert (told.note, told.by) == ("De ringde.", karin.name)
    assert {one.ground for one in before} == {"Samtycke"}
