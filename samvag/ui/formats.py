"""How dates, numbers and names are written. Filters of the templates; plain functions elsewhere.

Dates are `2026-11-22` in tables and fields and `22 nov 2026` in running text; numbers group by a narrow
non-breaking space, so that a figure never breaks over two lines.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

MONTHS = (
    gettext_lazy("jan"), gettext_lazy("feb"), gettext_lazy("mar"), gettext_lazy("apr"),
    gettext_lazy("maj"), gettext_lazy("jun"), gettext_lazy("jul"), gettext_lazy("aug"),
    gettext_lazy("sep"), gettext_lazy("okt"), gettext_lazy("nov"), gettext_lazy("dec"),
)  # fmt: skip
LONG_MONTHS = (
    gettext_lazy("Januari"), gettext_lazy("Februari"), gettext_lazy("Mars"), gettext_lazy("April"),
    gettext_lazy("Maj"), gettext_lazy("Juni"), gettext_lazy("Juli"), gettext_lazy("Augusti"),
    gettext_lazy("September"), gettext_lazy("Oktober"), gettext_lazy("November"), gettext_lazy("December"),
)  # fmt: skip
WEEKDAYS = (
    gettext_lazy("måndag"), gettext_lazy("tisdag"), gettext_lazy("onsdag"), gettext_lazy("torsdag"),
    gettext_lazy("fredag"), gettext_lazy("lördag"), gettext_lazy("söndag"),
)  # fmt: skip
GROUP = "\u00a0"


@lru_cache(maxsize=64)
def _months(language: str | None) -> tuple[str, ...]:
    """Looked up once a language: dates are written hundreds of times a page."""
    return tuple(str(month) for month in MONTHS)


def month_name(number: int) -> str:
    """`jan` for 1."""
    return _months(get_language())[number - 1]


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def iso_date(value: date | datetime | None) -> str:
    """`2026-11-22`; nothing for None."""
    return "" if value is None else _day(value).isoformat()


def short_date(value: date | datetime | None, year: bool = True) -> str:
    """`22 nov 2026`, or `22 nov` without the year."""
    if value is None:
        return ""
    day = _day(value)
    text = f"{day.day} {month_name(day.month)}"
    return f"{text} {day.year}" if year else text


def month_and_year(value: date) -> str:
    """`november 2026`, as it stands alone."""
    return f"{LONG_MONTHS[value.month - 1]} {value.year}"


def clock(value: datetime | None) -> str:
    """`14:30` in local time."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M}"


def moment(value: datetime | None) -> str:
    """`2026-11-22 14:30` in local time."""
    return "" if value is None else f"{iso_date(value)} {clock(value)}"


def weekday(value: date | datetime) -> str:
    return str(WEEKDAYS[_day(value).weekday()])


def period(start: date, end: date | None = None) -> str:
    """`9 jan – 6 apr 2026`, `sedan 18 apr 2026` when open, one date when both are the same day."""
    if end is None:
        return _("sedan %(day)s") % {"day": short_date(start)}
    if start == end:
        return short_date(start)
    return f"{short_date(start, year=start.year != end.year)} – {short_date(end)}"


def number(value: float | None, decimals: int = 0) -> str:
    """`12 345`, `12 345,5`; nothing for None."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}".replace("-", "−")
    return text.replace(",", GROUP).replace(".", ",")


def percent(value: float | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as `42 %`."""
    return "" if value is None else f"{number(value * 100, decimals)}{GROUP}%"


def relative_day(value: date | datetime | None, today: date | None = None) -> str:
    """`idag`, `igår`, `om 3 dagar`, `för 12 dagar sedan`; further than 60 days the date itself."""
    if value is None:
        return ""
    days = (_day(value) - (today or timezone.localdate())).days
    named = {0: _("idag"), 1: _("imorgon"), -1: _("igår")}
    if days in named:
        return named[days]
    if abs(days) > 60:
        return short_date(value)
    if days > 0:
        return ngettext("om %(n)s dag", "om %(n)s dagar", days) % {"n": days}
    return ngettext("för %(n)s dag sedan", "för %(n)s dagar sedan", -days) % {"n": -days}


def days_since(value: date | datetime, today: date | None = None) -> int:
    return ((today or timezone.localdate()) - _day(value)).days


def in_days(count: int) -> str:
    """`1 dag`, `12 dagar`."""
    return ngettext("%(n)s dag", "%(n)s dagar", count) % {"n": number(count)}


def initials(name: str) -> str:
    """`Sara Berg` → `SB`; at most two letters, first and last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def yes_no(value: bool | None) -> str:
    return _("Uppgift saknas") if value is None else _("Ja") if value else _("Nej")


FILTERS: dict[str, Callable[..., Any]] = {
    "date": iso_date,
    "short_date": short_date,
    "month_and_year": month_and_year,
    "clock": clock,
    "moment": moment,
    "weekday": weekday,
    "number": number,
    "percent": percent,
    "relative_day": relative_day,
    "days_since": days_since,
    "in_days": in_days,
    "initials": initials,
    "yes_no": yes_no,
}
