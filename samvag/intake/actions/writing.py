"""Writes judged rows, a batch a transaction, so that progress shows and no lock stands long.

A batch's persons are registered in a transaction of their own first: nobody who registers the same human being at that
moment waits for the list, so waiting tells nothing. When anything fails, what was written is taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from samvag.audit.actions import log_change
from samvag.cases.events import persons_changed
from samvag.cases.models import Case, FinsamReport, Livelihood, Participation, Snapshot
from samvag.cases.terms import ENTRY, EXIT
from samvag.catalogue.models import Intervention
from samvag.intake.actions.many import Many
from samvag.kernel.categories import Category
from samvag.kernel.identity import Identity, identity
from samvag.kernel.periods import DAY
from samvag.kernel.spelling import fold
from samvag.people.models import Card

Record = dict[str, Any]

CARDS = Many(Card, ("id", "person_id", "given_name", "family_name", "sex", "born", "home_municipality"))
CASES = Many(Case, ("id", "person_id", "opened_on", "closed_on", "close_reason", "reference"))
PARTICIPATIONS = Many(
    Participation,
    ("id", "person_id", "case_id", "intervention_id", "period", "home_municipality", "referrer", "education",
     "exit_reason"),
)  # fmt: skip
SNAPSHOTS = Many(Snapshot, ("id", "person_id", "participation_id", "moment"))
LIVELIHOODS = Many(Livelihood, ("id", "snapshot_id", "source"))
REPORTS = Many(FinsamReport, ("id", "participation_id", "sex", "start_year"))

STANDING = """
    SELECT id, person_id, opened_on, closed_on, imported = %s, watched_from IS NOT NULL FROM cases_case
     WHERE owner_unit_id = %s AND person_id = ANY (%s) ORDER BY opened_on, id
"""
KNOWN = "SELECT person_id FROM people_card WHERE owner_unit_id = %s AND person_id = ANY (%s)"
STRETCH = """
    UPDATE cases_case c SET opened_on = n.opened_on, closed_on = n.closed_on
      FROM unnest(%s::uuid[], %s::date[], %s::date[]) n (id, opened_on, closed_on) WHERE c.id = n.id
