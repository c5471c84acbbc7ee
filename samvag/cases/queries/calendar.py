"""A week of own meetings, laid out by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases.queries.meetings import Booked, own_meetings
from samvag.kernel.weeks import week_name

FIRST_HOUR, LAST_HOUR = 7, 18
QUARTER = 15 * 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A meeting in a day's column: first quarter and number of quarters, lane and number of lanes."""

    meeting: Booked
    row: int
    rows: int
    lane: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    today: bool
    meetings: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Friday; Saturday and Sunday only when something happens then, or today."""

    year: int
    number: int
    days: tuple[Day, ...]
    hours: tuple[int, ...]

    def shifted(self, weeks: int) -> str:
        return week_name(date.fromisocalendar(self.year, self.number, 1) + timedelta(weeks=weeks))


def week_of(actor: Actor, monday: date) -> Week:
    """The actor's own meetings of the week that begins on `monday`; one statement."""
    first = timezone.make_aware(datetime.combine(monday, time.min))
    after = timezone.make_aware(datetime.combine(monday + timedelta(days=7), time.min))
    booked = own_meetings(actor, first, after)
    today = timezone.localdate()
    days = []
    for offset in range(7):
        day = monday + timedelta(days=offset)
        its = [meeting for meeting in booked if timezone.localdate(meeting.starts_at) == day]
        if offset < 5 or its or day == today:
            days.append(Day(day, day == today, _placed(its)))
    number = monday.isocalendar()
    return Week(number.year, number.week, tuple(days), tuple(range(FIRST_HOUR, LAST_HOUR)))


def _placed(meetings: Sequence[Booked]) -> tuple[Placed, ...]:
    """Meetings that overlap stand beside each other; a group of overlapping ones shares its lanes."""
    placed: list[Placed] = []
    group: list[tuple[Booked, int]] = []
    ends: list[datetime] = []
    for meeting in meetings:
        if ends and meeting.starts_at >= max(ends):
            placed += _group(group, len(ends))
            group, ends = [], []
        lane = next((one for one, end in enumerate(ends) if end <= meeting.starts_at), len(ends))
        ends[lane : lane + 1] = [meeting.ends_at]
        group.append((meeting, lane))
    return (*placed, *_group(group, len(ends)))


def _group(group: list[tuple[Booked, int]], lanes: int) -> list[Placed]:
    return [Placed(meeting, *_quarters(meeting), lane + 1, lanes) for meeting, lane in group]


def _quarters(meeting: Booked) -> tuple[int, int]:
    """First quarter of the shown day (from 1) and how many, at least two so that the words have room."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    most = (LAST_HOUR - FIRST_HOUR) * 4
    first = (starts.hour - FIRST_HOUR) * 4 + starts.minute // 15
    first = min(max(first, 0), most - 2)
    count = -(-int((ends - starts).total_seconds()) // QUARTER)
    return first + 1, max(2, min(count, most - first))
