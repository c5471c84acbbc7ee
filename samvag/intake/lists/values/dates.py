"""Dates as Swedes write them, and as Excel stores them.

Day before month, year first when it has four digits; two-digit years are the latest at most ten years ahead.
A date that only an American order makes real is refused: its neighbours in the column would be read wrong.
"""

import re
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _

from samvag.intake.lists.faults import Code
from samvag.intake.lists.reading.sheets import Cell
from samvag.intake.lists.values import DASHES, Unread, text_of

_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)
_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april",),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_TIME = re.compile(r"(?:[t ]|,? kl\.? ?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$")
_LEAD = re.compile(r"^(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?(?:en)?\.?,? )?(?:den )?")
_SEP = r" ?[-./ ] ?"
_MAYBE = rf"(?:{_SEP})?"
_Y4 = r"(?P<year>\d{4})"
_Y2 = r"['’]?(?P<year>\d{2})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_Y4}{_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_SEP}{_Y4}",
        rf"{_Y4}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"(?P<day>\d{{2}})(?P<month>\d{{2}}){_Y4}",
        r"(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{2})-(?P<month>\d{2})-(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}}) ?[./] ?(?P<month>\d{{1,2}}){_SEP}{_Y2}",
        rf"(?P<day>\d{{1,2}})(?::?[ea])?{_MAYBE}(?P<name>[a-zåäö]{{3,}})\.?,?{_MAYBE}{_Y4}",
        rf"(?P<day>\d{{1,2}})(?::?[ea])?{_MAYBE}(?P<name>[a-zåäö]{{3,}})\.?,?{_MAYBE}{_Y2}",
        rf"(?P<name>[a-zåäö]{{3,}})\.? (?P<day>\d{{1,2}}),? {_Y4}",
        rf"{_Y4} (?P<day>\d{{1,2}}) (?P<name>[a-zåäö]{{3,}})",
        rf"{_Y4},?{_SEP}(?P<name>[a-zåäö]{{3,}})\.?{_SEP}(?P<day>\d{{1,2}})",
    )
)
_DECIMALS = re.compile(r"(\d{5,8})[.,]0+")
_TWO_WAYS = re.compile(r"(\d{2})([./])(\d{2})\2(\d{2})")
_WEEK = re.compile(r"(?:\b(?:v|w|vecka|week)|(?<=\d)[vw])\.? ?\d{1,2}\b")
_LONG_AGO_YEARS = 15
_NO_YEAR = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2}|\d{1,2}(?::?[ea])? ?[a-zåäö]{3,}\.?")
_NO_DAY = re.compile(
    r"\d{4}(?:[-/. ]\d{1,2})?|[a-zåäö]{3,}\.? ?\d{4}|\d{4} ?[a-zåäö]{3,}|[a-zåäö]{3,}\.? ?[-’']\d{2}"
)


def read_date(cell: Cell, *, today: date) -> date | Unread:
    """The day that a filled cell names."""
    if not isinstance(cell, str):
        return _number(cell, today)
    text = _plain(cell)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _number(int(text), today)
    if _reads_two_ways(text, today):
        return Unread(
            Code.DATE_INVALID,
            _("Datumet kan läsas på två sätt. Skriv året med fyra siffror, till exempel 2024-02-03."),
        )
    exists = False
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        found = _day(parts, today)
        exists = exists or "name" not in parts or bool(_month(parts["name"]))
        if found is not None:
            return found
    return _unread(text, exists)


def _plain(cell: str) -> str:
    """Without a weekday, a time of day, Excel's mark of a text, and the stop after it."""
    text = text_of(cell).translate(DASHES).casefold().strip("'’;, ").rstrip(".")
    whole = _DECIMALS.fullmatch(text)
    return whole[1] if whole else _LEAD.sub("", _TIME.sub("", text))


def _reads_two_ways(text: str, today: date) -> bool:
    """`24/02/03`: as Swedes write it that is long ago, with the year first it is not."""
    match = _TWO_WAYS.fullmatch(text)
    if match is None:
        return False
    first, _sign, month, last = match.groups()
    day_first = _day({"day": first, "month": month, "year": last}, today)
    year_first = _day({"day": last, "month": month, "year": first}, today)
    return bool(year_first and day_first and day_first.year < today.year - _LONG_AGO_YEARS <= year_first.year)


def _number(cell: int | float, today: date) -> date | Unread:
    """A serial day of Excel, or digits that Excel took for a number."""
    whole = int(cell)
    if whole in _EXCEL_DAYS:
        return _EXCEL_ZERO + timedelta(days=whole)
    if whole == cell and len(str(whole)) in (6, 8):
        return read_date(str(whole), today=today)
    return _unread("", False)


def _day(parts: dict[str, str | None], today: date) -> date | None:
    month = _month(parts["name"] or "") if "name" in parts else int(parts["month"] or 0)
    year_text = parts["year"] or ""
    year = int(year_text) if len(year_text) == 4 else _full_year(int(year_text), today)
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None


def _full_year(two_digits: int, today: date) -> int:
    year = 2000 + two_digits
    return year if year <= today.year + 10 else year - 100


def _month(word: str) -> int:
    """1–12 by name or at least three letters of it; 0 when there is none."""
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names):
            return number
    return 0


def _unread(text: str, exists: bool) -> Unread:
    invalid = partial(Unread, Code.DATE_INVALID)
    if exists:
        return invalid(_("Det datumet finns inte. Skriv år, månad och dag, till exempel 2024-02-03."))
    if _WEEK.search(text):
        return invalid(_("En vecka är ingen dag. Skriv hela datumet, till exempel 2024-02-03."))
    if _NO_YEAR.fullmatch(text):
        return invalid(_("Årtalet saknas. Skriv hela datumet, till exempel 2024-02-03."))
    if _NO_DAY.fullmatch(text):
        return invalid(_("Dagen saknas. Skriv hela datumet, till exempel 2024-02-03."))
    return invalid(_("Det går inte att läsa som ett datum. Skriv till exempel 2024-02-03."))
