"""Who asks: every role of the unit that has the person, other units in every relation to her, and nobody.

The unit's own world is filled first and its texts marked, so that a mark in a body is the unit's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connections
from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies.models import Staff, Unit
from samvag.cases.actions.case import assign
from samvag.cases.actions.work import write_note
from samvag.cases.models import Case
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.models import Consent
from samvag.ops import install
from samvag.people.models import Card
from tests.factories.agencies import make_association, make_staff, make_unit, send_away, setting_up
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_case
from tests.factories.sharing import begin_together, join_in
from tests.guards.world import World
from tests.harness.acting import acting
from tests.harness.pages import Pages, signed_in
from tests.proofs.injection.victims import COLUMNS, unguarded

MARK, HIDDEN = "zqenhetens", "zqhalsan"
TODAY = timezone.localdate()
#: What people write, and what they are called: the rest are codes and days.
WRITTEN = {
    "given_name", "family_name", "phone", "email", "address", "text", "line", "what", "about", "place", "name",
    "message", "person_name", "purpose", "title", "organisation", "note",
}  # fmt: skip
NOT_OURS = (
    "agencies_",
    "codes_",
    "catalogue_",
    "auth_",
    "django_",
    "procrastinate_",
    "gaps_rule",
    "account_",
    "mfa_",
)


@dataclass
class Visitor:
    name: str
    client: Pages
    roles: frozenset[str] = frozenset()
    """In the unit that it acts for; empty for one who acts for none."""
    ours: bool = False
    """Acts for the unit that has the person."""
    part: bool = False
    """Has a part in the case: assigned, or covering for somebody who is."""
    logged_in: bool = True
    own: dict[str, Any] | None = None
    """Ids of the person as its own unit knows her, where what is shared is met."""
    may_read: bool = False
    """What the person has let the team read carries the unit's mark, but never the hidden one."""


@dataclass
class Scene:
    world: World
    visitors: list[Visitor]


def staged() -> Scene:
    association = make_association()
    unit = make_unit(association, "AME")
    world = World(unit)
    case = Case.objects.none()
    with acting(world.boss, unit) as by:
        case = Case.objects.get(id=world.ids["case"])
        write_note(case.id, HIDDEN, by=by, category="health")
    _mark()
    visitors = [
        *_ours(world, unit, case),
        *_others(association, world),
        *_shared(association, world.boss, unit, case),
    ]
    return Scene(world, visitors)


def _mark() -> None:
    """All that is written so far; what is hidden keeps a mark of its own."""
    with install.connect() as owner, unguarded(owner):
        for table, column, kind in owner.execute(COLUMNS).fetchall():
            if kind == "text" and column in WRITTEN and not table.startswith(NOT_OURS):
                owner.execute(
                    f'UPDATE {table} SET "{column}" = %s WHERE "{column}" IS NOT NULL AND "{column}" NOT IN (%s, %s)',
                    [MARK, HIDDEN, ""],
                )


def _visitor(name: str, staff: Staff, unit: Unit, *roles: Role, **facts: Any) -> Visitor:
    return Visitor(
        name, signed_in(staff, unit), frozenset(role.value for role in roles or (Role.WORKER,)), **facts
    )


def _ours(world: World, unit: Unit, case: Case) -> list[Visitor]:
    found = [
        _visitor(f"own unit's {role.value}, not assigned", make_staff(unit, role), unit, role, ours=True)
        for role in Role
    ]
    assigned, away, cover = make_staff(unit), make_staff(unit), make_staff(unit)
    with acting(world.boss, unit) as by:
        assign(case.id, assigned.pk, "WORKER", by=by)
        assign(case.id, away.pk, "WORKER", by=by)
    send_away(away, unit, TODAY, TODAY + timedelta(days=3), cover)
    found += [
        _visitor("assigned", assigned, unit, ours=True, part=True),
        _visitor("covers for an assigned one", cover, unit, ours=True, part=True),
        _visitor("everything in the own unit", world.boss, unit, *Role, ours=True, part=True),
    ]
    gone = make_staff(unit, Role.MANAGER)
    found.append(_visitor("staff who has left", gone, unit, Role.MANAGER, ours=True))
    found[-1].roles = frozenset()
    with setting_up():
        Staff.objects.filter(pk=gone.pk).update(active=False)
    return found


def _others(association: Any, world: World) -> list[Visitor]:
    """Units that share nothing with the one that has the person; and nobody at all."""
    soc = make_unit(association, "Soc")
    found = [_visitor(f"another unit's {role.value}", make_staff(soc, role), soc, role) for role in Role]
    found.append(_visitor("another unit's everything", make_staff(soc, *Role), soc, *Role))
    knows = make_staff(soc)
    own = make_case(knows, _numbered(world.ids["person"]))
    with acting(knows, soc):
        ids = _ids(own)
    found.append(_visitor("another unit that knows her too", knows, soc, own=ids))
    found.append(Visitor("not logged in", Pages(), logged_in=False))
    return found


def _numbered(person: UUID) -> str:
    """The number of one of Skatteverket's, by which another unit registers the same person."""
    number = made_up_numbers(401)[-1]
    with install.connect() as owner, unguarded(owner):
        owner.execute("UPDATE people_identity SET kind = 'PNR', number = %s WHERE id = %s", [number, person])
    return number


def _shared(association: Any, boss: Staff, unit: Unit, case: Case) -> list[Visitor]:
    """Units with the person's consent: on the team, beside it, invited, and after it was withdrawn."""
    found = []
    for name, withdrawn in (("consent", False), ("a consent that was withdrawn", True)):
        friend = make_unit(association, f"Vän {uuid4()}", "REGION")
        recipient, member, beside = make_staff(friend, Role.RECIPIENT), make_staff(friend), make_staff(friend)
        boss_there = make_staff(friend, Role.MANAGER)
        theirs = make_case(boss, card={"given_name": MARK, "family_name": MARK})
        with acting(boss, unit) as by:
            write_note(theirs.id, MARK, by=by)
            write_note(theirs.id, HIDDEN, by=by, category="health")
        joint = begin_together(boss, theirs, friend)
        joined = join_in(recipient, member)
        with acting(member, friend):
            ids = _ids(joined)
        if withdrawn:
            with acting(boss, unit) as by:
                consent = Consent.objects.get(coordination=joint.id)
                withdraw(consent.id, by=by)
        facts = {"own": ids, "may_read": not withdrawn}
        found += [
            _visitor(f"on the team, with {name}", member, friend, **facts),
            _visitor(f"manager of a unit with {name}", boss_there, friend, Role.MANAGER, own=ids),
            _visitor(f"beside the team, with {name}", beside, friend),
        ]
    invited = make_unit(association, f"Inbjuden {uuid4()}", "REGION")
    begin_together(boss, make_case(boss), invited)
    found.append(_visitor("invited", make_staff(invited, Role.RECIPIENT), invited, Role.RECIPIENT))
    return found


def _ids(case: Case) -> dict[str, UUID]:
    card = Card.objects.get(person=case.person_id, owner_unit=case.owner_unit_id)
    return {"card": card.id, "case": case.id, "person": case.person_id}


def let_go() -> None:
    for alias in ("default", "auth"):
        connections[alias].close()
