"""Who has looked: the person herself is told of every unit's reads, a unit of its own, nobody else of anything."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samvag.access.context import acting_as_service
from samvag.access.persons import Person, Shown, acting_as_person
from samvag.cases.actions.work import write_note
from samvag.kernel.periods import period
from samvag.people.models import Card
from samvag.rights.looked import who_looked
from samvag.rights.models import WithheldLooks
from tests.factories.people import make_case
from tests.factories.proving import prove
from tests.harness.acting import acting, restored

TODAY = timezone.localdate()
NUMBER = "197109259288"


@pytest.fixture
def leila(anna, cilla):
    """Known at AME and, though neither of them knows it, at the social services."""
    hers = make_case(anna, NUMBER, card={"safe_channel": "SMS", "phone": "070-174 06 05"})
    theirs = make_case(cilla, NUMBER, card={"safe_channel": "SMS", "phone": "070-174 06 09"})
    assert hers.person_id == theirs.person_id
    for worker in (anna, cilla):
        prove(worker, hers.person_id)
    return hers


@pytest.fixture
def opened(pages, leila):
    """`opened(anna)` opens her page."""

    def opens(who, page="desk:person"):
        with acting(who, who.unit):
            card = Card.objects.get(person=leila.person_id, owner_unit=who.unit).id
        assert pages(who, who.unit).get(reverse(page, args=[card])).status_code == 200

    return opens


@contextmanager
def as_herself(person, door=None):
    with restored(), acting_as_person(Person(person, Shown.CODE if door else Shown.EID, door)):
        yield


def reads(person, since=None):
    return [look for look in who_looked(person, since) if look.what.startswith(("Såg", "Hämtade"))]


def withhold(boss, person, last):
    with acting(boss, boss.unit):
        row = WithheldLooks(
            owner_unit_id=boss.unit.pk, person_id=person, category="planning", ground="SOCIAL", decision="S 12/26",
            period=period(TODAY - timedelta(days=3), last),
        )  # fmt: skip
        row.save(force_insert=True)


def test_the_person_is_told_of_every_unit_in_plain_words(anna, cilla, karin, leila, opened):
    opened(anna)
    opened(karin)
    opened(cilla)
    with as_herself(leila.person_id):
        found = reads(leila.person_id)
    assert {(look.unit, look.what, look.why) for look in found} == {
        ("AME", "Såg personens sida", "Arbetar med ärendet"),
        ("AME", "Såg personens sida", "Ansvarar för hela verksamheten"),
        ("Socialtjänsten", "Såg personens sida", "Arbetar med ärendet"),
    }


def test_the_same_page_again_the_same_day_is_one_line(anna, leila, opened):
    opened(anna)
    opened(anna)
    with as_herself(leila.person_id):
        (look,) = reads(leila.person_id)
    assert (look.times, look.exported) == (2, False)


def test_a_file_that_was_taken_out_is_told_from_a_page(anna, leila, opened):
    opened(anna, "desk:plan_pdf")
    with as_herself(leila.person_id):
        (look,) = reads(leila.person_id)
    assert (look.what, look.exported) == ("Hämtade som fil: planen", True)


def test_what_was_done_is_told_beside_what_was_read(anna, ame, leila):
    with acting(anna, ame) as by:
        write_note(leila.id, "Hej", by=by)
    with as_herself(leila.person_id):
        assert "Lade till en anteckning" in [look.what for look in who_looked(leila.person_id)]


def test_who_it_was_is_not_told(anna, leila, opened):
    opened(anna)
    with as_herself(leila.person_id):
        assert not any("Anna" in str(value) for look in reads(leila.person_id) for value in _facts(look))


def test_only_what_was_since_then(anna, leila, opened):
    opened(anna)
    with as_herself(leila.person_id):
        assert reads(leila.person_id, since=TODAY)
        assert not reads(leila.person_id, since=TODAY + timedelta(days=1))


def test_who_came_in_by_a_units_card_is_told_of_that_unit_alone(anna, cilla, soc, leila, opened):
    opened(anna)
    opened(cilla)
    with as_herself(leila.person_id, soc.pk):
        assert {look.unit for look in who_looked(leila.person_id)} == {"Socialtjänsten"}


class TestAUnit:
    def test_is_told_of_its_own_reads_alone(self, anna, cilla, ame, leila, opened):
        opened(anna)
        opened(cilla)
        with acting(anna, ame):
            assert {look.unit for look in who_looked(leila.person_id)} == {"AME"}

    def test_tells_nothing_to_who_has_no_part_in_the_case(self, anna, bo, ame, leila, opened):
        opened(anna)
        with acting(bo, ame):
            assert who_looked(leila.person_id) == []

    def test_tells_the_service_that_makes_the_extract(self, anna, ame, leila, opened):
        opened(anna)
        with restored(), acting_as_service("extract", ame.pk):
            assert {look.unit for look in who_looked(leila.person_id)} == {"AME"}


class TestNothingIsTold:
    def test_to_nobody(self, anna, leila, opened):
        opened(anna)
        assert who_looked(leila.person_id) == []

    def test_to_another_person(self, anna, leila, opened, case):
        opened(anna)
        with as_herself(case(anna).person_id):
            assert who_looked(leila.person_id) == []

    def test_of_a_unit_that_withholds_it_by_a_decision_that_lives(
        self, log, anna, karin, cilla, leila, opened
    ):
        opened(anna)
        opened(cilla)
        withhold(karin, leila.person_id, TODAY)
        with as_herself(leila.person_id):
            assert {look.unit for look in who_looked(leila.person_id)} == {"Socialtjänsten"}

    def test_but_again_when_the_decision_has_ended(self, anna, karin, cilla, leila, opened):
        opened(anna)
        withhold(karin, leila.person_id, TODAY - timedelta(days=1))
        with as_herself(leila.person_id):
            assert "AME" in {look.unit for look in who_looked(leila.person_id)}


def _facts(look):
    return [getattr(look, name) for name in look.__dataclass_fields__]
