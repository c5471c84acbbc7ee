"""Judging many cases at once, and with a unit's own days."""

from uuid import uuid4

import pytest

from samvag.access.context import acting_as_service
from samvag.gaps.functions import SLICE
from samvag.gaps.models import Gap, Value
from tests.gaps.life import judge, on
from tests.harness.acting import restored, setting_up


def is_known(life) -> bool:
    """That the step is overdue, which nobody was told when it was written."""
    with restored(), acting_as_service("gaps", life.unit.id):
        return Gap.objects.filter(case=life.case.id, rule="step_overdue").exists()


def strangers(count: int) -> list:
    return [uuid4() for _ in range(count)]


@pytest.mark.parametrize("before", [0, SLICE - 1, SLICE, 3 * SLICE])
def test_a_case_is_judged_wherever_it_stands_among_many(leila, before):
    leila.step("09-05")
    judge([*strangers(before), leila.case.id, *strangers(1)], on("09-15"))
    assert is_known(leila)


def test_and_not_when_it_is_not_among_them(leila):
    leila.step("09-05")
    judge(strangers(2 * SLICE), on("09-15"))
    judge([], on("09-15"))
    assert not is_known(leila)


def at_once(life, rule: str) -> None:
    """The unit wants to see it on the very day."""
    with setting_up(life.unit):
        Value(unit=life.unit, rule_id=rule, days=0).save(force_insert=True)


class TestOnTheVeryDay:
    SATURDAY = "09-19"

    def test_a_step_that_was_due_on_a_saturday_is_overdue_then_and_not_the_friday_before(self, leila):
        at_once(leila, "step_overdue")
        leila.step(self.SATURDAY)
        assert leila.first_shows("step_overdue", self.SATURDAY)

    def test_another_units_wish_changes_nothing(self, leila, cilla, case):
        at_once(type(leila)(cilla, case(cilla)), "step_overdue")
        leila.step(self.SATURDAY)
        assert leila.first_shows("step_overdue", "09-23")
