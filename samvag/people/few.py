"""The few who may open a protected person, as rows with days and a reason. Used by acts, which require and log."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.kernel.categories import Category
from samvag.kernel.periods import DAY, ended, period
from samvag.people.models import Named

CLOSED = "SELECT EXISTS (SELECT 1 FROM access_closed() c WHERE c.person = %s AND c.owner_unit = %s)"


def name_few(
    person: UUID, staff: Iterable[UUID], reason: str, by: Actor, until: date | None = None
) -> list[Named]:
    """From today on. Whoever is named already keeps her row."""
    today = timezone.localdate()
    known = set(_now(person, by).values_list("staff", flat=True))
    made = [
        Named(
            owner_unit_id=by.unit, person_id=person, category=Category.CONTACT, created_by_id=by.staff,
            staff_id=one, period=period(today, until), reason=reason,
        )
        for one in sorted(set(staff) - known)
    ]  # fmt: skip
    for row in made:
        row.save(force_insert=True)
    return made


def end_naming(rows: Iterable[Named]) -> None:
    """From now on: a day that has begun does not count."""
    for row in rows:
        row.period = ended(row.period, timezone.localdate() - DAY)
        row.save(update_fields=["period"])


def few_now(person: UUID, by: Actor) -> list[Named]:
    return list(_now(person, by).order_by("created_at", "id"))


def closed_here(person: UUID, by: Actor) -> bool:
    """Whether the unit has the person, protected, and the actor is not named."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, [person, by.unit])
        return bool(cursor.fetchone()[0])


def _now(person: UUID, by: Actor) -> QuerySet[Named]:
    return Named.objects.filter(person=person, owner_unit=by.unit, period__contains=timezone.localdate())
