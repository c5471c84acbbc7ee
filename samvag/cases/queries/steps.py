"""Steps of a person: what, who, when; and what is needed to remind somebody who never logs in."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read_of_person
from samvag.cases.terms import STEP_ENDS
from samvag.kernel.categories import LABELS, Category
from samvag.kernel.errors import Unseen

END_WORDS = dict(STEP_ENDS)

STEP = f"""
    SELECT r.id, r.what, r.category, r.doer, coalesce(r.staff_id, r.unit_id, r.external_id), r.version,
           coalesce(doer.name, ''), coalesce(asked.short, ''),
           coalesce(x.name, ''), coalesce(x.organisation, ''), coalesce(x.phone, ''), coalesce(x.email, ''),
           r.due_on, r.ended_on, r.end_reason, r.end_note, coalesce(r.staff_id = %(staff)s, false),
           coalesce(reminded.times, 0), reminded.latest, coalesce(s.name, ''), {WHOSE}
      FROM cases_step r {FROM_WHOM}
      LEFT JOIN agencies_staff doer ON doer.id = r.staff_id
      LEFT JOIN agencies_unit asked ON asked.id = r.unit_id
      LEFT JOIN agencies_externalcontact x ON x.id = r.external_id
      LEFT JOIN LATERAL (SELECT count(*) AS times, max(m."on") AS latest FROM cases_reminder m
                          WHERE m.step_id = r.id AND r.doer = 'EXTERNAL') reminded ON true
     WHERE r.person_id = %(person)s
"""
AHEAD = STEP + "AND r.ended_on IS NULL ORDER BY r.due_on, r.created_at, r.id"
ENDED = STEP + "AND r.ended_on IS NOT NULL ORDER BY r.ended_on DESC, r.created_at DESC, r.id LIMIT %(most)s"
ONE_STEP = STEP + "AND r.id = %(step)s AND r.owner_unit_id = %(unit)s ORDER BY r.id"


@dataclass(frozen=True, slots=True)
class StepRow:
    """`phone` and `email` are the external contact's; only our own unit's contacts are ever named."""

    id: UUID
    what: str
    category: str
    doer: str
    whom: UUID | None
    version: int
    staff_name: str
    doer_unit: str
    external_name: str
    organisation: str
    phone: str
    email: str
    due_on: date
    ended_on: date | None
    end_reason: str
    end_note: str
    is_for_me: bool
    reminded: int
    reminded_on: date | None
    by: str
    unit: str

    @property
    def who(self) -> str:
        """Who does it, in words."""
        if self.doer == "PERSON":
            return _("Personen själv")
        if self.doer == "UNIT":
            return self.doer_unit
        if self.doer == "EXTERNAL":
            named = ", ".join(filter(None, (self.external_name, self.organisation)))
            return named or _("Extern kontakt hos %(unit)s") % {"unit": self.unit}
        return self.staff_name or _("Ingen särskild hos oss")

    @property
    def end_words(self) -> str:
        return str(END_WORDS.get(self.end_reason, ""))

    @property
    def category_words(self) -> str:
        return str(LABELS[Category(self.category)])

    def as_initial(self) -> dict[str, Any]:
        """As the form for changing it begins."""
        asked = {"STAFF": "staff", "UNIT": "unit", "EXTERNAL": "external"}.get(self.doer)
        chosen = {asked: str(self.whom)} if asked and self.whom else {}
        return {
            "what": self.what,
            "due_on": self.due_on,
            "doer": self.doer,
            "category": self.category,
            "version": self.version,
            **chosen,
        }

    def late_days(self, today: date) -> int:
        """Days past due; 0 when it is not late or has ended."""
        return max(0, (today - self.due_on).days) if self.ended_on is None else 0


def steps_ahead(actor: Actor, person: UUID) -> list[StepRow]:
    """The steps that have not ended, the first due first; one statement."""
    return read_of_person(actor, person, AHEAD, StepRow)


def steps_ended(actor: Actor, person: UUID, most: int = 50) -> list[StepRow]:
    """The latest ended first; one statement."""
    return read_of_person(actor, person, ENDED, StepRow, most=most)


def step_of(actor: Actor, person: UUID, step: UUID) -> StepRow:
    """One of our own steps; another unit's is not found, since only its owner may change it."""
    rows = read_of_person(actor, person, ONE_STEP, StepRow, step=step)
    if not rows:
        raise Unseen
    return rows[0]
