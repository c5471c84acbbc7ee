"""The actor's own meetings and those of whom she covers, today and the six days after."""

from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.cases.queries.meetings import MINE
from samvag.desk.paths import about
from samvag.people.protection import name_in_lists
from samvag.ui.formats import WEEKDAYS

NAME = name_in_lists("r.case_id")
# The days are moments, since the index on moments is asked only what cannot tell of hidden rows; and the cards of a
# week's few meetings are looked up (OFFSET 0), where the planner would rather read the whole unit's.
MEETINGS = f"""
    SELECT r.id, c.id, r.person_id, {NAME}, r.starts_at::date - current_date,
           to_char(r.starts_at, 'YYYY-MM-DD'), to_char(r.starts_at, 'HH24:MI'), to_char(r.ends_at, 'HH24:MI'),
           r.about, r.place, r.form, r.interpreter
      FROM cases_meeting r
     CROSS JOIN LATERAL (SELECT k.id, k.given_name, k.family_name, k.protection FROM people_card k
                          WHERE k.person_id = r.person_id AND k.owner_unit_id = r.owner_unit_id OFFSET 0) c
     WHERE r.owner_unit_id = (SELECT tried_unit()) AND r.cancelled_at IS NULL
       AND r.starts_at >= current_date::timestamptz AND r.starts_at < (current_date + 7)::timestamptz
       AND {MINE}
     ORDER BY r.starts_at, r.id LIMIT 60
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
