"""Meetings of a person, and the own week."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read, read_of_person
from samvag.cases.terms import INTERPRETER_STATES, MEETING_FORMS
from samvag.kernel.errors import Unseen
from samvag.people.protection import name_in_lists
from samvag.people.terms import OPEN

SAME_IN_FORM = ("about", "form", "place", "interpreter", "interpreter_language", "with_person")
FORM_WORDS, INTERPRETER_WORDS = dict(MEETING_FORMS), dict(INTERPRETER_STATES)

MEETING = f"""
    SELECT r.id, r.about, r.starts_at, r.ends_at, r.form, r.place, r.interpreter, r.interpreter_language,
           r.with_person, r.cancelled_at, r.cancel_reason, r.held, r.person_came, r.version, there.people,
           coalesce(s.name, ''), {WHOSE}
      FROM cases_meeting r {FROM_WHOM}
      LEFT JOIN LATERAL (
            SELECT coalesce(jsonb_agg(
                    jsonb_build_array(p.id, p.staff_id, coalesce(t.name, p.name), p.organisation, p.attended)
                    ORDER BY p.staff_id IS NULL, t.name, p.name, p.id), '[]') AS people
              FROM cases_meetingparticipant p LEFT JOIN agencies_staff t ON t.id = p.staff_id
             WHERE p.meeting_id = r.id) there ON true
     WHERE r.person_id = %(person)s
"""
MEETINGS = MEETING + "ORDER BY r.starts_at DESC, r.id LIMIT %(most)s"
AHEAD = MEETING + "AND r.ends_at >= %(now)s AND r.cancelled_at IS NULL ORDER BY r.starts_at, r.id"
ONE_MEETING = MEETING + "AND r.id = %(meeting)s AND r.owner_unit_id = %(unit)s ORDER BY r.id"

# Those I am to be at, and those of the colleague I cover while she is away.
MINE = """
    EXISTS (SELECT 1 FROM cases_meetingparticipant p WHERE p.meeting_id = r.id AND p.staff_id IN (
            SELECT %(staff)s::uuid UNION ALL
            SELECT away.staff_id FROM agencies_absence away
             WHERE away.cover_id = %(staff)s AND away.unit_id = (SELECT access_unit()) AND away.period @> current_date))
"""
WEEK = f"""
    SELECT r.id, c.id, r.person_id, coalesce({name_in_lists("r.case_id")}, ''),
           coalesce(c.protection, ''), r.about, r.starts_at, r.ends_at, r.form, r.place, r.interpreter,
           r.cancelled_at IS NOT NULL, r.held
      FROM cases_meeting r
      LEFT JOIN people_card c ON c.person_id = r.person_id AND c.owner_unit_id = r.owner_unit_id
     WHERE r.owner_unit_id = %(unit)s AND r.starts_at >= %(first)s AND r.starts_at < %(after)s
       AND {MINE}
     ORDER BY r.starts_at, r.ends_at, r.id
"""


@dataclass(frozen=True, slots=True)
class Participant:
    id: UUID
    staff: UUID | None
    name: str
    organisation: str
    attended: bool | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: UUID
    about: str
    starts_at: datetime
    ends_at: datetime
    form: str
    place: str
    interpreter: str
    interpreter_language: str
    with_person: bool
    cancelled_at: datetime | None
    cancel_reason: str
    held: bool | None
    person_came: bool | None
    version: int
    participants: tuple[Participant, ...]
    by: str
    unit: str

    @property
    def form_words(self) -> str:
        return str(FORM_WORDS[self.form])

    @property
    def interpreter_words(self) -> str:
        return str(INTERPRETER_WORDS[self.interpreter])

    @property
    def interpreter_missing(self) -> bool:
        """Needed and not yet confirmed."""
        return self.interpreter in ("NEEDED", "ORDERED")

    def as_initial(self) -> dict[str, Any]:
        """As the form for changing it begins."""
        starts, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        others = [
            ", ".join(filter(None, (one.name, one.organisation)))
            for one in self.participants
            if not one.staff
        ]
        return {
            **{name: getattr(self, name) for name in SAME_IN_FORM},
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "staff": [str(one.staff) for one in self.participants if one.staff],
            "others": "\n".join(others),
            "version": self.version,
        }

    def as_told(self) -> dict[str, Any]:
        """As the form for how it went begins; nothing but the version before somebody has said."""
        if self.held is None:
            return {"version": self.version}
        came = {} if self.person_came is None else {"person_came": "yes" if self.person_came else "no"}
        attended = [str(one.id) for one in self.participants if one.attended]
        return {"held": "yes" if self.held else "no", "attended": attended, "version": self.version, **came}


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting in somebody's week. The place is left out for a protected person: the page is a list."""

    id: UUID
    card: UUID | None
    person: UUID
    name: str
    protection: str
    about: str
    starts_at: datetime
    ends_at: datetime
    form: str
    place: str
    interpreter: str
    cancelled: bool
    held: bool | None

    @property
    def protected(self) -> bool:
        return self.protection not in ("", OPEN)

    @property
    def interpreter_words(self) -> str:
        return str(INTERPRETER_WORDS[self.interpreter])


def meetings_of(actor: Actor, person: UUID, most: int = 50) -> list[MeetingRow]:
    """The latest first, own ones and shared; one statement."""
    return read_of_person(actor, person, MEETINGS, _meeting, most=most)


def meetings_ahead(actor: Actor, person: UUID, now: datetime) -> list[MeetingRow]:
    """Those that have not ended and are not cancelled, the next first; one statement."""
    return read_of_person(actor, person, AHEAD, _meeting, now=now)


def meeting_of(actor: Actor, person: UUID, meeting: UUID) -> MeetingRow:
    """One of our own meetings; another unit's is not found."""
    rows = read_of_person(actor, person, ONE_MEETING, _meeting, meeting=meeting)
    if not rows:
        raise Unseen
    return rows[0]


def own_meetings(actor: Actor, first: datetime, after: datetime) -> list[Booked]:
    """The actor's own meetings that begin from `first` and before `after`, in time order; one statement."""
    rows = read(actor, WEEK, _booked, first=first, after=after)
    actor.saw(row.person for row in rows)
    return rows


def _meeting(*columns: Any) -> MeetingRow:
    """Django hands out jsonb as text."""
    facts = dict(zip(MeetingRow.__slots__, columns, strict=True))
    participants = tuple(_participant(*one) for one in json.loads(facts["participants"]))
    return MeetingRow(**{**facts, "participants": participants})


def _participant(
    row: str, staff: str | None, name: str, organisation: str, attended: bool | None
) -> Participant:
    return Participant(UUID(row), UUID(staff) if staff else None, name, organisation, attended)


def _booked(*columns: Any) -> Booked:
    row = Booked(*columns)
    return replace(row, place="") if row.protected else row
