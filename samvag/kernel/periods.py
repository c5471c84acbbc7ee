"""Periods as the database keeps them: half-open ranges of days, shown with both ends inclusive."""

from calendar import monthrange
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

DAY = timedelta(days=1)
#: So long an act on many, an import and a postponement can be taken back.
UNDO_FOR = timedelta(days=30)


def period(first: date, last: date | None = None) -> DateRange:
    """`last` is the last day that counts; None is open-ended."""
    return DateRange(first, last + DAY if last else None, "[)")


def last_day(span: DateRange) -> date | None:
    return span.upper - DAY if span.upper else None


def ended(span: DateRange, last: date) -> DateRange:
    """The same period, ending on `last` (a period that would end before it began becomes empty)."""
    return DateRange(span.lower, max(span.lower, last + DAY), "[)")


def months_later(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the last one where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
