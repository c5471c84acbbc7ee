"""One person's way, told in dates, and what the gap watch says of it on a day. Rows are written as they would stand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import datetime, get_current_timezone

from samvag.access.context import acting_as_service
from samvag.agencies.models import Absence, Staff
from samvag.agencies.terms import ILLNESS
from samvag.cases.models import (
    Assignment,
    Case,
    Contact,
    Handover,
    Meeting,
    Participation,
    Snapshot,
    Spell,
    Step,
)
from samvag.catalogue.models import Intervention
from samvag.consents.models import Consent, ConsentCategory, Party
from samvag.gaps.models import Gap
from samvag.kernel.periods import period
from tests.harness.acting import acting, restored, setting_up

DAY = timedelta(days=1)
CAME_IN = date(2026, 9, 1)


def on(text: str | date) -> date:
    """`09-15` is in 2026."""
    if isinstance(text, date):
        return text
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def day(text: str | None) -> date | None:
    return on(text) if text else None


class Life:
    """Of a person in one unit, as its worker writes it. Dates are `09-15` (2026) or `2027-01-02`."""

    def __init__(self, worker: Staff, case: Case) -> None:
        self.worker, self.unit, self.case, self.person = worker, worker.unit, case, case.person_id

    # What happens

    def step(
        self, due: str, ended: str = "", *, doer: str = "STAFF", category: str = "planning", **who: Any
    ) -> Step:
        who = who or ({"staff": self.worker} if doer == "STAFF" else {})
        reason = "DONE" if ended else ""
        return self.row(
            Step,
            category,
            what="Ringa AF",
            due_on=on(due),
            ended_on=day(ended),
            end_reason=reason,
            doer=doer,
            **who,
        )

    def contact(self, when: str, reached: bool = True) -> Contact:
        return self.row(Contact, "contact", on=on(when), channel="PHONE", reached=reached)

    def tried(self, when: str) -> Contact:
        return self.contact(when, reached=False)

    def meeting(self, when: str, cancelled: str = "") -> Meeting:
        facts = {"cancelled_at": noon(cancelled)} if cancelled else {}
        times = {"starts_at": noon(when), "ends_at": noon(when) + timedelta(hours=1)}
        return self.row(Meeting, "planning", about="Planera", **times, **facts)

    def spell(self, kind: str, first: str, last: str | None = None, **facts: Any) -> Spell:
        if kind == "WAIT":
            facts = {"review_on": on(first) + 60 * DAY, "responsible": self.worker, **facts}
        span = period(on(first), day(last))
        return self.row(Spell, "planning", kind=kind, title="plats i arbetsträning", period=span, **facts)

    def takes_part(
        self, first: str, last: str | None = None, *, planned: str | None = None, why: str = "", told: bool = True,
        how: str = "PERSON",
    ) -> Participation:  # fmt: skip
        """Told: uppgifter at start, and at the end when there is one, are there."""
        with setting_up(self.unit):
            insats = Intervention(unit=self.unit, name=f"Spår {uuid4()}", followup_method=how)
            insats.save(force_insert=True)
        row = self.row(
            Participation, "work", intervention=insats, period=period(on(first), day(last)), planned_end=day(planned),
            exit_reason=why or ("COMPLETED_OTHER" if last else ""),
        )  # fmt: skip
        if told:
            self.tells(row, "ENTRY")
        if told and last:
            self.tells(row, "EXIT")
        return row

    def tells(self, row: Participation, moment: str) -> Snapshot:
        with acting(self.worker, self.unit):
            facts = {"owner_unit": self.unit, "person_id": self.person, "category": "work"}
            snapshot = Snapshot(**facts, participation=row, moment=moment)
            snapshot.save(force_insert=True)
            return snapshot

    def consents(self, kind: str, first: str, last: str, *others: Any, **facts: Any) -> Consent:
        """To the unit, and to the others in planning."""
        span = period(on(first), on(last))
        facts = {"purpose": "Hjälpas åt", "given_how": "SKRIFTLIGT", "kind": kind, "period": span, **facts}
        with acting(self.worker, self.unit):
            owned = {"owner_unit": self.unit, "person_id": self.person, "category": "planning"}
            consent = Consent(**owned, **facts)
            consent.save(force_insert=True)
            for unit in (self.unit, *others):
                Party(consent=consent, unit=unit).save(force_insert=True)
            ConsentCategory(consent=consent, category="planning").save(force_insert=True)
            return consent

    def withdraws(self, row: Consent | Party | ConsentCategory, when: str) -> None:
        with acting(self.worker, self.unit):
            type(row).objects.filter(pk=row.pk).update(withdrawn_at=noon(when))

    def handed_over(
        self, to: Any, sent: str, answer_by: str, consent: Consent, state: str = "SENT"
    ) -> Handover:
        facts = {"person_name": "Leila", "message": "Hej", "to_unit": to, "consent": consent}
        return self.row(Handover, "planning", sent_on=on(sent), answer_by=on(answer_by), state=state, **facts)

    # Who has it

    def has_nobody(self, since: str | None = None) -> None:
        """No main contact at all, or none after the day before."""
        with acting(self.worker, self.unit):
            held = Assignment.objects.filter(case=self.case)
            if since is None:
                held.delete()
            else:
                held.update(period=period(CAME_IN, on(since) - DAY))

    def is_given_to(self, staff: Staff, role: str, first: str, last: str | None = None) -> None:
        with acting(self.worker, self.unit):
            span = period(on(first), day(last))
            Assignment(
                case=self.case, owner_unit=self.unit, staff=staff, role=role, period=span
            ).save(force_insert=True)  # fmt: skip

    def worker_away(
        self, first: str, last: str | None, kind: str = ILLNESS, cover: Staff | None = None
    ) -> None:
        with setting_up():
            span = period(on(first), day(last))
            Absence(
                staff=self.worker, unit=self.unit, kind=kind, period=span, cover=cover
            ).save(force_insert=True)  # fmt: skip

    def closes(self, when: str) -> None:
        with acting(self.worker, self.unit):
            Case.objects.filter(id=self.case.id).update(closed_on=on(when), close_reason="COMPLETED_OTHER")

    def row(self, model: type, category: str, **facts: Any) -> Any:
        with acting(self.worker, self.unit):
            owned = {"owner_unit": self.unit, "person_id": self.person, "category": category}
            if model is not Consent:
                owned["case"] = self.case
            row = model(**owned, **facts)
            row.save(force_insert=True)
            return row

    # What the watch says

    def gap(self, rule: str, when: str | date) -> Gap | None:
        """The rule's row as a full look on that day would have it, if it shows then."""
        judge([self.case.id], on(when))
        with restored(), acting_as_service("gaps", self.unit.id):
            found = Gap.objects.filter(case=self.case.id, rule=rule).first()
        return found if found and found.fires_on <= on(when) else None

    def first_shows(self, rule: str, expected: str) -> bool:
        """Not on the day before, and then on that very day."""
        before = self.gap(rule, on(expected) - DAY)
        return before is None and self.gap(rule, expected) is not None


def judge(cases: list[UUID], as_of: date) -> None:
    with restored(), acting_as_service("gaps"), connection.cursor() as cursor:
        cursor.execute("SELECT gaps_evaluate(%s, %s)", [cases, as_of])


def noon(text: str) -> datetime:
    moment = datetime(on(text).year, on(text).month, on(text).day, 12)
    return moment.replace(tzinfo=get_current_timezone())
