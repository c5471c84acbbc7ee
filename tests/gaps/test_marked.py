"""Whoever is marked as protected gets new ids on all her rows: what is watched of her goes on, under the new ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.cases.actions.protecting import mark
from samvag.cases.actions.work import add_step
from samvag.cases.models import Case
from samvag.gaps import keeping
from samvag.gaps.actions import postpone
from samvag.gaps.models import Closed, Gap
from samvag.people.models import Card

LATER = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def waits(leila, anna, ame, acting):
    """A step that is long overdue, which has shown and been put off."""
    with acting(anna, ame) as by:
        add_step(leila.case.id, by=by, what="Ringa AF", due_on=timezone.localdate() - timedelta(days=20))
        keys = [(gap.case_id, gap.rule_id) for gap in Gap.objects.filter(case=leila.case)]
        postpone(keys, LATER, "Hör av sig själv", by=by)
    return leila


def marked(leila, by) -> Case:
    card = Card.objects.get(person=leila.person, owner_unit=by.unit)
    mark(card.id, "SKYDDAD", "Beslut hos Skatteverket.", by=by)
    return Case.objects.get(person=leila.person)


def test_her_gaps_stand_as_a_full_look_finds_them(waits, anna, ame, acting):
    with acting(anna, ame) as by:
        case = marked(waits, by)
        assert case.id != waits.case.id
        assert set(Gap.objects.values_list("case", flat=True)) == {case.id}
    assert keeping.differences(timezone.localdate()) == []


def test_what_was_put_off_still_waits_and_nothing_has_ended(waits, anna, ame, acting):
    with acting(anna, ame) as by:
        marked(waits, by)
        assert Gap.objects.get(rule="step_overdue").postponed_until == LATER
        assert not Closed.objects.filter(rule="step_overdue").exists()


def test_the_night_goes_through(waits, anna, ame, acting):
    with acting(anna, ame) as by:
        case = marked(waits, by)
        Case.objects.filter(id=case.id).update(watched_from=None)
    keeping.evaluate_all(timezone.localdate())
    with acting(anna, ame):
        assert {row.case_id for row in Closed.objects.all()} == {case.id}
        assert not Gap.objects.exists()
    assert keeping.differences(timezone.localdate()) == []
