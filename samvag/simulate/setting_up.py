"""Makes the association, its units, staff and logins."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from uuid import UUID

from samvag.access.context import acting_as_service
from samvag.agencies.accounts import create_accounts
from samvag.agencies.models import Agency, Association, ExternalContact, Membership, Staff, Unit
from samvag.catalogue.models import Intervention
from samvag.kernel.periods import period
from samvag.simulate import places

PASSWORD = "demo-demo-demo"  # noqa: S105 - published on purpose, as the second factor is
FROM = date(2020, 1, 1)
EXTERNALS = [
    ("AF", "Arbetsförmedlingen Demo", "Gunilla Mård", "Arbetsförmedlare", "010-000 00 11"),
    ("FK", "Försäkringskassan Demo", "Hans Wall", "Utredare", "010-000 00 12"),
    ("REGION", "Vårdcentralen Linden", "Ingrid Sjögren", "Läkare", "010-000 00 13"),
]


@dataclass(slots=True)
class Ground:
    """What the lives stand on: ids by the plans' keys and names."""

    units: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, UUID] = field(default_factory=dict)
    interventions: dict[tuple[str, str], UUID] = field(default_factory=dict)


def totp_secret(username: str) -> str:
    """Published on purpose: the demo's second factor is real, but everybody may compute it."""
    return b32encode(sha256(f"samvag-demo:{username}".encode()).digest()[:20]).decode()


def set_up() -> Ground:
    ground = Ground()
    accounts = create_accounts(PASSWORD, {one.username: totp_secret(one.username) for one in places.staff()})
    with acting_as_service("setup"):
        association = Association(name=places.read("places.toml")["association"], made_up=True)
        association.save(force_insert=True)
        _units(ground, association)
        _staff(ground, accounts)
    for key, unit in ground.units.items():
        with acting_as_service("demo", unit):
            _of_unit(ground, key, unit)
    return ground


def _units(ground: Ground, association: Association) -> None:
    agencies: dict[str, Agency] = {}
    for plan in places.units():
        if plan.agency not in agencies:
            agencies[plan.agency] = Agency(association=association, kind=plan.agency_kind, name=plan.agency)
            agencies[plan.agency].save(force_insert=True)
        unit = Unit(
            agency=agencies[plan.agency], name=plan.name, short=plan.short, branch=plan.branch,
            municipality=plan.municipality, secrecy_regime=plan.regime, does=plan.does, may=plan.may,
            may_not=plan.may_not, phone=f"010-000 {len(ground.units):02} 00",
        )  # fmt: skip
        unit.save(force_insert=True)
        ground.units[plan.key] = unit.id


def _staff(ground: Ground, accounts: dict[str, int]) -> None:
    for number, plan in enumerate(places.staff()):
        staff = Staff(
            account=accounts[plan.username], name=plan.name, title=plan.title,
            phone=f"070-000 {number:02} 00", email=f"{plan.username}@demo.example",
        )  # fmt: skip
        staff.save(force_insert=True)
        ground.staff[plan.name] = staff.id
        for key, role in plan.roles:
            membership = Membership(staff=staff, unit_id=ground.units[key], role=role, period=period(FROM))
            membership.save(force_insert=True)


def _of_unit(ground: Ground, key: str, unit: UUID) -> None:
    here = [ground.staff[one.name] for one in places.staff() for place, _role in one.roles if place == key]
    people = list(dict.fromkeys(here))
    Unit.objects.filter(id=unit).update(
        contact=people[0] if people else None, deputy=people[-1] if len(people) > 1 else None
    )
    for plan in places.interventions():
        if plan.unit == key:
            intervention = Intervention(unit_id=unit, name=plan.name, bead=plan.bead, places=20)
            intervention.save(force_insert=True)
            ground.interventions[key, plan.name] = intervention.id
    ExternalContact.objects.bulk_create(
        ExternalContact(
            unit_id=unit, agency_kind=kind, organisation=organisation, name=name, title=title, phone=phone
        )
        for kind, organisation, name, title, phone in EXTERNALS
    )
