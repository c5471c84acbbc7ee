"""What a unit's schedules say, whose time has come and why some stay, and the certificates of what has gone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.reading import rows
from samvag.kernel.errors import Unseen
from samvag.rights.extract.whom import Whom, whom
from samvag.rights.fields import kind_words
from samvag.rights.holdings import by_rows
from samvag.rights.models import Controller, Disposal, Hold
from samvag.rights.schedules import rule_of, rules_of
from samvag.rights.terms import CASE, DISPOSAL_STATES, RUNNING, STAYING

__all__ = ["controller", "rule_of", "rules_of", "whom"]

DUE = "SELECT card, person, last, stays, reference FROM rights_last_notes(%(till)s) LIMIT 500"
COUNTED = """SELECT count(*) FILTER (WHERE stays = ''), count(*) FILTER (WHERE stays <> '')
    FROM rights_last_notes(%(till)s)"""
ROWS_DUE = "SELECT count(*) FROM rights_rows_due(%(kind)s, %(till)s)"


@dataclass(frozen=True, slots=True)
class Due:
    """Told by the case's number and not by name: to judge whether it is time, nobody needs to know who it is."""

    card: UUID
    person: UUID
    last: date
    stays: str
    reference: str

    @property
    def why(self) -> str:
        return str(STAYING.get(self.stays, ""))


@dataclass(frozen=True, slots=True)
class DryRun:
    """`due` is the first of them; `rows` the kinds with a time of their own, with how many."""

    going: int
    staying: int
    due: list[Due]
    rows: list[tuple[str, int]]

    @property
    def empty(self) -> bool:
        return not self.going and not any(count for _kind, count in self.rows)


@dataclass(frozen=True, slots=True)
class Certificate:
    id: UUID
    at: datetime
    finished_at: datetime | None
    by: str
    state: str
    rules: list[dict]
    total: int
    persons: int
    stayed: int
    counts: dict[str, int]
    oldest: date | None
    newest: date | None
    journal: str

    @property
    def running(self) -> bool:
        return self.state == RUNNING

    @property
    def state_words(self) -> str:
        return str(dict(DISPOSAL_STATES)[self.state])

    @property
    def kinds(self) -> list[tuple[str, int]]:
        return sorted((kind_words(kind), count) for kind, count in self.counts.items())

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Held:
    id: UUID
    reason: str
    until: date | None
    at: datetime
    by: str


def dry_run(actor: Actor) -> DryRun:
    """What a disposal would take now, and what stays and why. Nothing is written."""
    till = {rule.retention: rule.till for rule in rules_of(actor)}
    due = [Due(*row) for row in rows(DUE, {"till": till[CASE]})]
    actor.saw(one.person for one in due)
    going, staying = rows(COUNTED, {"till": till[CASE]})[0]
    kinds = [
        (kind_words(one.name), rows(ROWS_DUE, {"kind": one.name, "till": till[retention]})[0][0])
        for one, _since, retention in by_rows()
    ]
    return DryRun(going, staying, due, kinds)


COLUMNS = ("id", "at", "finished_at", "by__name", "state", "rules", "total", "persons", "stayed", "counts", "oldest",
           "newest", "journal")  # fmt: skip


def certificates(actor: Actor) -> list[Certificate]:
    found = Disposal.objects.filter(unit=actor.unit).order_by("-at", "id").values_list(*COLUMNS)[:100]
    return [_certificate(row) for row in found]


def certificate(actor: Actor, disposal: UUID) -> Certificate:
    row = Disposal.objects.filter(unit=actor.unit, id=disposal).values_list(*COLUMNS).first()
    if row is None:
        raise Unseen
    return _certificate(row)


def _certificate(row: tuple) -> Certificate:
    facts = dict(zip(COLUMNS, row, strict=True))
    return Certificate(by=facts.pop("by__name") or _("Samväg"), **facts)


def hold_of(actor: Actor, person: Whom) -> Held | None:
    """The hold that stops the disposal of the person's rows now."""
    held = Hold.objects.filter(person=person.person, owner_unit=actor.unit, lifted_at=None)
    row = held.values_list("id", "reason", "until", "created_at", "created_by__name").first()
    return Held(*row[:4], row[4] or "") if row else None


def controller(actor: Actor) -> dict[str, object]:
    """What the unit says of itself, by field, for its form."""
    fields = ("officer", "phone", "email", "address", "version")
    return dict(Controller.objects.filter(unit=actor.unit).values(*fields).first() or {})
