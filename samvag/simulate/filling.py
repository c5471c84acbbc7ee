"""Turns lives into rows, a unit at a time, as that unit: the policies hold for the demo too."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from samvag.access.context import acting_as_service
from samvag.cases.models import (
    Assignment,
    Case,
    Contact,
    FinsamReport,
    Livelihood,
    Meeting,
    MeetingParticipant,
    Note,
    Participation,
    Snapshot,
    Spell,
    Step,
)
from samvag.kernel.categories import Category
from samvag.kernel.identity import identity
from samvag.kernel.periods import period
from samvag.people.identities import identity_row
from samvag.people.models import Card
from samvag.simulate.life import CaseLife, Episode, Life, State
from samvag.simulate.places import MUNICIPALITY_CODES
from samvag.simulate.setting_up import Ground

HOURS = (9, 10, 13, 14, 15)
SPELL_CATEGORY = {"STUDY": Category.EDUCATION, "JOB": Category.WORK, "PLACEMENT": Category.WORK}


def fill(ground: Ground, lives: list[Life]) -> dict[int, list[UUID]]:
    """Writes every life. Returns, for each life's place in the list, the ids of its cases in order."""
    made: dict[int, list[tuple[int, UUID]]] = {}
    for key, unit in ground.units.items():
        here = [(at, life, case) for at, life in enumerate(lives) for case in life.cases if case.unit == key]
        if here:
            with acting_as_service("demo", unit):
                take_references(len(here))
                writer = UnitWriter(ground, key, unit)
                for number, (at, life, case) in enumerate(
                    sorted(here, key=lambda one: one[2].opened), start=1
                ):
                    made.setdefault(at, []).append((life.cases.index(case), writer.write(life, case, number)))
                writer.save()
    return {at: [case for _index, case in sorted(cases)] for at, cases in made.items()}