"""


@dataclass(slots=True)
class Stay:
    """A case as the list needs it. `ours` when this list made it, `new` when this batch does."""

    id: UUID
    person: UUID
    opened: date
    closed: date | None
    ours: bool = True
    watched: bool = False
    reason: str = ""
    new: bool = False


@dataclass(slots=True)
class Standing:
    """The cases that a person has in the unit: the open one, else the one to put the past in."""

    open: Stay | None = None
    past: Stay | None = None


@dataclass(slots=True)
class Batch:
    """What a batch will write, by table."""

    standing: dict[UUID, Standing]
    known: set[UUID]
    cards: list[tuple] = field(default_factory=list)
    cases: list[Stay] = field(default_factory=list)
    stretched: dict[UUID, Stay] = field(default_factory=dict)
    participations: list[tuple] = field(default_factory=list)
    snapshots: list[tuple] = field(default_factory=list)
    livelihoods: list[tuple] = field(default_factory=list)
    reports: list[tuple] = field(default_factory=list)


@dataclass(slots=True)
class ListWriter:
    """One unit's writer for one upload. `unassigned` counts the present ones that nobody has yet."""

    unit: UUID
    staff: UUID | None
    upload: UUID
    unassigned: int = 0
    interventions: dict[str, UUID] = field(default_factory=dict)

    def write(self, records: list[Record], persons: dict[str, UUID]) -> None:
        """Within the caller's transaction, as the unit. `persons` holds an id for every number.

        Tells at once of those whose case is watched already: whatever listens looks at their present, not at the past.
        """
        batch = self._batch(set(persons.values()))
        who = {number: identity(number) for number in persons}
        for record in records:
            self._add(batch, record, persons[record["identity"]], who[record["identity"]])
        self._insert(batch)
        log_change("list.write", "upload", self.upload, persons=persons.values())
        watched = {stay.person for one in batch.standing.values() if (stay := one.open) and stay.watched}
        if watched:
            persons_changed.announce(owner_unit=self.unit, persons=sorted(watched))

    def _batch(self, persons: set[UUID]) -> Batch:
        standing = {person: Standing() for person in persons}
        for row in _rows(STANDING, self.upload, self.unit, list(persons)):
            stay = Stay(*row)
            one = standing[stay.person]
            if stay.closed is None:
                one.open = stay
            else:
                one.past = stay
        return Batch(standing, {person for (person,) in _rows(KNOWN, self.unit, list(persons))})

    def _add(self, batch: Batch, record: Record, person: UUID, who: Identity) -> None:
        home, first, last = record["municipality"] or "", *_days(record)
        if person not in batch.known:
            batch.known.add(person)
            names = record["given_name"] or "", record["family_name"] or ""
            batch.cards.append((uuid4(), person, *names, who.sex, who.born, home))
        case = self._case(batch, person, first, last, record["exit_reason"] or "")
        row = uuid4()
        batch.participations.append(
            (row, person, case.id, self._intervention(record["intervention"]), _period(first, last), home,
             record["referrer"] or "", record["education"] or "", record["exit_reason"] or "")
        )  # fmt: skip
        # A list brings no follow-up consent, so what goes to Uppföljning Finsam is sex and start year alone.
        batch.reports.append((uuid4(), row, who.sex, first.year))
        for moment, source in ((ENTRY, record["livelihood_before"]), (EXIT, record["livelihood_after"])):
            if source:
                snapshot = uuid4()
                batch.snapshots.append((snapshot, person, row, moment))
                batch.livelihoods.append((uuid4(), snapshot, source))

    def _case(self, batch: Batch, person: UUID, first: date, last: date | None, reason: str) -> Stay:
        """The open case if there is one; what is past goes to a closed case and raises nothing to watch.

        A new one is watched from the day that somebody is given it; until then it is one of *Fördela N*.
        """
        one = batch.standing[person]
        if one.open:
            return one.open
        if last is None:
            one.open = Stay(uuid4(), person, first, None, new=True)
            batch.cases.append(one.open)
            self.unassigned += 1
            return one.open
        if one.past is None:
            one.past = Stay(uuid4(), person, first, last, reason=reason or "COMPLETED_OTHER", new=True)
            batch.cases.append(one.past)
        elif one.past.ours:
            _stretch(batch, one.past, first, last)
        return one.past

    def _intervention(self, name: str) -> UUID:
        """The unit's own by name; one that is not known becomes a draft for somebody to describe."""
        if not self.interventions:
            rows = Intervention.objects.filter(unit=self.unit).values_list("name", "id")
            self.interventions = {fold(known): intervention for known, intervention in rows}
        key = fold(name)
        if key not in self.interventions:
            draft = Intervention(unit_id=self.unit, name=name, draft=True)
            draft.save(force_insert=True)
            self.interventions[key] = draft.id
        return self.interventions[key]

    def _insert(self, batch: Batch) -> None:
        """In the order that foreign keys allow."""
        common = {"owner_unit_id": self.unit}
        about = {**common, "created_by_id": self.staff}
        made = {**about, "imported": self.upload}
        CARDS.insert(batch.cards, category=Category.CONTACT, **made)
        CASES.insert(_with_references(batch.cases), category=Category.PLANNING, **made)
        if batch.stretched:
            ends = [(stay.id, stay.opened, stay.closed) for stay in batch.stretched.values()]
            with connection.cursor() as cursor:
                cursor.execute(STRETCH, [*map(list, zip(*ends, strict=True))])
        PARTICIPATIONS.insert(batch.participations, category=Category.PLANNING, **made)
        SNAPSHOTS.insert(batch.snapshots, category=Category.LIVELIHOOD, **about)
        LIVELIHOODS.insert(batch.livelihoods, **common)
        REPORTS.insert(batch.reports, identified=False, **common)


def register_many(records: list[Record]) -> dict[str, UUID]:
    """The hidden rows of a batch's persons, by number; the caller commits before anything else is written."""
    who = {record["identity"]: identity(record["identity"]).kind.value for record in records}
    return dict(_rows("SELECT * FROM people_register_many(%s, %s)", list(who.values()), list(who)))


def _rows(statement: str, *given: Any) -> Iterable[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def _with_references(cases: list[Stay]) -> list[tuple]:
    if not cases:
        return []
    references = _rows("SELECT cases_take_references(%s)", len(cases))
    return [
        (case.id, case.person, case.opened, case.closed, case.reason, reference)
        for case, (reference,) in zip(cases, references, strict=True)
    ]


def _stretch(batch: Batch, case: Stay, first: date, last: date) -> None:
    opened, closed = min(case.opened, first), max(case.closed or last, last)
    if (opened, closed) != (case.opened, case.closed):
        case.opened, case.closed = opened, closed
        if not case.new:
            batch.stretched[case.id] = case


def _period(first: date, last: date | None) -> str:
    """As the database writes a range: half-open."""
    return f"[{first},{last + DAY if last else ''})"


def _days(record: Record) -> tuple[date, date | None]:
    return date.fromisoformat(record["start"]), date.fromisoformat(record["end"]) if record["end"] else None
