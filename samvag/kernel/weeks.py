"""Weeks by their ISO names, `2026-W48`, and one meeting as a calendar file."""

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


def calendar_file(
    uid: str,
    summary: str,
    link: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    now: datetime,
    place: str = "",
    sequence: int = 0,
    cancelled: bool = False,
) -> bytes:
    """An `.ics` with one private event; what it tells is exactly what is given here.

    Times are aware and written in UTC. A higher `sequence` replaces the earlier event in the reader's calendar.
    Source: RFC 5545.
    """
    # Imported when first asked for: most pages never write a calendar.
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", f"{uid}@samvag")
    event.add("dtstamp", now)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("sequence", sequence)
    event.add("summary", summary)
    event.add("description", link)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if place:
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
