"""The unit's view for its manager: who has how many, and how it stands with them."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows

# Each table is read once for the whole unit, so that the cost grows with the unit and not with its workers.
CASELOAD = """
    WITH cases AS MATERIALIZED (
        SELECT k.id, k.person_id FROM cases_case k
         WHERE k.owner_unit_id = (SELECT tried_unit()) AND k.closed_on IS NULL),
    lead AS (
        SELECT a.case_id, a.staff_id FROM cases_assignment a
         WHERE a.owner_unit_id = (SELECT tried_unit()) AND a.role = 'MAIN' AND a.period @> current_date),
    step AS (
        SELECT t.case_id, min(t.due_on) AS due FROM cases_step t
         WHERE t.owner_unit_id = (SELECT tried_unit()) AND t.ended_on IS NULL GROUP BY t.case_id),
    met AS (
        SELECT x.case_id, max(x."on") AS last FROM cases_contact x
         WHERE x.owner_unit_id = (SELECT tried_unit()) AND x.reached AND x."on" >= current_date - 30
         GROUP BY x.case_id)
    SELECT m.staff_id, coalesce(f.name, ''), count(cases.id),
           count(cases.id) FILTER (WHERE step.due IS NULL), count(cases.id) FILTER (WHERE step.due < current_date),
           count(cases.id) FILTER (WHERE met.last IS NULL), coalesce(bool_or(away.id IS NOT NULL), false),
           max(to_char(upper(away.period) - 1, 'YYYY-MM-DD')), max(cover.name)
      FROM (SELECT lead.staff_id FROM cases LEFT JOIN lead ON lead.case_id = cases.id
            UNION SELECT w.staff_id FROM agencies_membership w
             WHERE w.unit_id = (SELECT tried_unit()) AND w.role = 'worker' AND w.period @> current_date) m
      LEFT JOIN (cases LEFT JOIN lead ON lead.case_id = cases.id) ON lead.staff_id IS NOT DISTINCT FROM m.staff_id
      LEFT JOIN step ON step.case_id = cases.id
      LEFT JOIN met ON met.case_id = cases.id
      LEFT JOIN agencies_staff f ON f.id = m.staff_id
      LEFT JOIN agencies_absence away ON away.staff_id = m.staff_id AND away.unit_id = (SELECT tried_unit())
           AND away.period @> current_date
      LEFT JOIN agencies_staff cover ON cover.id = away.cover_id
     GROUP BY m.staff_id, f.name ORDER BY m.staff_id IS NOT NULL, f.name, m.staff_id
"""
UNASSIGNED = """
    SELECT count(*) FROM cases_case k WHERE k.owner_unit_id = (SELECT tried_unit()) AND k.closed_on IS NULL
       AND k.id NOT IN (SELECT a.case_id FROM cases_assignment a WHERE a.owner_unit_id = (SELECT tried_unit())
                           AND a.role = 'MAIN' AND lower(a.period) <= current_date
                           AND (upper_inf(a.period) OR upper(a.period) > current_date))
"""


class Load(NamedTuple):
    """One worker's open cases as main contact; without `staff` those that nobody leads."""

    staff: UUID | None
    name: str
    cases: int
    without_step: int
    late: int
    without_contact: int
    away: bool
    away_until: str | None
    cover: str | None


class Caseload(NamedTuple):
    workers: list[Load]
    unassigned: int

    @property
    def total(self) -> int:
        return self.unassigned + sum(load.cases for load in self.workers)

    @property
    def most(self) -> int:
        return max((load.cases for load in self.workers), default=0) or 1

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For the filter of the list."""
        return [("", _("Alla")), *((str(load.staff), load.name) for load in self.workers)]


def caseload(actor: Actor) -> Caseload:
    """Counts alone, no persons. One statement."""
    loads = [Load(*row) for row in rows(CASELOAD)]
    return Caseload(
        [load for load in loads if load.staff], sum(load.cases for load in loads if not load.staff)
    )


def unassigned(actor: Actor) -> int:
    """How many open cases of the unit nobody leads; for those who see the whole unit. One statement."""
    if not actor.sees_whole_unit:
        return 0
    return rows(UNASSIGNED)[0][0]
