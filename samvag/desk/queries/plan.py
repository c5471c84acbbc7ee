"""*Min plan*: one page for the person to keep. What comes next, who does it, when we meet and whom one can ring."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.queries.subject import subject_of
from samvag.desk.plan_words import headings, spelled
from samvag.desk.queries.circle import Circle, Part, circle_of
from samvag.desk.queries.rows import rows_of
from samvag.desk.way.ahead import Ahead, ahead


@dataclass(frozen=True, slots=True)
class PlanStep:
    what: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    when: str
    clock: str
    about: str
    place: str


@dataclass(frozen=True, slots=True)
class PlanContact:
    role: str
    name: str
    unit: str
    phone: str


@dataclass(frozen=True, slots=True)
class Plan:
    """In the words of whoever gets it: nothing is red, nothing is late, nothing is named as missing."""

    card: UUID
    name: str
    unit: str
    made: str
    steps: tuple[PlanStep, ...]
    meetings: tuple[PlanMeeting, ...]
    contacts: tuple[PlanContact, ...]
    waiting: str

    def facts(self) -> dict[str, Any]:
        """The same as plain data, with the headings, for the document."""
        return {**asdict(self), "words": headings()}


def plan_of(actor: Actor, card: UUID) -> Plan:
    """Three statements. What other units share with ours is on it too, as theirs."""
    subject = subject_of(actor, card)
    today = timezone.localdate()
    coming = ahead(rows_of(actor, subject.person), card, today)
    circle = circle_of(actor, subject.person)
    contacts = _contacts(circle, actor.unit_name, today)
    return Plan(
        card=card,
        name=subject.title,
        unit=actor.unit_name,
        made=spelled(today),
        steps=tuple(_step(it, subject.name, today) for it in coming if not it.meeting),
        meetings=tuple(_meeting(it) for it in coming if it.meeting),
        contacts=contacts,
        waiting=_waiting(contacts),
    )


def _step(it: Ahead, name: str, today: date) -> PlanStep:
    who = _("Jag själv") if it.who == _("Personen själv") else it.who
    if it.unit:
        who = f"{who}, {it.unit}" if who else it.unit
    when = _("senast %(day)s") % {"day": spelled(it.day)} if it.day >= today else _("så snart det går")
    return PlanStep(it.what, who, when)


def _meeting(it: Ahead) -> PlanMeeting:
    clock = it.when.partition(" ")[2]
    return PlanMeeting(spelled(it.day), _("kl. %(clock)s") % {"clock": clock}, it.what, it.place)


def _contacts(circle: Circle, unit: str, today: date) -> tuple[PlanContact, ...]:
    return tuple(_contact(part, unit) for part in circle.around(today))


def _contact(part: Part, unit: str) -> PlanContact:
    return PlanContact(part.role_words, part.name, part.unit or unit, part.phone)


def _waiting(contacts: tuple[PlanContact, ...]) -> str:
    """Instead of an empty list: who will be in touch."""
    if not contacts:
        return _("Nästa steg är inte bestämt.")
    return _("Nästa steg är inte bestämt. %(name)s hör av sig.") % {"name": contacts[0].name}
