"""Dates as Swedes write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samvag.intake.lists.values import Unread
from samvag.intake.lists.values.dates import read_date

TODAY = date(2026, 11, 22)
DAY = date(2024, 2, 3)
MONTHS = ("januari februari mars april maj juni juli augusti september oktober november december").split()  # noqa: SIM905


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-03",
        "2024-2-3",
        "2024/02/03",
        "2024.02.03",
        "2024 02 03",
        "20240203",
        20240203,
        "240203",
        240203,
        "24-02-03",
        "3/2 2024",
        "3/2-2024",
        "3/2/2024",
        "3 / 2 2024",
        "03/02/2024",
        "3/2 24",
        "3/2-24",
        "3/2 -24",
        "03.02.2024",
        "3.2.2024",
        "3. 2. 2024",
        "3.2.24",
        "3-2-2024",
        "03022024",
        "3 februari 2024",
        "3 Februari 2024",
        "3 FEB 2024",
        "3 feb. 2024",
        "3 febr 2024",
        "3 feb 24",
        "3 feb -24",
        "3:e februari 2024",
        "den 3 februari 2024",
        "lördag 3 februari 2024",
        "lördagen den 3 februari 2024",
        "3-feb-24",
        "03-feb-2024",
        "3feb2024",
        "Feb 3, 2024",
        "2024-feb-03",
        "2024-02-03 00:00:00",
        "2024-02-03 13:45",
        "2024-02-03T13:45:10",
        "2024–02–03",
        " 2024-02-03\u00a0",
        45325,
        45325.75,
        "45325",
    ],
)
def test_all_of_these_are_the_third_of_february(cell: str | int | float) -> None:
    assert read_date(cell, today=TODAY) == DAY


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2024-02-30", "finns inte"),
        ("31/4 2024", "finns inte"),
        ("29 feb 2023", "finns inte"),
        ("2024-13-01", "finns inte"),
        ("2/28/2024", "finns inte"),  # an American order is not guessed
        ("3/2", "Årtalet saknas"),
        ("3 februari", "Årtalet saknas"),
        ("2024", "Dagen saknas"),
        ("2024-02", "Dagen saknas"),
        ("februari 2024", "Dagen saknas"),
        ("i våras", "går inte att läsa"),
        ("vecka 5 2024", "vecka"),
        ("2024-02-03 - 2024-06-01", "går inte att läsa"),
        ("???", "går inte att läsa"),
        ("3 febuari 2024", "går inte att läsa"),
        ("1", "går inte att läsa"),
        (0, "går inte att läsa"),
        (19.5, "går inte att läsa"),
    ],
)
def test_what_is_no_date_says_why(cell: str | int | float, says: str) -> None:
    found = read_date(cell, today=TODAY)
    assert isinstance(found, Unread)
    assert says in found.sentence


@pytest.mark.parametrize(("text", "year"), [("1/2 36", 2036), ("1/2 37", 1937), ("990201", 1999)])
def test_two_digits_reach_ten_years_ahead(text: str, year: int) -> None:
    assert read_date(text, today=TODAY) == date(year, 2, 1)


@given(st.dates(date(1955, 1, 1), date(2036, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_day(day: date) -> None:
    month = MONTHS[day.month - 1]
    for cell in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        (day - date(1899, 12, 30)).days,
    ):
        assert read_date(cell, today=TODAY) == day


@given(st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_two_digit_years_mean_the_century_around_now(day: date) -> None:
    for text in (f"{day:%y%m%d}", f"{day:%y-%m-%d}", f"{day.day}/{day.month} {day:%y}"):
        assert read_date(text, today=TODAY) == day
    dotted = read_date(f"{day:%d.%m.%y}", today=TODAY)
    assert dotted == day or (isinstance(dotted, Unread) and "två sätt" in dotted.sentence)


@given(st.text(max_size=30) | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_anything_gets_a_date_or_a_reason(cell: str | int | float) -> None:
    found = read_date(cell, today=TODAY)
    assert isinstance(found, date) or found.sentence


def test_the_day_after_is_another_day() -> None:
    assert read_date("4/2 2024", today=TODAY) == DAY + timedelta(days=1)
