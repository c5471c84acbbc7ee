"""Weeks by their ISO names, `2026-W48`, and one meeting as a calendar file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

PRODUCT = "-//Samväg//Möten//SV"


def monday_of(name: str, today: date) -> date:
    """The Monday of `2026-W48`, or of the week of `today` when the name is no week."""
    year, _sep, week = name.partition("-W")
    try:
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return today - timedelta(days=today.weekday())


def week_name(day: date) -> str:
    return f"{day.isocalendar().year:04d}-W{day.isocalendar().week:02d}"


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar file tells, exactly. A higher `sequence` replaces the event in the reader's calendar."""

    uid: str
    summary: str
    link: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_file(what: Appointment, now: datetime) -> bytes:
    """An `.ics` with one private event, its times in UTC. Source: RFC 5545."""
    # Imported when first asked for: most pages never write a calendar.
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", f"{what.uid}@samvag")
    event.add("dtstamp", now)
    event.add("dtstart", what.starts_at)
    event.add("dtend", what.ends_at)
    event.add("sequence", what.sequence)
    event.add("summary", what.summary)
    event.add("description", what.link)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if what.cancelled else "CONFIRMED")
    if what.place:
        event.add("location", what.place)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if what.cancelled else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
