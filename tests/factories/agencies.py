"""Associations, agencies, units and staff, made by the service that builds agencies."""

from datetime import date
from itertools import count
from typing import Any

from samvag.access.roles import Role
from samvag.agencies.models import Absence, Agency, Association, Membership, Staff, Unit
from samvag.agencies.terms import ILLNESS
from samvag.kernel.periods import period
from tests.harness.acting import setting_up

LONG_AGO = date(2020, 1, 1)
GIVEN_NAMES = ("Anna", "Bo", "Cilla", "David", "Elsa", "Farid", "Gun", "Hodan", "Ivar", "Jasmin")
numbers = count(1)


def make_association(name: str = "") -> Association:
    with setting_up():
        return Association.objects.create(name=name or f"Samordningsförbundet {next(numbers)}", made_up=True)


def make_unit(association: Association, name: str = "AME", kind: str = "KOMMUN", **facts: Any) -> Unit:
    """A unit under an agency of its own kind; give `agency` to put several under one."""
    with setting_up():
        agency = facts.pop("agency", None) or Agency.objects.create(
            association=association, kind=kind, name=f"{kind.title()} {next(numbers)}"
        )
        return Unit.objects.create(
            agency=agency, name=name, **{"short": name, "branch": "AME", "secrecy_regime": "OSL", **facts}
        )


def make_staff(
    unit: Unit, *roles: Role, name: str = "", since: date = LONG_AGO, until: date | None = None, **facts: Any
) -> Staff:
    """A worker, unless other roles are named. `staff.unit` remembers where, for `acting(staff)`."""
    number = next(numbers)
    with setting_up():
        staff = Staff.objects.create(name=name or f"{GIVEN_NAMES[number % 10]} Personal {number}", **facts)
    for role in roles or (Role.WORKER,):
        give_role(staff, unit, role, since, until)
    staff.unit = unit
    return staff


def give_role(
    staff: Staff, unit: Unit, role: Role, since: date = LONG_AGO, until: date | None = None
) -> Membership:
    with setting_up():
        return Membership.objects.create(staff=staff, unit=unit, role=role, period=period(since, until))


def send_away(
    staff: Staff, unit: Unit, first: date, last: date | None, cover: Staff | None, kind: str = ILLNESS
) -> Absence:
    with setting_up():
        return Absence.objects.create(
            staff=staff, unit=unit, kind=kind, period=period(first, last), cover=cover
        )
