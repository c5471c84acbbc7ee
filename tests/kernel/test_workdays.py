"""Swedish working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samvag.kernel.workdays import add_workdays, answers_rest, is_workday, workdays_between

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 6, 18), True),
        (date(2026, 6, 19), False),  # midsommarafton
        (date(2026, 12, 24), False),  # julafton
        (date(2026, 12, 31), False),  # nyårsafton
        (date(2026, 4, 30), True),  # valborg
        (date(2026, 5, 1), False),
        (date(2026, 5, 14), False),  # Kristi himmelsfärd
        (date(2026, 5, 15), True),  # klämdag
        (date(2025, 6, 6), False),  # nationaldagen
    ],
)
def test_which_days_are_working_days(day: date, works: bool) -> None:
    assert is_workday(day) is works


def test_five_working_days_over_christmas_take_two_weeks() -> None:
    assert add_workdays(date(2026, 12, 22), 5) == date(2027, 1, 4)


def test_backwards_and_nought() -> None:
    assert add_workdays(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert add_workdays(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_weeks_27_to_31_stand_still_for_what_needs_an_answer() -> None:
    assert not answers_rest(date(2026, 6, 28))
    assert answers_rest(date(2026, 6, 29))
    assert answers_rest(date(2026, 8, 2))
    assert not answers_rest(date(2026, 8, 3))
    assert add_workdays(date(2026, 6, 26), 1) == date(2026, 6, 29)
    assert add_workdays(date(2026, 6, 26), 1, resting=True) == date(2026, 8, 3)


@given(days, st.integers(1, 60), st.booleans())
def test_counting_undoes_adding(day: date, count: int, resting: bool) -> None:
    later = add_workdays(day, count, resting=resting)
    assert is_workday(later)
    assert workdays_between(day, later, resting=resting) == count


@given(days, days, days)
def test_stretches_add_up(one: date, two: date, three: date) -> None:
    assert workdays_between(one, two) + workdays_between(two, three) == workdays_between(one, three)


@given(days)
def test_a_week_never_has_more_than_five(day: date) -> None:
    assert 0 <= workdays_between(day, day + timedelta(days=7)) <= 5
