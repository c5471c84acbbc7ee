"""Dates, numbers and names as they are written everywhere."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from samvag.ui import formats

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "idag"),
        (date(2026, 11, 23), "imorgon"),
        (date(2026, 11, 21), "igår"),
        (date(2026, 11, 25), "om 3 dagar"),
        (date(2026, 11, 10), "för 12 dagar sedan"),
        (date(2026, 9, 1), "1 sep 2026"),
        (None, ""),
    ],
)
def test_a_near_day_is_told_in_days_and_a_far_one_by_its_date(day: date | None, words: str) -> None:
    assert formats.relative_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(12345, 0, "12\u00a0345"), (0, 0, "0"), (-1234.56, 1, "−1\u00a0234,6"), (None, 0, "")],
)
def test_numbers_group_by_a_space_that_does_not_break(value: float | None, decimals: int, words: str) -> None:
    assert formats.number(value, decimals) == words


def test_a_share_is_a_percentage() -> None:
    assert formats.percent(0.4249, 1) == "42,5\u00a0%"


def test_a_moment_is_told_in_local_time() -> None:
    assert formats.moment(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "2026-07-01 00:30"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 1, 9), date(2026, 4, 6), "9 jan – 6 apr 2026"),
        (date(2025, 12, 7), date(2026, 1, 9), "7 dec 2025 – 9 jan 2026"),
        (date(2026, 4, 18), None, "sedan 18 apr 2026"),
        (date(2026, 4, 18), date(2026, 4, 18), "18 apr 2026"),
    ],
)
def test_a_period_says_each_year_once(start: date, end: date | None, words: str) -> None:
    assert formats.period(start, end) == words


@pytest.mark.parametrize(
    ("name", "letters"), [("Sara Berg", "SB"), ("Åsa", "Å"), ("  ", "?"), ("Ali von Holm", "AH")]
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


def test_months_follow_the_language_that_is_active() -> None:
    with translation.override("sv"):
        assert formats.month_name(5) == "maj"
    with translation.override("en"):
        first = formats.month_name(5)
    with translation.override("sv"):
        assert formats.month_name(5) == "maj", first
