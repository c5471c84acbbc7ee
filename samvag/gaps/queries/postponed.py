"""What was postponed together and can be taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.kernel.periods import UNDO_FOR

BATCHES = """
    SELECT p.batch, min(p.made_at), s.name, min(p.until), min(p.reason), count(*),
           coalesce(array_agg(DISTINCT c.given_name || ' ' || c.family_name)
               FILTER (WHERE g.postponed_times IS DISTINCT FROM p.nth), '{}'),
           array_agg(DISTINCT p.person_id)
      FROM gaps_postponement p JOIN agencies_staff s ON s.id = p.made_by_id
      LEFT JOIN gaps_gap g ON g.case_id = p.case_id AND g.rule_id = p.rule_id
      LEFT JOIN people_card c ON c.person_id = p.person_id AND c.owner_unit_id = p.owner_unit_id
     WHERE p.owner_unit_id = %(unit)s AND p.undone_at IS NULL AND p.made_at > %(since)s
       AND (p.made_by_id = %(staff)s OR %(whole)s)
     GROUP BY p.batch, s.name ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """`changed` names those whose gap has gone, or was postponed anew, since: they stay as they are."""

    id: UUID
    made_at: datetime
    by: str
    until: date
    reason: str
    gaps: int
    changed: tuple[str, ...]


def postponed(actor: Actor) -> list[Batch]:
    """One's own of the last thirty days, the latest first; everybody's for those who see the whole unit."""
    facts = {"unit": actor.unit, "staff": actor.staff, "whole": actor.sees_whole_unit}
    found = rows(BATCHES, {**facts, "since": timezone.now() - UNDO_FOR})
    actor.saw(person for *_facts, named, persons in found if named for person in persons)
    return [Batch(*facts) for *facts, _persons in found]
