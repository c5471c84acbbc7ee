"""What another unit does with the same person: all that it can, in any order."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.agencies.models import Staff, Unit
from samvag.cases.actions.case import close_case, open_case, reopen_case
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.protecting import lift as unmark
from samvag.cases.actions.protecting import mark
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.cases.models import Case
from samvag.consents.actions.blocking import block
from samvag.consents.actions.giving import give_consent
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.actions.upload import ask_to_bring_in, receive_list
from samvag.kernel.errors import Refused
from samvag.kernel.identity import identity
from samvag.people.actions import edit_card, register_person
from samvag.people.models import Card
from samvag.people.queries import card_by_number, search_people
from samvag.rights.actions.disposal import begin_disposal
from samvag.rights.carrying_out import carry_out
from tests.factories.agencies import make_staff
from tests.factories.sharing import in_days, make_intervention
from tests.harness.acting import acting

NAME = {"given_name": "Eva", "family_name": "Påhitt"}
LIST = "Personnummer;Insats;Startdatum\n{number};Steget;2026-01-02\n"
SIX_YEARS = timedelta(days=6 * 366)
COURSE = "Steget"


class Other:
    """A unit that has nothing to do with the first, and one of its staff with every role."""

    def __init__(self, unit: Unit, number: str, journal: Path) -> None:
        self.unit, self.number = unit, number
        self.bo: Staff = make_staff(unit, *Role)
        make_intervention(unit, self.bo, COURSE)
        os.environ["SAMVAG_ERASURES"] = str(journal)
        self.ago = timedelta(0)
        self.done: list[str] = []

    def acts(self, rng: Random, most: int) -> list[str]:
        """So many at random, the first of them a registration; what is refused is not done. Names of what was done."""
        self.ago = rng.choice([timedelta(0), SIX_YEARS])
        return self.does(["registers", *rng.choices(list(ACTS), k=rng.randint(1, most)), *self._last()], rng)

    def does(self, names: list[str], rng: Random) -> list[str]:
        self.done = []
        for name in names:
            with suppress(Refused), transaction.atomic():
                if name in WITHOUT_ACTOR:
                    WITHOUT_ACTOR[name](self)
                else:
                    with acting(self.bo, self.unit) as by:
                        ACTS[name](self, by, rng)
                self.done.append(name)
        return self.done

    def _last(self) -> list[str]:
        """What is six years old is closed and then erased."""
        return ["opens", "closes", "erases"] if self.ago else []

    @property
    def then(self) -> datetime:
        return timezone.now() - self.ago

    def actor(self) -> Any:
        return acting(self.bo, self.unit)

    def case(self) -> Case:
        return self._found(Case.objects.filter(owner_unit=self.unit, closed_on=None))

    def closed(self) -> Case:
        return self._found(Case.objects.filter(owner_unit=self.unit).exclude(closed_on=None))

    def card(self) -> Card:
        return self._found(Card.objects.filter(owner_unit=self.unit))

    @staticmethod
    def _found(rows: Any) -> Any:
        row = rows.order_by("id").first()
        if row is None:
            raise Refused("-")
        return row


def _imports(other: Other) -> None:
    with other.actor() as by:
        upload = ask_to_bring_in(
            receive_list("lista.csv", LIST.format(number=other.number).encode(), by=by).id, by=by
        )
    bring_in(upload.id, other.actor)


def _erases(other: Other) -> None:
    with other.actor() as by:
        disposal = begin_disposal(by=by)
    carry_out(disposal.id, other.actor)


def _searches(other: Other, by: Actor) -> None:
    card_by_number(by, identity(other.number))
    search_people(by, "Eva Påhitt")


WITHOUT_ACTOR: dict[str, Callable[[Other], None]] = {"imports": _imports, "erases": _erases}
PROTECTIONS = ("SKYDDAD", "SEKRETESSMARKERING")
ACTS: dict[str, Callable[[Other, Any, Random], Any]] = {
    **{name: lambda other, by, rng: None for name in WITHOUT_ACTOR},
    "registers": lambda other, by, rng: register_person(identity(other.number), by=by, created_at=other.then, **NAME),
    "opens": lambda other, by, rng: open_case(
        other.card().person_id, by=by, opened_on=other.then.date(), created_at=other.then),
    "changes": lambda other, by, rng: edit_card(other.card().id, by=by, phone=f"070{rng.randrange(10**7):07}"),
    "protects": lambda other, by, rng: mark(other.card().id, rng.choice(PROTECTIONS), "Hot.", by=by),
    "protects no more": lambda other, by, rng: unmark(other.card().id, "Upphört.", by=by),
    "writes": lambda other, by, rng: write_note(other.case().id, "Har det svårt hemma.", by=by),
    "calls": lambda other, by, rng: record_contact(
        other.case().id, by=by, channel="PHONE", reached=True, line="Ringde"),
    "plans": lambda other, by, rng: add_step(other.case().id, by=by, what="Ring", due_on=in_days(rng.randint(-30, 30))),
    "meets": lambda other, by, rng: book_meeting(
        other.case().id, by=by, about="Möte", starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1)),
    "waits": lambda other, by, rng: add_spell(other.case().id, "WAIT", "Plats", by=by, first=in_days(-9)),
    "asks": lambda other, by, rng: give_consent(
        other.card().person_id, "SURVEY_CONTACT", by=by, purpose="Fråga.", until=in_days(20), given_how="SKRIFTLIGT"),
    "blocks": lambda other, by, rng: block(other.card().person_id, by=by, said_how="SKRIFTLIGT"),
    "closes": lambda other, by, rng: close_case(
        other.case().id, "COMPLETED_WORK", by=by, closed_on=max(other.case().opened_on, other.then.date())),
    "opens again": lambda other, by, rng: reopen_case(other.closed().id, by=by),
    "searches": lambda other, by, rng: _searches(other, by),
}  # fmt: skip
