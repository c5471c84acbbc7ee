"""Who has looked at a person: by unit, when and why, in plain words. For the person herself, and for her extract.

The database decides who may ask: the person about herself, and her own unit about its own reads. That another unit
knows her is that unit's secret, so a unit is never told of others' reads; only the person is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samvag.access.reading import rows
from samvag.rights.words import EXPORT, act_in_words, ground_in_words

LOOKED = """
    SELECT l.at, l.who, coalesce(u.name, ''), l.action, l.page, l.ground, l.times
      FROM rights_looked(%(person)s, %(since)s) l LEFT JOIN agencies_unit u ON u.id = l.unit
     ORDER BY l.at DESC, l.who, l.action, l.page
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One of the staff on one day, with one page or act. `at` is the first time, `times` how many; who is not told."""

    at: datetime
    unit: str
    what: str
    why: str
    exported: bool
    times: int


def who_looked(person: UUID, since: date | None = None) -> list[Look]:
    """The latest first, as whoever acts may know it; nothing when she may not. Neither reviews of the log, nor the
    person's own reads, nor what a unit withholds by a decision are among them.
    """
    found: dict[tuple, Look] = {}
    for at, who, unit, action, page, ground, times in rows(LOOKED, {"person": person, "since": since}):
        what, why = act_in_words(action, page), ground_in_words(ground)
        alike = who, unit, at.date(), what, why
        before = found.get(alike)
        found[alike] = Look(at, unit, what, why, action == EXPORT, times + (before.times if before else 0))
    return list(found.values())
