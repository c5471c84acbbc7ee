"""Lost updates: many who edit the same few rows at once, through the acts that the pages use.

Each reads a row, and writes over it in another transaction, saying what she had read. Afterwards every edit that was
accepted must stand in its row's chain of versions: it took the place of exactly what its writer had read, and the last
one stands. One that is missing was overwritten by somebody who never saw it. Every other edit was refused, in words.
"""

import multiprocessing
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.context import acting_as
from samvag.access.roles import Role
from samvag.agencies.models import ExternalContact
from samvag.cases.actions.external import add_external, edit_external
from samvag.cases.actions.spell import add_spell, change_spell
from samvag.cases.actions.steps import change_step
from samvag.cases.actions.work import add_step
from samvag.cases.models import Spell, Step
from samvag.kernel.errors import Conflict
from samvag.ops import install
from samvag.people.actions import edit_card
from samvag.people.models import Card
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.people import make_case
from tests.harness.database import forget_connections

SOON = timezone.localdate() + timedelta(days=30)
OUTSIDER = {"agency_kind": "FK", "organisation": "FK", "name": "Ulla Ulv"}
#: A row by its kind and id, with what is written in it.
Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Kind:
    model: Any
    field: str
    write: Callable[[UUID, str, int, Actor], Any]


KINDS = {
    "step": Kind(Step, "what", lambda id, text, version, by: change_step(
        id, by=by, what=text, due_on=SOON, category="planning", doer="PERSON", version=version)),
    "card": Kind(Card, "access_needs", lambda id, text, version, by: edit_card(
        id, by=by, version=version, access_needs=text)),
    "spell": Kind(Spell, "title", lambda id, text, version, by: change_spell(
        id, by=by, version=version, title=text)),
    "external": Kind(ExternalContact, "title", lambda id, text, version, by: edit_external(
        id, by=by, version=version, **OUTSIDER, title=text)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was written in a row, over which version and which text."""

    key: Key
    version: int
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where they work: the same few rows for all."""

    unit: UUID
    staff: tuple[UUID, ...]
    rows: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    edits: int
    accepted: int
    refused: int
    lost: list[str]
    seconds: float

    @property
    def line(self) -> str:
        return (
            f"edits: {self.edits:,}, of which {self.accepted:,} accepted and {self.refused:,} refused in words; "
            f"silently lost {len(self.lost)} (goal 0); {self.edits / self.seconds:,.0f} edits a second"
        )


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("updates")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--edits", type=int, default=10_000)
    given = parser.parse_args(words)
    found = prove(given.clients, given.edits)
    print(f"{given.clients} clients × {given.edits:,} edits of {len(KINDS)} rows")
    print(found.line, *found.lost[:10], sep="\n", flush=True)
    return 1 if found.lost else 0


def prove(clients: int, edits: int) -> Outcome:
    """What was found when so many clients, each a process, have made so many edits each."""
    place = _place(clients)
    before = {key: _standing(place, key) for key in place.rows}
    logged = _logged()
    forget_connections()
    begun = time.monotonic()
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        told = pool.starmap(_edits, [(place, nth, edits) for nth in range(clients)], chunksize=1)
    seconds = time.monotonic() - begun
    accepted = [one for some, _refused in told for one in some]
    refused = sum(count for _some, count in told)
    lost = [
        fault for key in place.rows for fault in _broken(key, before[key], _standing(place, key), accepted)
    ]
    if _logged() - logged != len(accepted):
        lost.append(f"{_logged() - logged} entries in the log of {len(accepted)} accepted")
    if len(accepted) + refused != clients * edits:
        lost.append(f"{clients * edits - len(accepted) - refused} edits were never answered")
    return Outcome(clients * edits, len(accepted), refused, lost, seconds)


def _place(clients: int) -> Place:
    unit = make_unit(make_association())
    staff = [make_staff(unit, Role.WORKER, Role.MANAGER) for _nth in range(clients)]
    case = make_case(staff[0])
    with acting_as(staff[0].id, unit.id) as by:
        card = Card.objects.get(person=case.person_id)
        rows = (
            ("step", add_step(case.id, by=by, what="-", due_on=SOON, doer="PERSON").id),
            ("card", card.id),
            ("spell", add_spell(case.id, "JOB", "-", by=by, first=timezone.localdate()).id),
            ("external", add_external(by=by, **OUTSIDER).id),
        )
    return Place(unit.id, tuple(one.id for one in staff), rows)


def _edits(place: Place, nth: int, edits: int) -> tuple[list[Accepted], int]:
    """One client's: what was accepted, and how often she was told that somebody had been there before."""
    random, accepted, refused = Random(nth), [], 0
    for number in range(edits):
        key = random.choice(place.rows)
        version, before = _read(place, nth, key)
        text = f"{nth}-{number}"
        try:
            with acting_as(place.staff[nth], place.unit) as by:
                KINDS[key[0]].write(key[1], text, version, by)
        except Conflict:
            refused += 1
        else:
            accepted.append(Accepted(key, version, before, text))
    return accepted, refused


def _read(place: Place, nth: int, key: Key) -> tuple[int, str]:
    kind = KINDS[key[0]]
    with acting_as(place.staff[nth], place.unit):
        return kind.model.objects.values_list("version", kind.field).get(id=key[1])


def _standing(place: Place, key: Key) -> tuple[int, str]:
    return _read(place, 0, key)


def _broken(key: Key, first: tuple[int, str], last: tuple[int, str], accepted: list[Accepted]) -> list[str]:
    """Where the row's chain does not hold: each version was written over once, by one who had read what stood."""
    mine = [one for one in accepted if one.key == key]
    twice = [version for version, times in Counter(one.version for one in mine).items() if times > 1]
    faults = [f"{key[0]}: version {version} was written over twice" for version in twice]
    version, standing = first
    for one in sorted(mine, key=lambda one: one.version):
        if (one.version, one.before) != (version, standing):
            faults.append(
                f"{key[0]}: {one.text} took the place of version {version}, which its writer had not read"
            )
        version, standing = one.version + 1, one.text
    return faults if (version, standing) == last else [*faults, f"{key[0]}: the last edit does not stand"]


def _logged() -> int:
    """Entries of changes to those rows, as the owner counts them."""
    wanted = ["step.change", "card.edit", "spell.change", "external.edit"]
    with install.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM audit_entry WHERE action = ANY (%s)", [wanted]
        ).fetchone()
    return int(row[0]) if row else 0
