"""A unit decides by law that a person is not told of its reads for a time: who may, until when, and what she sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samvag.access.persons import Person, Shown, acting_as_person
from samvag.access.roles import Role
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.rights.actions.withholding import end_withholding, withhold
from samvag.rights.looked import who_looked
from samvag.rights.models import WithheldLooks
from samvag.rights.queries.withholding import decided
from tests.factories.known import known
from tests.harness.acting import restored

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def ours(anna, case):
    return known(anna, case(anna))


@pytest.fixture
def withheld(karin, ame, ours, acting):
    with acting(karin, ame) as by:
        return withhold(ours.card, "SOCIAL", "S 12/26", SOON, by=by)


def told(person):
    with restored(), acting_as_person(Person(person, Shown.EID, None)):
        return list(who_looked(person))


def test_while_it_lives_she_is_told_nothing_of_the_unit_not_even_that_it_was_decided(
    anna, ame, ours, withheld, pages
):
    assert pages(anna, ame).get(ours.path()).status_code == 200
    assert told(ours.person) == []


def test_when_it_is_ended_she_is_told_of_everything_and_of_the_decision(karin, ame, ours, acting, withheld):
    with acting(karin, ame) as by:
        WithheldLooks.objects.filter(id=withheld.id).update(
            period=type(withheld.period)(TODAY - timedelta(days=3), SOON, "[)")
        )
        end_withholding(ours.card, withheld.id, by=by)
    assert {look.what for look in told(ours.person)} >= {
        "Lade till ett beslut om läsningar som inte visas", "Avslutade ett beslut om läsningar som inte visas"
    }  # fmt: skip


def test_one_that_began_today_stays_the_day_out(karin, ame, ours, acting, withheld):
    with acting(karin, ame) as by:
        end_withholding(ours.card, withheld.id, by=by)
        (one,) = decided(by, ours.person)
    assert (one.first, one.last, one.lives, one.can_end) == (TODAY, TODAY, True, False)


def test_the_near_miss_another_person_is_told_as_ever(anna, ame, case, withheld, pages):
    somebody = known(anna, case(anna))
    assert pages(anna, ame).get(somebody.path()).status_code == 200
    assert "Såg personens sida" in [look.what for look in told(somebody.person)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ground": "WANTED"}, "grund"),
        ({"decision": "  "}, "beslutets nummer"),
        ({"until": None}, "till och med"),
        ({"until": TODAY - timedelta(days=1)}, "redan varit"),
        ({"until": TODAY + timedelta(days=367)}, "högst 12 månader"),
    ],
)
def test_it_takes_a_ground_a_decision_and_an_end(karin, ame, ours, acting, wrong, words):
    facts = {"ground": "CARE", "decision": "B 1", "until": SOON} | wrong
    with acting(karin, ame) as by:
        with pytest.raises(Refused, match=words):
            withhold(ours.card, by=by, **facts)
        assert decided(by, ours.person) == []


def test_all_that_is_wrong_is_said_at_once(karin, ame, ours, acting):
    with acting(karin, ame) as by, pytest.raises(Refused, match=r"grund.*nummer.*vilken dag"):
        withhold(ours.card, "", "", None, by=by)


def test_one_at_a_time(karin, ame, ours, acting, withheld):
    with acting(karin, ame) as by, pytest.raises(Refused, match="gäller redan"):
        withhold(ours.card, "CARE", "B 2", SOON, by=by)


@pytest.mark.parametrize("role", [Role.WORKER, Role.RECIPIENT, Role.ADMIN, Role.OFFICER, Role.REVIEWER])
def test_nobody_but_the_manager_decides(ame, staff, ours, withheld, acting, pages, role):
    somebody = staff(ame, role)
    with acting(somebody, ame) as by:
        with pytest.raises(Forbidden):
            withhold(ours.card, "CARE", "B 2", SOON, by=by)
        with pytest.raises(Forbidden):
            end_withholding(ours.card, withheld.id, by=by)
    page = pages(somebody, ame).get(reverse("rights:withhold", args=[ours.card]))
    assert page.status_code in (403, 404)


def test_it_is_ended_at_the_person_that_it_is_about(karin, anna, ame, case, withheld, acting):
    somebody = known(anna, case(anna))
    with acting(karin, ame) as by, pytest.raises(Unseen):
        end_withholding(somebody.card, withheld.id, by=by)


def test_another_units_manager_finds_it_not(soc, staff, ours, withheld, acting, pages):
    theirs = staff(soc, Role.MANAGER)
    with acting(theirs, soc) as by:
        with pytest.raises(Unseen):
            end_withholding(ours.card, withheld.id, by=by)
        assert not WithheldLooks.objects.exists()
    assert pages(theirs, soc).get(reverse("rights:withhold", args=[ours.card])).status_code == 404


def test_a_bare_statement_removes_none(karin, ame, withheld, acting):
    with acting(karin, ame), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, 'rights_withheldlooks', 'DELETE')")
        assert cursor.fetchone() == (False,)


def test_on_the_page(karin, ame, ours, acting, pages):
    browser = pages(karin, ame)
    assert (
        "Läsningar som inte visas" in browser.get(reverse("rights:person", args=[ours.card])).content.decode()
    )
    there = reverse("rights:withhold", args=[ours.card])
    assert browser.post(there, {"ground": "CARE", "decision": "B 1", "until": ""}).status_code == 422
    page = browser.post(
        there, {"ground": "CARE", "decision": "B 1", "until": SOON.isoformat()}, follow=True
    ).content.decode()
    assert "gäller nu" in page
    assert "Nytt beslut" not in page
    with acting(karin, ame) as by:
        (one,) = decided(by, ours.person)
    page = browser.post(
        reverse("rights:withhold_end", args=[ours.card, one.id]), follow=True
    ).content.decode()
    assert "Personen ser läsningarna igen" in page
