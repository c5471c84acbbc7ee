"""Sharing by law: a manager's decision on a ground that the law names, for a short time, and nothing beside it."""

import pytest
from django.db import ProgrammingError, connection, transaction

from samvag.access.roles import Role
from samvag.consents.actions.blocking import block
from samvag.consents.actions.lawful import end_share, share_by_law
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.models import Disclosure, LawfulShare
from samvag.consents.queries.consents import living_consents_of
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.kernel.periods import DAY, months_later
from tests.factories.sharing import in_days

WHY = {"basis": "OSL_10_2", "reason": "Behövs för att ordna bostad i kväll.", "until": in_days(30)}


@pytest.fixture
def closed(shared, anna, ame, acting):
    """The person has taken her consent back."""
    with acting(anna, ame) as by:
        withdraw(living_consents_of(by, shared.person_id)[0].id, by=by)
    return shared


@pytest.fixture
def decide(closed, karin, ame, af, acting):
    def made(kinds=("work",), to=None, by=karin, **why):
        with acting(by, ame) as actor:
            return share_by_law(closed.person_id, (to or af).id, kinds, by=actor, **{**WHY, **why})

    return made


def test_it_opens_what_is_decided_and_no_more(decide, sees, bea):
    assert sees(bea) == []
    decide()
    assert sees(bea) == ["Kaféet"]


def test_another_unit_sees_nothing_by_it(decide, sees, bea, soc):
    decide(to=soc)
    assert sees(bea) == []


def test_nor_a_colleague_who_is_not_on_the_team(decide, sees, staff, af):
    decide()
    assert sees(staff(af)) == []


def test_ended_it_is_closed(decide, sees, bea, karin, ame, acting):
    row = decide()
    with acting(karin, ame) as by:
        end_share(row.id, by=by)
        with pytest.raises(Refused, match="redan inte"):
            end_share(row.id, by=by)
    assert sees(bea) == []


def test_a_spärr_goes_before_it(decide, sees, bea, anna, ame, closed, acting):
    decide()
    with acting(anna, ame) as by:
        block(closed.person_id, by=by, said_how="SKRIFTLIGT")
    assert sees(bea) == []


@pytest.mark.parametrize(
    ("basis", "words"),
    [("OSL_10_15A", "kan inte användas"), ("OSL_12_2", "Fråga personen"), ("OSL_26_1", "kan inte användas"),
     ("SFS_2022_913", "kan inte användas"), ("HITTEPÅ", "kan inte användas")],
)  # fmt: skip
def test_no_other_ground(decide, basis, words):
    """The rule against crime and wrong payments is no way round the person; nor is a consent a ground of law."""
    with pytest.raises(Refused, match=words):
        decide(basis=basis)


def test_three_months_and_not_a_day_more(decide):
    last = months_later(in_days(0), 3)
    with pytest.raises(Refused, match="högst 3 månader"):
        decide(until=last + DAY)
    with pytest.raises(Refused, match="högst 3 månader"):
        decide(until=in_days(-1))
    assert decide(until=last)


def test_it_says_why(decide):
    with pytest.raises(Refused, match="i det här fallet"):
        decide(reason=" ")


def test_not_to_who_is_bound_by_contract_alone(decide, unit):
    with pytest.raises(Refused, match="kan inte få se"):
        decide(to=unit("Företaget", "EMPLOYER", secrecy_regime="AVTAL"))


def test_not_to_oneself(decide, ame):
    with pytest.raises(Refused, match="annan verksamhet"):
        decide(to=ame)


def test_who_decides(decide, anna, karin, staff, ame, soc, acting):
    with pytest.raises(Forbidden):
        decide(by=anna)
    row = decide(by=staff(ame, Role.RECIPIENT))
    with acting(anna, ame) as by, pytest.raises(Forbidden):
        end_share(row.id, by=by)
    with acting(staff(soc, Role.MANAGER), soc) as by, pytest.raises(Unseen):
        end_share(row.id, by=by)


def test_a_worker_cannot_write_it_past_the_code(closed, anna, ame, af, acting):
    with (
        acting(anna, ame),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """INSERT INTO consents_lawfulshare (id, owner_unit_id, person_id, category, to_unit_id, kinds, basis,
               reason, period, created_at, version) VALUES (gen_random_uuid(), %s, %s, 'planning', %s, '{work}',
               'OSL_10_2', 'x', daterange(current_date, current_date + 9), now(), 1)""",
            [ame.id, closed.person_id, af.id],
        )


def test_the_decision_is_a_disclosure_too(decide, karin, ame, af, acting):
    decide()
    with acting(karin, ame):
        row = Disclosure.objects.get(basis="OSL_10_2")
        assert (row.to_unit_id, row.kinds, row.outcome) == (af.id, ["work"], "SHARED")


def test_the_page_decides_and_ends(of_shared, closed, karin, anna, ame, af, pages, acting):
    path, browser = of_shared.path("consents/by-law/"), pages(karin, ame)
    assert pages(anna, ame).get(path).status_code == 403
    assert "10:15 a" in browser.get(path).content.decode()
    sent = {"to_unit": af.pk, "kinds": ["work"], **WHY}
    assert browser.post(path, sent).status_code == 302
    with acting(karin, ame):
        row = LawfulShare.objects.get()
    assert browser.post(of_shared.path(f"consents/by-law/{row.id}/end/")).status_code == 302
    with acting(karin, ame):
        assert LawfulShare.objects.get().ended_at
