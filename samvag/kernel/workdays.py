"""Swedish working days: Monday to Friday but for public holidays and the eves that everybody has off.

Midsommarafton, julafton and nyårsafton are not public holidays in law, but agencies are closed (semesterlagen
3 a § puts them on a par with Sundays). In weeks 27–31 nobody can be expected to answer.
"""

from datetime import date, timedelta
from functools import cache

HOLIDAY_WEEKS = range(27, 32)
_ONE_DAY = timedelta(days=1)


@cache
def days_off(year: int) -> frozenset[date]:
    """Public holidays and the three eves of that year, Sundays that are nothing more left out."""
    # Imported when first asked for: the library takes 0.15 s, and most commands never count days.
    from holidays.countries.sweden import Sweden

    return frozenset(Sweden(years=year, categories=("public", "de_facto"), include_sundays=False))


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in days_off(day.year)


def answers_rest(day: date) -> bool:
    """Whether the day lies in weeks 27–31, when what needs others' answers stands still."""
    return day.isocalendar().week in HOLIDAY_WEEKS


def add_workdays(day: date, count: int, *, resting: bool = False) -> date:
    """The working day that lies `count` working days after `day` (before, when negative).

    Zero gives the day itself. With `resting` the working days of weeks 27–31 are not counted.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= _counts(day, resting)
    return day


def workdays_between(start: date, end: date, *, resting: bool = False) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` comes first."""
    if end < start:
        return -workdays_between(end, start, resting=resting)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(_counts(day, resting) for day in days)


def _counts(day: date, resting: bool) -> bool:
    return is_workday(day) and not (resting and answers_rest(day))
