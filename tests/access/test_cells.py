"""Read cells in bulk: over random worlds the database shows exactly what the oracle allows, to everybody."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samvag.access.roles import Role
from tests.access import oracle
from tests.access import world as facts
from tests.access.acted import acting, enter, notes_seen

TODAY = timezone.localdate()
CATEGORIES = ("planning", "health", "social")
UNITS, STAFF, PERSONS = 4, 10, 8


class Maker:
    """A random world in which about half of everything holds, so that each condition decides now and then."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.units = tuple(self.id() for _ in range(UNITS))
        self.people = tuple(self.id() for _ in range(STAFF))
        self.persons = tuple(self.id() for _ in range(PERSONS))

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def odds(self, of_ten: int) -> bool:
        return self.random.randrange(10) < of_ten

    def span(self) -> facts.Span:
        """Mostly now; else it ended today, begins tomorrow, or covers today by its edge."""
        day, far = timedelta(days=1), timedelta(days=30)
        edges: list[tuple[date, date | None]] = [
            (TODAY - far, TODAY), (TODAY + day, TODAY + far), (TODAY, TODAY + day), (TODAY - far, TODAY + day),
        ]  # fmt: skip
        return (TODAY - far, TODAY + far) if self.odds(7) else self.random.choice(edges)

    def world(self) -> facts.World:
        cases = tuple(facts.Case(p, u, self.id()) for p in self.persons for u in self.units if self.odds(7))
        joint = tuple(self.coordination(person) for person in self.persons for _ in range(2))
        consents = tuple(self.consent(one) for one in joint for _ in range(2))
        return facts.World(
            self.units,
            tuple((staff, self.odds(9)) for staff in self.people),
            self.persons,
            tuple(self.members()),
            tuple(self.away()),
            cases,
            tuple(self.assigned(cases)),
            joint,
            tuple(self.linked(joint, cases, consents)),
            tuple(self.team(joint)),
            consents,
            tuple(facts.Note(c.person, c.unit, k, c.id, self.id()) for c in cases for k in CATEGORIES),
        )

    def coordination(self, person: UUID) -> facts.Coordination:
        return facts.Coordination(person, self.random.choice(self.units), self.odds(1), self.id())

    def assigned(self, cases):
        for case in cases:
            for staff in self.people:
                if self.odds(2):
                    yield facts.Assigned(case.id, case.unit, staff, self.span())

    def team(self, joint):
        for one in joint:
            for unit in self.units:
                for staff in self.people:
                    if self.odds(4):
                        yield facts.OnTeam(one.id, unit, staff, self.span())

    def members(self):
        for staff in self.people:
            for unit in self.units:
                if self.odds(6):
                    role = self.random.choice([Role.WORKER, Role.WORKER, Role.WORKER, *Role])
                    yield facts.Member(staff, unit, role, self.span())

    def away(self):
        for staff in self.people:
            for unit in self.units:
                cover = self.random.choice(self.people)
                if self.odds(4) and cover != staff:
                    yield facts.Away(staff, unit, cover, self.span())

    def linked(self, joint, cases, consents):
        for one in joint:
            for unit in self.units:
                fitting = [case.id for case in cases if (case.person, case.unit) == (one.person, unit)]
                case = self.random.choice([*fitting * 6, None, self.random.choice(cases).id])
                if self.odds(8):
                    bound = [consent.id for consent in consents if consent.coordination == one.id]
                    yield facts.Linked(
                        one.id, unit, case, self.odds(1), self.random.choice([*bound * 3, None])
                    )

    def consent(self, one: facts.Coordination) -> facts.Consent:
        bound = self.random.choice([one.id] * 8 + [None])
        person = one.person if self.odds(9) else self.random.choice(self.persons)
        parties = tuple(
            facts.Party(unit, self.odds(8), self.odds(8), self.odds(1)) for unit in self.units if self.odds(8)
        )
        return facts.Consent(
            person,
            self.random.choice(self.units),
            bound,
            self.span(),
            parties,
            tuple((category, self.odds(2)) for category in CATEGORIES if self.odds(7)),
            self.odds(1),
            self.odds(1),
            self.id(),
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_everybody_sees_exactly_what_the_oracle_allows(owner, seed):
    world = Maker(seed).world()
    with facts.inhabited(owner, world) as app:
        for staff in world.units and [one for one, _active in world.staff]:
            for unit in world.units:
                allowed = {n.id for n in world.notes if oracle.may_see(world, staff, unit, n, TODAY)}
                with acting(app, staff, unit):
                    assert notes_seen(app) == allowed, (seed, staff, unit)


def test_the_worlds_are_worth_asking_about():
    """Somebody sees by consent, somebody by assignment, and most see nothing: else the test above proves little."""
    world = Maker(1).world()
    asked = [(staff, unit, row) for staff, _a in world.staff for unit in world.units for row in world.notes]
    seen = [(s, u, row) for s, u, row in asked if oracle.may_see(world, s, u, row, TODAY)]
    across = [row for _s, unit, row in seen if row.unit != unit]
    assert len(asked) > 1000
    assert len(asked) / 50 < len(seen) < len(asked) / 2
    assert len(across) > len(seen) / 10


def test_without_a_role_now_nobody_enters(owner):
    world = Maker(2).world()
    with facts.inhabited(owner, world) as app:
        for staff, _active in world.staff:
            for unit in world.units:
                assert enter(app, staff, unit) == bool(oracle.roles(world, staff, unit, TODAY))
