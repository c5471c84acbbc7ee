"""Who works where, and how to reach whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.roles import WITH_PERSONS
from samvag.agencies.models import Absence, Membership, Staff, Unit
from samvag.kernel.periods import last_day


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in the directory, open to all staff."""

    id: UUID
    name: str
    short: str
    agency: str
    agency_kind: str
    does: str
    may: str
    may_not: str
    phone: str
    email: str
    contact: str
    contact_phone: str
    deputy: str
    deputy_phone: str
    answer_days: int


@dataclass(frozen=True, slots=True)
class Role:
    id: UUID
    staff: UUID
    name: str
    title: str
    role: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Away:
    id: UUID
    staff: UUID
    name: str
    kind: str
    first: date
    last: date | None
    cover: str


def directory(actor: Actor, words: str = "") -> list[Entry]:
    """Every unit with contact and deputy, by agency; `words` narrows by name, agency or what it does."""
    units = Unit.objects.order_by("agency__name", "name", "id")
    if words:
        found = Q(name__icontains=words) | Q(short__icontains=words) | Q(does__icontains=words)
        units = units.filter(found | Q(agency__name__icontains=words))
    return [Entry(*row) for row in units.values_list(*ENTRY)]


ENTRY = (
    "id", "name", "short", "agency__name", "agency__kind", "does", "may", "may_not", "phone", "email",
    "contact__name", "contact__phone", "deputy__name", "deputy__phone", "answer_days",
)  # fmt: skip


def unit_entry(actor: Actor, unit: UUID) -> Entry | None:
    row = Unit.objects.filter(id=unit).values_list(*ENTRY).first()
    return Entry(*row) if row else None


def roles_of_unit(actor: Actor) -> list[Role]:
    """The own unit's roles that live now or later."""
    today = timezone.localdate()
    rows = Membership.objects.filter(unit=actor.unit, staff__active=True).exclude(
        period__fully_lt=(today, None)
    )
    columns = rows.order_by("staff__name", "role", "id").values_list(
        "id", "staff", "staff__name", "staff__title", "role", "period"
    )
    return [Role(*row[:5], row[5].lower, last_day(row[5])) for row in columns]


def colleagues(actor: Actor) -> list[tuple[UUID, str]]:
    """Those with a role in the own unit today, by name."""
    here = Membership.objects.filter(
        unit=actor.unit, period__contains=timezone.localdate(), staff__active=True
    )
    return list(here.order_by("staff__name", "staff").values_list("staff", "staff__name").distinct())


def who_meet_persons(actor: Actor) -> list[tuple[UUID, str]]:
    """Those of the own unit whom a person can be given to today, by name."""
    here = Membership.objects.filter(
        unit=actor.unit, role__in=WITH_PERSONS, period__contains=timezone.localdate(), staff__active=True
    )
    return list(here.order_by("staff__name", "staff").values_list("staff", "staff__name").distinct())


def absences(actor: Actor) -> list[Away]:
    """Absences of the own unit that have not ended."""
    rows = Absence.objects.filter(unit=actor.unit).exclude(period__fully_lt=(timezone.localdate(), None))
    columns = rows.order_by(F("period").asc(), "id").values_list(
        "id", "staff", "staff__name", "kind", "period", "cover__name"
    )
    return [Away(*row[:4], row[4].lower, last_day(row[4]), row[5] or "") for row in columns]


def places_of_account(account: int) -> tuple[UUID | None, list[UUID]]:
    """At login, before there is an actor: the person of staff of an account and the units with a role today."""
    staff = Staff.objects.filter(account=account, active=True).values_list("id", flat=True).first()
    return (staff, [unit for unit, _ in places_of_staff(staff)]) if staff else (None, [])


def places_of_staff(staff: UUID) -> list[tuple[UUID, str]]:
    """Before there is an actor: the units that a person of staff can choose to act for today."""
    here = Membership.objects.filter(staff=staff, period__contains=timezone.localdate(), staff__active=True)
    return list(here.order_by("unit__name", "unit").values_list("unit", "unit__name").distinct())


def made_up(actor: Actor) -> bool:
    """Whether the actor's association holds made-up persons only, so that every page says so."""
    return Unit.objects.filter(id=actor.unit, agency__association__made_up=True).exists()


def unit_facts(actor: Actor) -> Mapping[str, object]:
    """What the own unit's directory entry says, by field, for its form."""
    fields = ("does", "may", "may_not", "phone", "email", "contact_id", "deputy_id", "answer_days", "version")
    return Unit.objects.values(*fields).get(id=actor.unit)


def all_staff_of_agency(actor: Actor) -> list[tuple[UUID, str]]:
    """Everybody with a role somewhere in the own agency: a role here may be given to them."""
    agency = Unit.objects.filter(id=actor.unit).values("agency")
    here = Membership.objects.filter(unit__agency__in=agency, staff__active=True)
    return list(here.order_by("staff__name", "staff").values_list("staff", "staff__name").distinct())