def take_references(count: int) -> None:
    """The demo writes its own reference numbers; the unit's counter must go on after them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_take_references(%s)", [count])


def at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


class UnitWriter:
    """Collects one unit's rows and saves them by kind."""

    ORDER = (
        Card,
        Case,
        Assignment,
        Contact,
        Note,
        Step,
        Meeting,
        MeetingParticipant,
        Spell,
        Participation,
        Snapshot,
        Livelihood,
        FinsamReport,
    )

    def __init__(self, ground: Ground, key: str, unit: UUID) -> None:
        self.ground, self.key, self.unit = ground, key, unit
        self.rows: dict[type, list] = {kind: [] for kind in self.ORDER}

    def save(self) -> None:
        for kind in self.ORDER:
            kind.objects.bulk_create(self.rows[kind], batch_size=1000)

    def write(self, life: Life, case: CaseLife, number: int) -> UUID:
        self.person = identity_row(identity(life.number))
        self.by = self.ground.staff[case.mains[0][0]]
        self._card(life)
        row = self._add(
            Case, Category.PLANNING, case.opened, reference=f"{case.opened.year}-{number:04}", opened_on=case.opened,
            closed_on=case.closed, close_reason=case.reason, watched_from=case.opened,
        )  # fmt: skip
        self.case = row
        for name, first, last in case.mains:
            span = period(first, min(filter(None, (last, case.closed)), default=None))
            self.rows[Assignment].append(
                Assignment(
                    case=row,
                    owner_unit_id=self.unit,
                    staff_id=self.ground.staff[name],
                    role="MAIN",
                    period=span,
                )
            )
        self._work(case)
        for episode in case.episodes:
            self._episode(life, episode)
        return row.id

    def _add(self, model: type, category: str, made: date, **facts: Any) -> Any:
        row = model(
            id=uuid4(), owner_unit_id=self.unit, person_id=self.person, category=category, created_by_id=self.by,
            created_at=at_noon(made), **facts,
        )  # fmt: skip
        self.rows[model].append(row)
        return row

    def _card(self, life: Life) -> None:
        index = int(life.number[-4:])
        self._add(
            Card, Category.CONTACT, timezone.localdate(), given_name=life.given_name, family_name=life.family_name,
            sex=life.sex, born=life.born, home_municipality=MUNICIPALITY_CODES[life.town], phone=f"070-{index:04} 00",
            safe_channel="SMS" if life.joint else "",
            language=life.language, interpreter=bool(life.language) and index % 3 == 0,
        )  # fmt: skip

    def _work(self, case: CaseLife) -> None:
        of_case = {"case": self.case}
        for one in case.contacts:
            self._add(Contact, Category.CONTACT, one["on"], **of_case, **one)
        for one in case.notes:
            self._add(Note, Category.PLANNING, one["on"], **of_case, text=one["text"])
        for one in case.steps:
            self._add(
                Step, Category.PLANNING, one["made"], **of_case, what=one["what"], due_on=one["due"], staff_id=self.by,
                ended_on=one["ended"], end_reason="DONE" if one["ended"] else "",
            )  # fmt: skip
        for one in case.meetings:
            self._meeting(case, one)
        for one in case.spells:
            self._spell(dict(one))

    def _meeting(self, case: CaseLife, one: dict) -> None:
        """Her main contact meets her, at an hour of the working day."""
        number = len(self.rows[Meeting])
        begins = at_noon(one["on"]).replace(hour=HOURS[number % len(HOURS)])
        meeting = self._add(
            Meeting, Category.PLANNING, timezone.localdate(), case=self.case, about=one["about"],
            place=f"Rum {1 + number % 4}", starts_at=begins, ends_at=begins.replace(hour=begins.hour + 1),
        )  # fmt: skip
        main = self.ground.staff[case.mains[-1][0]]
        self.rows[MeetingParticipant].append(MeetingParticipant(meeting=meeting, staff_id=main))

    def _spell(self, one: dict) -> None:
        kind = one["kind"]
        first, last = one.pop("first"), one.pop("last")
        if kind == "WAIT":
            one["responsible_id"] = self.by
        self._add(
            Spell,
            SPELL_CATEGORY.get(kind, Category.PLANNING),
            first,
            case=self.case,
            period=period(first, last),
            **one,
        )

    def _episode(self, life: Life, episode: Episode) -> None:
        row = self._add(
            Participation, Category.PLANNING, episode.first, case=self.case,
            intervention_id=self.ground.interventions[self.key, episode.intervention],
            period=period(episode.first, episode.last), planned_end=episode.planned_end,
            home_municipality=MUNICIPALITY_CODES[life.town], referrer=episode.referrer, education=episode.education,
            support_duration=str(1 + int(life.number[-1]) % 4), exit_reason=episode.exit_reason,
        )  # fmt: skip
        self.rows[FinsamReport].append(
            FinsamReport(
                owner_unit_id=self.unit,
                participation=row,
                identified=False,
                sex=life.sex,
                start_year=episode.first.year,
            )
        )
        for moment, state, day in (
            ("ENTRY", episode.entry, episode.first),
            ("EXIT", episode.exit, episode.last),
        ):
            if state is not None and day is not None:
                self._snapshot(row, moment, state, day)

    def _snapshot(self, participation: Participation, moment: str, state: State, day: date) -> None:
        row = self._add(
            Snapshot, Category.WORK, day, participation=participation, moment=moment,
            works=state.work_percent > 0, work_percent=state.work_percent or None, work_type=state.work_type,
            studies=state.study_percent > 0, study_percent=state.study_percent or None, study_form=state.study_form,
            job_seeking=state.job_seeking, in_lm_programme=state.in_lm_programme, registered_pes=state.registered_pes,
        )  # fmt: skip
        for source, percent in state.livelihoods:
            self.rows[Livelihood].append(
                Livelihood(snapshot=row, owner_unit_id=self.unit, source=source, percent=percent)
            )
