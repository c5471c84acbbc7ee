"""The actor's own meetings, today and the six days after."""

from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.desk.paths import about
from samvag.ui.formats import WEEKDAYS

MEETINGS = """
    SELECT g.id, c.id, g.person_id, c.given_name || ' ' || c.family_name, g.starts_at::date - current_date,
           to_char(g.starts_at, 'YYYY-MM-DD'), to_char(g.starts_at, 'HH24:MI'), to_char(g.ends_at, 'HH24:MI'),
           g.about, g.place, g.form, g.interpreter
      FROM cases_meeting g
      JOIN people_card c ON c.person_id = g.person_id AND c.owner_unit_id = g.owner_unit_id
     WHERE g.owner_unit_id = (SELECT access_unit()) AND g.cancelled_at IS NULL
       AND g.starts_at >= current_date AND g.starts_at < current_date + 7
       AND (g.person_id IN (SELECT mine.person FROM access_people() mine) OR EXISTS (
            SELECT 1 FROM cases_meetingparticipant p WHERE p.meeting_id = g.id AND p.staff_id = %(staff)s))
     ORDER BY g.starts_at, g.id LIMIT 60
"""


class Meeting(NamedTuple):
    """`ahead` is days from today; `interpreter` is a state of samvag.cases.terms.INTERPRETER_STATES."""

    id: UUID
    card: UUID
    person: UUID
    name: str
    ahead: int
    day: str
    starts: str
    ends: str
    about: str
    place: str
    form: str
    interpreter: str

    @property
    def path(self) -> str:
        return about("desk:person", self.card)

    @property
    def when(self) -> str:
        near = {0: _("Idag"), 1: _("Imorgon")}
        return near.get(self.ahead) or str(WEEKDAYS[date.fromisoformat(self.day).weekday()]).capitalize()


def meetings_this_week(actor: Actor) -> list[tuple[str, list[Meeting]]]:
    """(day, its meetings) in order of time. One statement."""
    found = [Meeting(*row) for row in rows(MEETINGS, {"staff": actor.staff})]
    actor.saw(meeting.person for meeting in found)
    return [(day, list(meetings)) for day, meetings in groupby(found, key=lambda meeting: meeting.day)]
