"""Who has looked at her, a month at a time."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from samvag.access.persons import Person
from samvag.rights.looked import Look, who_looked

#: So far back one can turn the pages; the log itself is kept longer, and she can ask for all of it.
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Month:
    """`days` are the days with looks, the latest first."""

    first: date
    days: tuple[tuple[date, tuple[Look, ...]], ...]
    before: date | None
    after: date | None

    @property
    def count(self) -> int:
        return sum(len(looks) for _day, looks in self.days)


def looked_in(actor: Person, month: date) -> Month:
    """The month that `month` lies in."""
    first, this = month.replace(day=1), timezone.localdate().replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    found = [look for look in who_looked(actor.id, first) if _day(look) <= last]
    days = tuple((day, tuple(looks)) for day, looks in groupby(found, _day))
    oldest = (this - timedelta(days=MONTHS * 30)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    after = last + timedelta(days=1)
    return Month(first, days, before if before >= oldest else None, after if after <= this else None)


def _day(look: Look) -> date:
    return timezone.localdate(look.at)
