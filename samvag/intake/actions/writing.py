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
from django.utils import timezone

from samvag.cases.models import Case, FinsamReport, Livelihood, Participation, Snapshot
from samvag.cases.terms import ENTRY, EXIT
from samvag.catalogue.models import Intervention
from samvag.kernel.categories import Category
from samvag.kernel.identity import identity
from samvag.kernel.periods import period
from samvag.kernel.spelling import fold
from samvag.people.models import Card

Record = dict[str, Any]
ORDER = (Card, Case, Participation, Snapshot, Livelihood, FinsamReport)


@dataclass(slots=True)
class Standing:
    """The cases that a person has in the unit: the open one, else the one to put the past in."""

    open: Case | None = None
    past: Case | None = None


@dataclass(slots=True)
class ListWriter:
    """One unit's writer for one upload. `unassigned` counts the present ones that nobody has yet."""

    unit: UUID
    staff: UUID | None
    upload: UUID
    unassigned: int = 0
    interventions: dict[str, UUID] = field(default_factory=dict)
    rows: dict[type, list[Any]] = field(default_factory=dict)
    changed: list[Case] = field(default_factory=list)
    standing: dict[UUID, Standing] = field(default_factory=dict)

    def write(self, records: list[Record], persons: dict[str, UUID]) -> None:
        """Within the caller's transaction, as the unit. `persons` holds an id for every number."""
        self.rows = {kind: [] for kind in ORDER}
        self.changed = []
        here = {persons[record["identity"]] for record in records}
        self._read_standing(here)
        known = set(
            Card.objects.filter(owner_unit=self.unit, person__in=here).values_list("person", flat=True)
        )
        for record in records:
            person = persons[record["identity"]]
            if person not in known:
                known.add(person)
                self._card(record, person)
            self._participation(record, person, self._case(record, person))
        self._give_references()
        for kind in ORDER:
            kind._default_manager.bulk_create(self.rows[kind], batch_size=1000)
        if self.changed:
            Case.objects.bulk_update(self.changed, ["opened_on", "closed_on"])

    def _read_standing(self, persons: Iterable[UUID]) -> None:
        self.standing = {person: Standing() for person in persons}
        for case in Case.objects.filter(owner_unit=self.unit, person__in=self.standing).order_by(
            "opened_on", "id"
        ):
            one = self.standing[case.person_id]
            if case.closed_on is None:
                one.open = case
            else:
                one.past = case

    def _card(self, record: Record, person: UUID) -> None:
        who = identity(record["identity"])
        self._add(
            Card, person, Category.CONTACT,
            given_name=record["given_name"] or "", family_name=record["family_name"] or "",
            sex=who.sex, born=who.born, home_municipality=record["municipality"] or "", imported=self.upload,
        )  # fmt: skip

    def _case(self, record: Record, person: UUID) -> Case:
        """The open case if there is one; what is past goes to a closed case and raises nothing to watch."""
        one = self.standing[person]
        first, last = _days(record)
        if one.open:
            return one.open
        if last is None:
            one.open = self._new_case(person, first, None, "")
            self.unassigned += 1
            return one.open
        if one.past is None:
            one.past = self._new_case(person, first, last, record["exit_reason"] or "COMPLETED_OTHER")
        elif one.past.imported == self.upload:
            self._stretch(one.past, first, last)
        return one.past

    def _stretch(self, case: Case, first: date, last: date) -> None:
        stretched = min(case.opened_on, first), max(case.closed_on or last, last)
        if stretched != (case.opened_on, case.closed_on):
            case.opened_on, case.closed_on = stretched
            if case not in self.rows[Case] and case not in self.changed:
                self.changed.append(case)

    def _new_case(self, person: UUID, first: date, last: date | None, reason: str) -> Case:
        """Watched from the day that somebody is given it; until then it is one of *Fördela N*."""
        return self._add(
            Case,
            person,
            Category.PLANNING,
            opened_on=first,
            closed_on=last,
            close_reason=reason,
            imported=self.upload,
        )

    def _participation(self, record: Record, person: UUID, case: Case) -> None:
        first, last = _days(record)
        row = self._add(
            Participation, person, Category.PLANNING, case=case, period=period(first, last),
            intervention_id=self._intervention(record["intervention"]),
            home_municipality=record["municipality"] or "", referrer=record["referrer"] or "",
            education=record["education"] or "", exit_reason=record["exit_reason"] or "", imported=self.upload,
        )  # fmt: skip
        self._report(row, identity(record["identity"]).sex, first)
        for moment, source in ((ENTRY, record["livelihood_before"]), (EXIT, record["livelihood_after"])):
            if source:
                snapshot = self._add(Snapshot, person, Category.LIVELIHOOD, participation=row, moment=moment)
                self.rows[Livelihood].append(
                    Livelihood(snapshot=snapshot, owner_unit_id=self.unit, source=source)
                )

    def _report(self, row: Participation, sex: str, first: date) -> None:
        """A list brings no follow-up consent, so what goes to Uppföljning Finsam is sex and start year alone."""
        self.rows[FinsamReport].append(
            FinsamReport(
                owner_unit_id=self.unit, participation=row, identified=False, sex=sex, start_year=first.year
            )
        )

    def _intervention(self, name: str) -> UUID:
        """The unit's own by name; one that is not known becomes a draft for somebody to describe."""
        if not self.interventions:
            rows = Intervention.objects.filter(unit=self.unit).values_list("name", "id")
            self.interventions = {fold(known): intervention for known, intervention in rows}
        if fold(name) not in self.interventions:
            draft = Intervention(unit_id=self.unit, name=name, draft=True)
            draft.save(force_insert=True)
            self.interventions[fold(name)] = draft.id
        return self.interventions[fold(name)]

    def _add(self, model: type, person: UUID, category: str, **facts: Any) -> Any:
        row = model(
            id=uuid4(), owner_unit_id=self.unit, person_id=person, category=category, created_by_id=self.staff,
            created_at=timezone.now(), **facts,
        )  # fmt: skip
        self.rows[model].append(row)
        return row

    def _give_references(self) -> None:
        cases = self.rows[Case]
        if not cases:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_take_references(%s)", [len(cases)])
            for case, (reference,) in zip(cases, cursor.fetchall(), strict=True):
                case.reference = reference


def register_many(records: list[Record]) -> dict[str, UUID]:
    """The hidden rows of a batch's persons, by number; the caller commits before anything else is written."""
    who = {record["identity"]: identity(record["identity"]).kind.value for record in records}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_register_many(%s, %s)", [list(who.values()), list(who)])
        return dict(cursor.fetchall())


def _days(record: Record) -> tuple[date, date | None]:
    return date.fromisoformat(record["start"]), date.fromisoformat(record["end"]) if record["end"] else None
