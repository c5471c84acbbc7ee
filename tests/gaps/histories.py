"""Random histories of one person in three units, with consents that come and go. Each act is tried as its unit.

Row-level security has the last word: an act that it does not allow changes nothing, as in life.
"""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies.models import Absence, Staff
from samvag.cases.models import (
    Assignment,
    Case,
    Contact,
    Coordination,
    CoordinationCase,
    Meeting,
    Participation,
    Spell,
    Step,
)
from samvag.catalogue.models import Intervention
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.gaps import keeping
from samvag.kernel.periods import period
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_card, make_case
from tests.harness.acting import acting, restored, setting_up

CATEGORIES = ("planning", "contact", "work")
EXITS = ("COMPLETED_WORK", "COMPLETED_OTHER", "OWN_CHOICE", "MISREGISTERED", "NO_CONTACT", "DECEASED")


class NothingThere(Exception):
    """The act needs a row, and there is none yet."""


def any_of(rnd: Random, rows: list[UUID]) -> UUID:
    if not rows:
        raise NothingThere
    return rnd.choice(rows)


class History:
    def __init__(self, units: list[Any], staff: Any) -> None:
        self.units, self.today = units, timezone.localdate()
        number = made_up_numbers(1)[0]
        self.workers = {unit.id: [staff(unit, Role.WORKER, Role.RECIPIENT), staff(unit)] for unit in units}
        self.cases, self.insats = {}, {}
        for unit in units:
            worker = self.workers[unit.id][0]
            opened = self.today - timedelta(days=200)
            card = make_card(worker, number)
            self.cases[unit.id] = make_case(
                worker, person=card.person_id, opened_on=opened, watched_from=opened
            )
            with setting_up(unit):
                insats = Intervention(unit=unit, name="Spåret")
                insats.save(force_insert=True)
                self.insats[unit.id] = insats
        self.person = card.person_id
        self.coordinations = [self._coordination(unit) for unit in units[:2]]
        for unit in units:
            with acting(self.lead(unit), unit):
                CoordinationCase.objects.filter(unit=unit, case=None).update(case=self.cases[unit.id])

    def _coordination(self, leader: Any) -> Coordination:
        """Each of the first two leads one, to which all are invited by a consent that lives now."""
        row = self._made(leader, Coordination, purpose="Samordna", opened_on=self.today)
        with acting(self.lead(leader), leader):
            for unit in self.units:
                case = self.cases[leader.id] if unit == leader else None
                CoordinationCase(
                    coordination=row, unit=unit, case=case, invited_on=self.today
                ).save(force_insert=True)  # fmt: skip
        span = period(self.today - timedelta(days=50), self.today + timedelta(days=60))
        self._consent(
            leader, row, span, {unit.id: (True, True) for unit in self.units}, ["planning", "contact"]
        )
        return row

    def _consent(
        self,
        owner: Any,
        joint: Any,
        span: Any,
        sides: dict[UUID, tuple[bool, bool]],
        categories: list[str],
        kind: str = "INFO_EXCHANGE",
    ) -> None:
        row = self._made(
            owner, Consent, kind=kind, purpose="Dela", given_how="SKRIFTLIGT", coordination=joint, period=span
        )
        with acting(self.lead(owner), owner):
            for unit, (gives, receives) in sides.items():
                Party(consent=row, unit_id=unit, gives=gives, receives=receives).save(force_insert=True)
            for category in categories:
                ConsentCategory(consent=row, category=category).save(force_insert=True)

    def lead(self, unit: Any) -> Staff:
        return self.workers[unit.id][0]

    def day(self, rnd: Random, back: int = 120, ahead: int = 120) -> date:
        return self.today + timedelta(days=rnd.randint(-back, ahead))

    def span(self, rnd: Random, *, ends: bool = False) -> Any:
        first = self.day(rnd)
        return period(
            first, first + timedelta(days=rnd.randint(0, 150)) if ends or rnd.random() < 0.6 else None
        )

    # Acts on a unit's own rows

    def act(self, rnd: Random, unit: Any, kind: str) -> None:
        """One act of a unit. What the database refuses has not happened."""
        try:
            with transaction.atomic(), acting(self.lead(unit), unit):
                getattr(self, kind)(rnd, unit)
        except (DatabaseError, ObjectDoesNotExist, NothingThere):
            pass

    def contact(self, rnd: Random, unit: Any) -> None:
        self._made(unit, Contact, rnd, on=self.day(rnd, 120, 0), channel="PHONE", reached=rnd.random() < 0.6)

    def step(self, rnd: Random, unit: Any) -> None:
        other = rnd.choice([one for one in self.units if one != unit])
        who = rnd.choice(
            [
                {"doer": "STAFF", "staff": rnd.choice(self.workers[unit.id])},
                {"doer": "PERSON"},
                {"doer": "UNIT", "unit": other},
            ]
        )
        self._made(unit, Step, rnd, what="Ringa", due_on=self.day(rnd), **who)

    def step_ends(self, rnd: Random, unit: Any) -> None:
        row = self._one(rnd, Step, unit)
        Step.objects.filter(id=row).update(ended_on=self.day(rnd, 60, 0), end_reason="DONE")

    def meeting(self, rnd: Random, unit: Any) -> None:
        starts = noon(self.day(rnd))
        cancelled = {"cancelled_at": noon(self.day(rnd, 60, 0))} if rnd.random() < 0.3 else {}
        self._made(
            unit,
            Meeting,
            rnd,
            about="Möte",
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            **cancelled,
        )

    def spell(self, rnd: Random, unit: Any) -> None:
        kind, span = rnd.choice(["WAIT", "JOB", "STUDY", "PLACEMENT", "PAUSE"]), self.span(rnd)
        wait = {
            "review_on": span.lower + timedelta(days=60),
            "responsible": rnd.choice([None, self.lead(unit)]),
        }
        if kind == "WAIT" and rnd.random() < 0.5:
            wait["promised_on"] = span.lower + timedelta(days=rnd.randint(0, 90))
        self._made(
            unit, Spell, rnd, kind=kind, title="Något", period=span, **(wait if kind == "WAIT" else {})
        )

    def spell_ends(self, rnd: Random, unit: Any) -> None:
        row = Spell.objects.get(id=self._one(rnd, Spell, unit))
        Spell.objects.filter(id=row.id).update(
            period=period(row.period.lower, row.period.lower + timedelta(days=rnd.randint(0, 90)))
        )

    def takes_part(self, rnd: Random, unit: Any) -> None:
        span = self.span(rnd)
        planned = rnd.choice([None, span.lower + timedelta(days=rnd.randint(0, 200))])
        why = rnd.choice(EXITS) if span.upper else ""
        self._made(
            unit,
            Participation,
            rnd,
            intervention=self.insats[unit.id],
            period=span,
            planned_end=planned,
            exit_reason=why,
        )

    def removed(self, rnd: Random, unit: Any) -> None:
        model = rnd.choice([Contact, Step, Meeting, Spell])
        model.objects.filter(id=self._one(rnd, model, unit)).delete()

    def given_away(self, rnd: Random, unit: Any) -> None:
        """Assignments end and begin; there may be nobody for a while."""
        case = self.cases[unit.id]
        Assignment.objects.filter(case=case, period__endswith=None).update(
            period=period(case.opened_on, self.day(rnd, 60, 60))
        )
        Assignment(
            case=case, owner_unit=unit, staff=rnd.choice(self.workers[unit.id]), role=rnd.choice(["MAIN", "DEPUTY"]),
            period=self.span(rnd)
        ).save(force_insert=True)  # fmt: skip

    def closes(self, rnd: Random, unit: Any) -> None:
        shut = {"closed_on": self.day(rnd, 30, 60), "close_reason": "COMPLETED_OTHER"}
        opened = {"closed_on": None, "close_reason": ""}
        Case.objects.filter(id=self.cases[unit.id].id).update(**rnd.choice([shut, opened]))

    # What opens rows to others

    def consent(self, rnd: Random, unit: Any) -> None:
        joint = rnd.choice(self.coordinations) if rnd.random() < 0.8 else None
        kind = "INFO_EXCHANGE" if joint else rnd.choice(["SURVEY_CONTACT", "INFO_EXCHANGE"])
        sides = {
            one.id: (rnd.random() < 0.8, rnd.random() < 0.8)
            for one in rnd.sample(self.units, rnd.randint(2, 3))
        }
        categories = rnd.sample(CATEGORIES, rnd.randint(1, 3))
        self._consent(unit, joint, self.span(rnd, ends=True), sides, categories, kind)

    def withdraws(self, rnd: Random, unit: Any) -> None:
        model = rnd.choice([Consent, Party, ConsentCategory])
        rows = model.objects.filter(withdrawn_at=None).order_by("id").values_list("id", flat=True)
        model.objects.filter(id=any_of(rnd, list(rows))).update(withdrawn_at=timezone.now())

    def joins(self, rnd: Random, unit: Any) -> None:
        place = CoordinationCase.objects.filter(coordination=rnd.choice(self.coordinations), unit=unit)
        living = Consent.objects.filter(coordination__units__in=place, withdrawn_at=None)
        agreed = living.order_by("-created_at", "id").first()
        said = [{"agreed": agreed}] * 2 if agreed else []
        left = {"left_on": self.today, "left_reason": "Klart"}
        place.update(**rnd.choice([{"case": self.cases[unit.id]}] * 3 + [left, *said]))

    def coordination_ends(self, rnd: Random, unit: Any) -> None:
        """Once and for all: the database lets none be opened again."""
        row = rnd.choice(self.coordinations)
        if rnd.random() < 0.5:
            Coordination.objects.filter(id=row.id).update(closed_on=self.today)

    def away(self, rnd: Random, unit: Any) -> None:
        cover = rnd.choice([None, self.workers[unit.id][1]])
        with setting_up():
            Absence(
                staff=self.lead(unit), unit=unit, kind=rnd.choice(["ILLNESS", "LEAVE"]),
                period=self.span(rnd, ends=True), cover=cover
            ).save(force_insert=True)  # fmt: skip

    def _made(self, owner: Any, model: type, rnd: Random | None = None, /, **facts: Any) -> Any:
        category = rnd.choice(CATEGORIES) if rnd else "planning"
        owned: dict[str, Any] = {"owner_unit": owner, "person_id": self.person, "category": category}
        if model not in (Consent, Coordination):
            owned["case"] = self.cases[owner.id]
        with acting(self.lead(owner), owner):
            row = model(**owned, **facts)
            row.save(force_insert=True)
        return row

    def _one(self, rnd: Random, model: Any, unit: Any) -> UUID:
        found = list(model.objects.filter(owner_unit=unit).order_by("id").values_list("id", flat=True))
        return any_of(rnd, found)

    # What others may see, told by the rows of those who gave it: the proof's own reckoning

    def sharing(self, giver: Any) -> dict[UUID, set[str]]:
        """Unit → the categories of the giver's rows that it may see today."""
        seen: dict[UUID, set[str]] = {}
        joined = {one: self._joined(one) for one in self.coordinations}
        for leader in self.units:
            with acting(self.lead(leader), leader):
                mine = Consent.objects.filter(
                    owner_unit=leader, withdrawn_at=None, refused=False, period__contains=self.today
                )
                for consent in mine.exclude(coordination=None).order_by("id"):
                    inside = joined[consent.coordination]
                    parties = {
                        one.unit_id: one for one in consent.parties.filter(withdrawn_at=None).order_by("id")
                    }
                    gives = giver.id in inside and giver.id in parties and parties[giver.id].gives
                    for taker, party in parties.items():
                        if gives and taker in inside and taker != giver.id and party.receives:
                            live = {
                                one.category
                                for one in consent.categories.filter(withdrawn_at=None).order_by("id")
                            }
                            said = live if giver == leader else self._said(inside[giver.id], giver.id, taker)
                            seen.setdefault(taker, set()).update(live & said)
        return seen

    def _said(self, agreed: UUID | None, giver: UUID, taker: UUID) -> set[str]:
        """What the giver has said yes to let the taker see, less what has been taken back since."""
        live = Party.objects.filter(consent=agreed, withdrawn_at=None)
        if (
            not live.filter(unit=giver, gives=True).exists()
            or not live.filter(unit=taker, receives=True).exists()
        ):
            return set()
        held = ConsentCategory.objects.filter(consent=agreed, withdrawn_at=None).order_by("id")
        return {one.category for one in held}

    def _joined(self, coordination: Coordination) -> dict[UUID, UUID | None]:
        """The units that have linked a case, each with the consent that it has said yes to."""
        leader = self.units[self.coordinations.index(coordination)]
        with acting(self.lead(leader), leader):
            if Coordination.objects.get(id=coordination.id).closed_on:
                return {}
            inside = CoordinationCase.objects.filter(coordination=coordination, left_on=None).exclude(
                case=None
            )
            return dict(inside.order_by("id").values_list("unit_id", "agreed_id"))

    def touched(self, rnd: Random, unit: Any, kind: str) -> set[str]:
        """Acts, and gives the categories of the rows that were added, changed or ended."""
        before = self._rows(unit)
        self.act(rnd, unit, kind)
        after = self._rows(unit)
        return {category for _id, category, *_facts in before ^ after}

    def _rows(self, unit: Any) -> set[tuple]:
        with acting(self.lead(unit), unit):
            return {
                tuple(str(value) for value in row)
                for model in (Contact, Step, Meeting, Spell, Participation)
                for row in model.objects.filter(owner_unit=unit).order_by("id").values_list(
                    "id", "category",
                    *(field.name for field in model._meta.fields if field.name not in ("id", "category"))
                )
            }  # fmt: skip

    # What the watch is told

    def tell(self, unit: Any, kind: str) -> None:
        with acting(self.lead(unit), unit):
            if kind in ("consent", "withdraws"):
                keeping.consent_changed(self.person)
            elif kind == "away":
                keeping.staff_changed(unit.id)
            else:
                keeping.rows_changed(unit.id, self.person, TABLES.get(kind, ""))


#: Acts that change rows of one table, of which the watch is told.
TABLES = {
    "contact": "cases_contact",
    "step": "cases_step",
    "step_ends": "cases_step",
    "meeting": "cases_meeting",
    "spell": "cases_spell",
    "spell_ends": "cases_spell",
    "takes_part": "cases_participation",
    "closes": "cases_case",
}
#: What changes rows of the unit alone, and what changes who may see which.
ROWS = (
    "contact",
    "step",
    "step_ends",
    "meeting",
    "spell",
    "spell_ends",
    "takes_part",
    "removed",
    "given_away",
    "closes",
    "away",
)
DOORS = ("consent", "withdraws", "joins", "coordination_ends")


def differences(as_of: date) -> list[tuple]:
    with restored():
        return keeping.differences(as_of)


def catch_up(as_of: date) -> None:
    """As at night: only the cases whose answer changes by itself by then."""
    with restored():
        keeping.evaluate_due(as_of)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())
