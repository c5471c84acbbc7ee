"""The own week of meetings."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from samvag.cases.actions.meeting import book_meeting
from samvag.cases.queries.calendar import week_of
from samvag.kernel.weeks import monday_of, week_name
from tests.factories.known import known

MONDAY = date(2026, 11, 30)


def moment(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


@pytest.fixture
def book(anna, ame, leila, acting):
    def booked(day: date, starts: str, ends: str, **facts):
        with acting(anna, ame) as by:
            times = {"starts_at": moment(day, starts), "ends_at": moment(day, ends)}
            return book_meeting(leila.case.id, by=by, about="Möte", **times, **facts)

    return booked


@pytest.mark.parametrize(
    ("name", "monday"),
    [
        ("2026-W49", MONDAY),
        ("2026-W53", date(2026, 12, 28)),
        ("2025-W53", MONDAY),
        ("nästa", MONDAY),
        ("", MONDAY),
        ("2026-W99", MONDAY),
        ("99999-W01", MONDAY),
    ],
)
def test_a_week_that_is_none_is_this_one(name, monday):
    assert monday_of(name, date(2026, 12, 2)) == monday


def test_a_week_is_named_by_its_own_year():
    assert week_name(date(2027, 1, 1)) == "2026-W53"


def test_the_weekend_shows_only_when_something_happens(anna, ame, book, acting):
    with acting(anna, ame) as by:
        assert len(week_of(by, MONDAY).days) == 5
    book(MONDAY + timedelta(days=6), "10:00", "11:00")
    with acting(anna, ame) as by:
        assert [day.date.weekday() for day in week_of(by, MONDAY).days] == [0, 1, 2, 3, 4, 6]


def test_meetings_stand_on_their_quarter(anna, ame, book, acting):
    book(MONDAY, "09:30", "10:15")
    with acting(anna, ame) as by:
        (placed,) = week_of(by, MONDAY).days[0].meetings
    assert (placed.row, placed.rows, placed.lanes) == (11, 3, 1)


def test_two_at_once_stand_beside_each_other_and_the_third_alone(anna, ame, book, acting):
    book(MONDAY, "09:00", "10:00")
    book(MONDAY, "09:30", "10:30")
    book(MONDAY, "10:30", "11:00")
    with acting(anna, ame) as by:
        lanes = [(one.lane, one.lanes) for one in week_of(by, MONDAY).days[0].meetings]
    assert lanes == [(1, 2), (2, 2), (1, 1)]


@pytest.mark.parametrize(("starts", "ends"), [("05:00", "06:00"), ("17:45", "23:00"), ("00:00", "23:55")])
def test_early_and_late_ones_stay_within_the_day(anna, ame, book, acting, starts, ends):
    book(MONDAY, starts, ends)
    with acting(anna, ame) as by:
        (placed,) = week_of(by, MONDAY).days[0].meetings
    assert placed.row >= 1
    assert placed.row + placed.rows - 1 <= 44


def test_a_protected_person_stands_there_by_reference_with_words(anna, ame, case, pages, acting):
    hidden = known(anna, case(anna, card={"protection": "SKYDDAD", "given_name": "Siv"}))
    with acting(anna, ame) as by:
        times = {"starts_at": moment(MONDAY, "09:00"), "ends_at": moment(MONDAY, "10:00")}
        book_meeting(hidden.case.id, by=by, about="Möte", **times)
    page = pages(anna, ame).get("/week/?week=2026-W49").content.decode()
    assert hidden.case.reference in page
    assert "Skyddad folkbokföring" in page
    assert "Siv" not in page


def test_the_days_are_a_part_of_the_page(anna, ame, book, pages):
    book(MONDAY, "09:00", "10:00")
    browser = pages(anna, ame)
    whole = browser.get("/week/?week=2026-W49").content.decode()
    part = browser.get("/week/?week=2026-W49", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert part.content.decode().strip() in whole


def test_more_meetings_ask_the_database_no_more(anna, ame, book, pages):
    book(MONDAY, "09:00", "10:00")
    _statements(pages(anna, ame))  # what is asked once a process
    with_one = _statements(pages(anna, ame))
    for hour in range(10, 17):
        book(MONDAY, f"{hour}:00", f"{hour}:30")
    assert _statements(pages(anna, ame)) == with_one


def _statements(browser) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        browser.get("/week/?week=2026-W49")
    return len(captured)
