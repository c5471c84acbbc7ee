"""Staff, roles, absence and cover: who keeps a unit, and that it never lacks a recipient."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies import actions, queries
from samvag.agencies.models import Membership
from samvag.agencies.setting_up import set_up_staff, set_up_unit
from samvag.cases.models import Case
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.harness.acting import acting, setting_up

TODAY = timezone.localdate
WEEK = timedelta(days=7)


def test_the_manager_adds_somebody_with_a_role_and_a_worker_may_not(ame, staff):
    with acting(staff(ame, Role.MANAGER), ame) as by:
        actions.add_staff("Ny Kollega", by=by, role=Role.WORKER)
        assert "Ny Kollega" in {name for _staff, name in queries.colleagues(by)}
    with acting(staff(ame), ame) as by, pytest.raises(Forbidden):
        actions.add_staff("Ny Kollega", by=by, role=Role.WORKER)


def test_nobody_gives_the_associations_role_from_a_unit(ame, staff):
    with acting(staff(ame, Role.MANAGER), ame) as by, pytest.raises(Forbidden):
        actions.add_staff("Ny Kollega", by=by, role=Role.ASSOCIATION)


def test_the_last_recipient_stays_until_there_is_another(ame, staff):
    keeper = staff(ame, Role.MANAGER, Role.RECIPIENT)
    with acting(keeper, ame) as by:
        role = Membership.objects.get(staff=keeper, role=Role.RECIPIENT)
        with pytest.raises(Refused, match="mottagare"):
            actions.end_role(role.id, by=by)
        actions.give_role(staff(ame).id, Role.RECIPIENT, by=by)
        actions.end_role(role.id, by=by)


def test_another_units_role_is_not_found(ame, soc, staff):
    theirs = staff(soc)
    with setting_up():
        role = Membership.objects.get(staff=theirs)
    with acting(staff(ame, Role.MANAGER), ame) as by, pytest.raises(Unseen):
        actions.end_role(role.id, by=by)


def test_cover_sees_the_absents_persons_for_exactly_that_time(ame, staff, case):
    away, cover = staff(ame), staff(ame)
    case(away)
    with acting(cover, ame):
        assert not Case.objects.exists()
    with acting(away, ame) as by:
        absence = actions.set_absence(away.id, "ILLNESS", TODAY(), TODAY() + WEEK, by=by, cover=cover.id)
    with acting(cover, ame):
        assert Case.objects.count() == 1
    with acting(away, ame) as by:
        actions.end_absence(absence.id, by=by, last=TODAY() - timedelta(days=1))
    with acting(cover, ame):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("last", "cover_self", "sentence"),
    [(-WEEK, False, "före den första"), (WEEK, True, "ersätta sig själv")],
)
def test_an_impossible_absence_says_what_is_wrong(ame, staff, last, cover_self, sentence):
    away = staff(ame)
    with acting(away, ame) as by, pytest.raises(Refused, match=sentence):
        actions.set_absence(
            away.id, "LEAVE", TODAY(), TODAY() + last, by=by, cover=away.id if cover_self else None
        )


def test_a_worker_sets_her_own_absence_but_not_a_colleagues(ame, staff):
    mine, theirs = staff(ame), staff(ame)
    with acting(mine, ame) as by:
        actions.set_absence(mine.id, "LEAVE", TODAY() + WEEK, None, by=by)
        with pytest.raises(Forbidden):
            actions.set_absence(theirs.id, "LEAVE", TODAY(), None, by=by)


def test_the_directory_is_open_to_all_staff_and_kept_by_its_own_unit(ame, soc, staff, pages):
    with acting(staff(soc, Role.MANAGER), soc) as by:
        actions.edit_unit(soc.id, by=by, does="Ger ekonomiskt bistånd.")
        with pytest.raises(Forbidden):
            actions.edit_unit(ame.id, by=by, does="Något annat.")
    page = pages(staff(ame), ame).get(f"/verksamheter/{soc.id}/").content.decode()
    assert "Ger ekonomiskt bistånd." in page


def test_the_unit_pages_open_and_keep_what_was_typed_when_refused(ame, staff, pages):
    manager = staff(ame, Role.MANAGER)
    browser = pages(manager, ame)
    for path in ("personal/", "personal/ny/", "personal/roll/", "personal/franvaro/", "verksamheten/"):
        assert browser.get(f"/admin/{path}").status_code == 200
    answer = {"staff": str(manager.id), "kind": "LEAVE", "first": "2026-12-10", "last": "2026-12-01"}
    page = browser.post("/admin/personal/franvaro/", answer).content.decode()
    assert "Sista dagen kan inte vara före den första." in page
    assert 'value="2026-12-10"' in page


def test_setting_up_from_nothing_gives_a_first_login(db):
    set_up_unit("Förbundet", "Provkommun", "KOMMUN", "Provenheten", "PE", "KOMMUN_AME")
    password = set_up_staff("Första Chefen", "PE", ["manager", "recipient"], "forsta.chefen")
    assert len(password) >= 12
    with pytest.raises(Refused, match="finns redan"):
        set_up_unit("Förbundet", "Provkommun", "KOMMUN", "Provenheten", "PE", "KOMMUN_AME")
    with pytest.raises(Refused, match="Okänd roll"):
        set_up_staff("Andra Chefen", "PE", ["boss"], None)
