"""Spärr: closes the unit's rows to others at once, goes before every consent, and is nobody else's to know of."""

import pytest
from django.db import ProgrammingError, connection, transaction

from samvag.access.roles import Role
from samvag.cases.actions.coordination import renew_consent
from samvag.cases.actions.handover import send_handover
from samvag.cases.queries.coordination import open_coordination_of
from samvag.consents.actions.blocking import block, lift
from samvag.consents.actions.giving import Side
from samvag.consents.models import Block
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.consents.conftest import SEEN
from tests.factories.sharing import GIVEN, PURPOSE, in_days

SAID = {"said_how": "SKRIFTLIGT"}


@pytest.fixture
def blocked(anna, ame, shared, acting):
    def close(**what):
        with acting(anna, ame) as by:
            return block(shared.person_id, by=by, **{**SAID, **what})

    return close


def test_all_is_closed_at_once(blocked, sees, bea):
    assert sees(bea) == SEEN
    blocked()
    assert sees(bea) == []


def test_one_kind_and_only_that(blocked, sees, bea):
    blocked(kinds=["work"])
    assert sees(bea) == ["Plats"]


def test_towards_one_unit_and_only_that(blocked, sees, bea, soc, af):
    blocked(toward=soc.id)
    assert sees(bea) == SEEN
    blocked(toward=af.id)
    assert sees(bea) == []


def test_of_another_person_it_closes_nothing(anna, ame, case, acting, sees, bea):
    with acting(anna, ame) as by:
        block(case(anna).person_id, by=by, **SAID)
    assert sees(bea) == SEEN


def test_ones_own_unit_reads_as_before(blocked, anna, ame, shared, acting):
    from samvag.cases.queries.spell import spells_of

    blocked()
    with acting(anna, ame) as by:
        assert len(spells_of(by, shared.person_id)) == 3


def test_a_consent_that_is_given_after_opens_nothing(blocked, sees, bea, anna, ame, af, shared, acting):
    blocked()
    with acting(anna, ame) as by:
        view = open_coordination_of(by, shared.person_id)
        renew_consent(
            view.id, by=by, purpose=PURPOSE, sides=[Side(af.id)], categories=["planning", "work"],
            until=in_days(9), **GIVEN,
        )  # fmt: skip
    assert sees(bea) == []


def test_nothing_is_handed_over_either(blocked, anna, ame, af, shared, acting):
    blocked()
    with acting(anna, ame) as by, pytest.raises((Refused, ProgrammingError)), transaction.atomic():
        send_handover(shared.id, af.id, "Ta emot.", by=by)


def test_lifted_it_is_as_before(blocked, sees, bea, anna, ame, acting):
    row = blocked()
    with acting(anna, ame) as by:
        lift(row.id, by=by, how="I telefon")
        with pytest.raises(Refused, match="redan hävd"):
            lift(row.id, by=by, how="I telefon")
    assert sees(bea) == SEEN


def test_lifting_says_how(blocked, sees, bea, anna, ame, acting):
    row = blocked()
    with acting(anna, ame) as by, pytest.raises(Refused, match="hur personen sa"):
        lift(row.id, by=by, how=" ")
    assert sees(bea) == []


def test_the_same_twice_and_towards_oneself_are_refused(blocked, ame):
    blocked(kinds=["work"])
    with pytest.raises(Refused, match="finns redan"):
        blocked(kinds=["work"])
    with pytest.raises(Refused, match="andra verksamheter"):
        blocked(toward=ame.id)


def test_the_other_unit_neither_sees_it_nor_lifts_it(blocked, bea, recipient, af, acting):
    row = blocked()
    for who in (bea, recipient):
        with acting(who, af) as by:
            assert not Block.objects.exists()
            with pytest.raises(Unseen):
                lift(row.id, by=by, how="Jag vill se")


def test_who_may(shared, anna, bo, ame, staff, acting):
    with acting(bo, ame) as by, pytest.raises(Unseen):
        block(shared.person_id, by=by, **SAID)
    with acting(staff(ame, Role.ADMIN), ame) as by, pytest.raises(Forbidden):
        block(shared.person_id, by=by, **SAID)
    with acting(anna, ame) as by:
        assert block(shared.person_id, by=by, **SAID)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consents_block SET kinds = '{work}'",
        "UPDATE consents_block SET lifted_at = NULL",
        "DELETE FROM consents_block",
    ],
)
def test_the_database_lets_nobody_narrow_or_remove_it(statement, blocked, anna, ame, acting):
    row = blocked()
    with acting(anna, ame) as by:
        lift(row.id, by=by, how="I telefon")
        with transaction.atomic(), connection.cursor() as cursor:
            try:
                cursor.execute(statement)
                assert cursor.rowcount == 0
            except ProgrammingError:
                transaction.set_rollback(True)


def test_the_page_closes_and_opens(of_shared, anna, ame, pages, sees, bea):
    browser = pages(anna, ame)
    assert browser.post(of_shared.path("consents/block/"), {"toward": "ALL", **SAID}).status_code == 302
    assert sees(bea) == []
    listed = browser.get(of_shared.path("consents/")).content.decode()
    assert "Alla andra verksamheter ser inte: alla uppgifter" in listed
    path = listed.split(of_shared.path("consents/block/"))[1].split('"')[0]
    assert browser.post(of_shared.path(f"consents/block/{path}"), {"how": "I telefon"}).status_code == 302
    assert sees(bea) == SEEN


def test_another_persons_block_is_not_found_on_her_page(of_shared, blocked, anna, ame, case, pages):
    from tests.factories.known import known

    row, other = blocked(), known(anna, case(anna))
    assert pages(anna, ame).get(other.path(f"consents/block/{row.id}/lift/")).status_code == 404
