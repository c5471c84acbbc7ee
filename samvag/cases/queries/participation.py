"""Participations of a person: as beads on the way, and each with its uppgifter at start and end."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samvag.access.actor import Actor
from samvag.cases.queries.reading import FROM_WHOM, WHOSE, read, read_of_person
from samvag.cases.terms import ENTRY, EXIT, MISREGISTERED
from samvag.codes.labels import label
from samvag.kernel.errors import Unseen

ROWS = f"""
    SELECT r.id, r.case_id, {WHOSE}, r.intervention_id, i.name, i.bead, lower(r.period), upper(r.period) - 1,
           r.planned_end, r.exit_reason,
           EXISTS (SELECT 1 FROM cases_snapshot w WHERE w.participation_id = r.id AND w.moment = 'ENTRY'),
           EXISTS (SELECT 1 FROM cases_snapshot w WHERE w.participation_id = r.id AND w.moment = 'EXIT'),
           f.identified
      FROM cases_participation r {FROM_WHOM} JOIN catalogue_intervention i ON i.id = r.intervention_id
      LEFT JOIN cases_finsamreport f ON f.participation_id = r.id
     WHERE r.person_id = %(person)s AND (%(everything)s OR r.exit_reason <> 'MISREGISTERED')
     ORDER BY lower(r.period), r.id
"""
FACTS = """
    SELECT r.id, r.case_id, r.person_id, r.owner_unit_id, r.intervention_id, i.name, lower(r.period),
           upper(r.period) - 1, r.planned_end, r.home_municipality, r.district, r.referrer, r.education,
           r.diploma, r.support_duration, r.exit_reason, f.identified, f.stripped_at, f.sex, f.start_year, r.version
      FROM cases_participation r JOIN catalogue_intervention i ON i.id = r.intervention_id
      LEFT JOIN cases_finsamreport f ON f.participation_id = r.id
     WHERE r.id = %(id)s AND r.owner_unit_id = %(unit)s
"""
SNAPSHOTS = """
    SELECT w.moment, w.works, w.work_percent, w.work_type, w.studies, w.study_percent, w.study_form,
           w.in_lm_programme, w.job_seeking, w.registered_pes,
           coalesce((SELECT array_agg(l.source ORDER BY l.percent DESC NULLS LAST, l.source)
              FROM cases_livelihood l WHERE l.snapshot_id = w.id), '{}'),
           coalesce((SELECT array_agg(l.percent ORDER BY l.percent DESC NULLS LAST, l.source)
              FROM cases_livelihood l WHERE l.snapshot_id = w.id), '{}'),
           w.version
      FROM cases_snapshot w WHERE w.participation_id = %(id)s ORDER BY w.moment
"""
LIVELIHOODS = f"""
    SELECT {WHOSE}, r.moment,
           CASE r.moment WHEN 'ENTRY' THEN lower(p.period)
                         ELSE coalesce(upper(p.period) - 1, lower(p.period)) END AS day,
           array_agg(l.source ORDER BY l.percent DESC NULLS LAST, l.source)
      FROM cases_snapshot r {FROM_WHOM} JOIN cases_participation p ON p.id = r.participation_id
      JOIN cases_livelihood l ON l.snapshot_id = r.id
     WHERE r.person_id = %(person)s AND p.exit_reason <> 'MISREGISTERED'
     GROUP BY r.id, u.short, p.period ORDER BY day, r.id
"""


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """A bead. `unit` is the other unit's short name, empty for own rows; `last` is None while it runs.

    `identified` says how it is reported to Uppföljning Finsam; None when it is not, or is not ours.
    """

    id: UUID
    case: UUID
    unit: str
    intervention: UUID
    name: str
    bead: str
    first: date
    last: date | None
    planned_end: date | None
    exit_reason: str
    has_entry: bool
    has_exit: bool
    identified: bool | None

    @property
    def own(self) -> bool:
        return not self.unit

    @property
    def misregistered(self) -> bool:
        return self.exit_reason == MISREGISTERED

    @property
    def exit(self) -> str:
        return label("exit_reason", self.exit_reason)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Uppgifter at one moment; None and empty are *uppgift saknas*."""

    moment: str
    works: bool | None
    work_percent: int | None
    work_type: str
    studies: bool | None
    study_percent: int | None
    study_form: str
    in_lm_programme: bool | None
    job_seeking: bool | None
    registered_pes: bool | None
    sources: tuple[str, ...]
    percents: tuple[int | None, ...]
    version: int

    @property
    def livelihoods(self) -> list[tuple[str, int | None]]:
        """(code, percent or None), the largest first."""
        return list(zip(self.sources, self.percents, strict=True))


@dataclass(frozen=True, slots=True)
class Facts:
    """The own unit's participation with all that is recorded; the report's fields are None before it is made."""

    id: UUID
    case: UUID
    person: UUID
    owner_unit: UUID
    intervention: UUID
    name: str
    first: date
    last: date | None
    planned_end: date | None
    home_municipality: str
    district: str
    referrer: str
    education: str
    diploma: str
    support_duration: str
    exit_reason: str
    identified: bool | None
    stripped_at: datetime | None
    sex: str | None
    start_year: int | None
    version: int


@dataclass(frozen=True, slots=True)
class LivesOn:
    """What the person lived on at a measured moment: for the line below the way."""

    unit: str
    moment: str
    day: date
    sources: list[str]

    @property
    def words(self) -> str:
        return ", ".join(label("livelihood_source", source) for source in self.sources)


def participations_of(actor: Actor, person: UUID, *, everything: bool = False) -> list[ParticipationRow]:
    """Own and shared, oldest first; `everything` takes the misregistered along. One statement."""
    return read_of_person(actor, person, ROWS, ParticipationRow, everything=everything)


def participation(actor: Actor, participation_id: UUID) -> Facts:
    """The own unit's, or not found: another unit's uppgifter are read as beads only."""
    found = read(actor, FACTS, Facts, id=participation_id)
    if not found:
        raise Unseen
    actor.saw([found[0].person])
    return found[0]


def snapshots_of(actor: Actor, participation_id: UUID) -> dict[str, Snapshot]:
    """By moment, ENTRY and EXIT, those that are recorded and that the actor may see."""
    rows = read(actor, SNAPSHOTS, Snapshot, id=participation_id)
    return {row.moment: row for row in rows if row.moment in (ENTRY, EXIT)}


def lives_on(actor: Actor, person: UUID) -> list[LivesOn]:
    """Livelihood at every measured moment that the actor may see, oldest first. One statement."""
    return read_of_person(actor, person, LIVELIHOODS, LivesOn)
