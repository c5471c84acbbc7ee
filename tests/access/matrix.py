"""The policy table asked of the live database: somebody of every role, for every relation, state of consent, regime and
category, tries to read, write, change and delete, and does what the table says and nothing else.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import psycopg
from django.utils import timezone

from samvag.access.rls import RULES
from samvag.access.roles import WHOLE_UNIT, Role
from samvag.access.table import AXES, Cell, decide
from samvag.kernel.categories import Category
from tests.access import world as facts
from tests.access.acted import acting

TODAY, DAY = timezone.localdate(), timedelta(days=1)
NOW, PAST, LATER = (TODAY - DAY, TODAY + DAY), (TODAY - 9 * DAY, TODAY), (TODAY + DAY, TODAY + 9 * DAY)
#: What is left of a consent that covers another category, or that was partly taken back.
COVERED = Category.CONTACT
#: In the own unit without a part in the case: a manager's relation, or a colleague's.
NO_PART = "no part"
OWN, OTHERS = ("assigned", "cover", NO_PART), ("team", "invited", "none")


class About(NamedTuple):
    """A person, made for staff of a unit bound as `reader`, with rows of a unit bound as `owner`."""

    reader: str
    owner: str
    relation: str
    consent: str

    def cell(self, role: str, category: str, action: str) -> Cell:
        relation = self.relation
        if relation == NO_PART:
            relation = "manager" if role in WHOLE_UNIT else "own_unit"
        consent = self.consent
        if consent in ("other_category", "partly") and category == COVERED:
            consent = "live"
        return Cell(role, relation, consent, self.reader, self.owner, category, action)


class Maker:
    def __init__(self, regimes: Sequence[str]) -> None:
        self.readers = {regime: uuid4() for regime in regimes}
        self.owners = {regime: uuid4() for regime in regimes}
        self.third = uuid4()
        self.staff = {(regime, role): uuid4() for regime in regimes for role in Role}
        self.away = {who: uuid4() for who in self.staff}
        self.made: dict[str, list] = {name: [] for name in facts.World.__dataclass_fields__}
        self.notes: dict[UUID, tuple[About, str]] = {}
        self._staff()
        for about in self._persons(regimes):
            self._person(about)

    def _persons(self, regimes: Sequence[str]) -> Iterator[About]:
        for reader in regimes:
            for consent in AXES["consent"]:
                yield from (About(reader, reader, relation, consent) for relation in OWN)
                yield from (
                    About(reader, owner, relation, consent) for owner in regimes for relation in OTHERS
                )

    def _staff(self) -> None:
        units = [*self.readers.items(), *self.owners.items()]
        self.made["units"] = [unit for _regime, unit in units] + [self.third]
        self.made["regimes"] = [(unit, regime) for regime, unit in units]
        self.made["staff"] = [(who, True) for who in (*self.staff.values(), *self.away.values())]
        for (regime, role), who in self.staff.items():
            unit = self.readers[regime]
            self.made["members"].append(facts.Member(who, unit, role, NOW))
            self.made["away"].append(facts.Away(self.away[regime, role], unit, who, NOW))

    def _person(self, about: About) -> None:
        person, here = uuid4(), self.readers[about.reader]
        giver = here if about.relation in OWN else self.owners[about.owner]
        case = facts.Case(person, giver)
        self.made["persons"].append(person)
        self.made["cases"].append(case)
        for category in Category:
            note = facts.Note(person, giver, category, case.id)
            self.made["notes"].append(note)
            self.notes[note.id] = (about, category)
        whose = {"assigned": self.staff, "cover": self.away}.get(about.relation, {})
        for (regime, _role), who in whose.items():
            if regime == about.reader:
                self.made["assigned"].append(facts.Assigned(case.id, here, who, NOW))
        self._together(about, person, giver, case, here if about.relation in OTHERS else self.third)

    def _together(self, about: About, person: UUID, giver: UUID, case: facts.Case, taker: UUID) -> None:
        joint = facts.Coordination(person, giver)
        self.made["coordinations"].append(joint)
        self.made["linked"].append(facts.Linked(joint.id, giver, case.id))
        if about.relation != "none":
            self.made["linked"].append(facts.Linked(joint.id, taker, None))
        if about.relation == "team":
            here = [who for (regime, _role), who in self.staff.items() if regime == about.reader]
            self.made["team"] += [facts.OnTeam(joint.id, taker, who, NOW) for who in here]
        self._ground(about.consent, person, giver, taker, joint)

    def _ground(self, state: str, person: UUID, giver: UUID, taker: UUID, joint: facts.Coordination) -> None:
        if state == "never":
            return
        if state == "legal_ground":
            self.made["lawful"].append(facts.Lawful(person, giver, taker, tuple(Category)))
            return
        if state == "blocked":
            self.made["blocked"].append(facts.Blocked(person, giver))
        gone = {category: state == "partly" and category != COVERED for category in Category}
        kinds = {COVERED: False} if state == "other_category" else gone
        named = self.third if state == "other_unit" and taker != self.third else taker
        if state == "other_unit" and taker == self.third:
            named = next(iter(self.owners.values()))
        self.made["consents"].append(
            facts.Consent(
                person, giver, joint.id, {"future": LATER, "expired": PAST}.get(state, NOW),
                (facts.Party(giver), facts.Party(named)), tuple(kinds.items()),
                withdrawn=state == "withdrawn", refused=state == "refused",
            )
        )  # fmt: skip

    def world(self) -> facts.World:
        return facts.World(**{name: tuple(rows) for name, rows in self.made.items()})


Asked = dict[str, tuple[int, list[Cell]]]


def ask(owner: psycopg.Connection, regimes: Sequence[str]) -> Asked:
    """By action, how many cells were tried, and those in which the database did not do as the table says."""
    maker = Maker(regimes)
    asked: Asked = {action: (0, []) for action in DONE}
    with facts.inhabited(owner, maker.world()) as app:
        rows = json.dumps([
            {"id": str(n.id), "unit": str(n.unit), "person": str(n.person), "category": n.category, "at": str(n.case)}
            for n in maker.made["notes"]
        ])  # fmt: skip
        app.execute("SELECT set_config('matrix.rows', %s, true)", [rows])
        for (regime, role), who in maker.staff.items():
            for action, done in DONE.items():
                with acting(app, who, maker.readers[regime]):
                    _compare(maker, regime, role, action, done(app), asked)
    return asked


def _compare(maker: Maker, regime: str, role: str, action: str, done: set[UUID], asked: Asked) -> None:
    """What was made for others' staff is nobody's here."""
    count, wrong = asked[action]
    for note, (about, category) in maker.notes.items():
        cell = about.cell(role, category, action)
        may = about.reader == regime and bool(decide(cell))
        if may != (note in done):
            wrong.append(cell)
    asked[action] = count + len(maker.notes), wrong


def _ids(app: psycopg.Connection, statement: str) -> set[UUID]:
    return {row[0] for row in app.execute(statement)}


TRIED = """
    DO $do$ DECLARE r record; BEGIN
        FOR r IN SELECT * FROM json_to_recordset(current_setting('matrix.rows')::json)
                 AS x (id uuid, unit uuid, person uuid, category text, at uuid) LOOP
            BEGIN
                INSERT INTO cases_note (id, owner_unit_id, person_id, category, case_id, text, created_at, version)
                VALUES (gen_random_uuid(), r.unit, r.person, r.category, r.at, r.id, now(), 1);
            EXCEPTION WHEN insufficient_privilege THEN NULL;
            END;
        END LOOP;
    END $do$;
"""


def _created(app: psycopg.Connection) -> set[UUID]:
    """One note beside each. What was made is read by the rules' own role: the writer may not see all she wrote."""
    app.execute(TRIED)
    app.execute(f"SET LOCAL ROLE {RULES}")
    return _ids(app, "SELECT text::uuid FROM cases_note WHERE text <> 'x'")


DONE = {
    "read": lambda app: _ids(app, "SELECT id FROM cases_note"),
    "create": _created,
    "change": lambda app: _ids(app, "UPDATE cases_note SET text = 'y' RETURNING id"),
    "delete": lambda app: _ids(app, "DELETE FROM cases_note RETURNING id"),
}
