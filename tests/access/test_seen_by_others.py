"""What is said that each unit sees is what its staff get: over random worlds, every person, giver and unit in them."""

from importlib import import_module

import pytest

from samvag.access.rls import APP, RULES
from tests.access import world as facts
from tests.access.acted import acting
from tests.access.test_cells import Maker

OPEN = "SELECT s.unit, s.category FROM cases_states_of(%s, %s) s WHERE s.state = 'open'"
GOT = "SELECT person_id, owner_unit_id, category FROM cases_note WHERE owner_unit_id <> %s"
WORLDS = 8


def compared(app, world):
    """(what is said, what they get) as (unit, person, giver, category), where the giver has a row."""
    there = {(note.person, note.unit, note.category) for note in world.notes}
    got = set()
    for staff, _active in world.staff:
        for unit in world.units:
            with acting(app, staff, unit):
                got |= {(unit, *row) for row in app.execute(GOT, [unit])}
    app.execute(f"SET LOCAL ROLE {RULES}")
    said = {
        (unit, person, giver, category)
        for person in world.persons
        for giver in world.units
        for unit, category in app.execute(OPEN, [person, giver])
    }
    app.execute(f"SET LOCAL ROLE {APP}")
    return {row for row in said if row[1:] in there}, got


@pytest.mark.parametrize("seed", range(WORLDS))
def test_it_is_what_they_get(owner, seed):
    world = Maker(seed).world()
    with facts.inhabited(owner, world) as app:
        said, got = compared(app, world)
    assert said == got, seed


def test_the_worlds_are_worth_asking_about(owner):
    sizes = []
    for seed in range(WORLDS):
        world = Maker(seed).world()
        with facts.inhabited(owner, world) as app:
            sizes.append(len(compared(app, world)[1]))
    assert sum(sizes) > 10 * WORLDS


def test_every_table_that_a_team_reads_is_counted(owner):
    module = import_module("samvag.cases.migrations.0025_seen_by_others")
    read = owner.execute(
        "SELECT tablename FROM pg_policies WHERE policyname = 'seen' AND qual LIKE '%tried_shared()%'"
    ).fetchall()
    assert {name for (name,) in read} == {*module.READ_BY_TEAMS, module.CORRECTED}


@pytest.mark.parametrize("function", ["cases_shared_to", "cases_states_of"])
def test_the_application_asks_by_its_own_unit_alone(login_as, function):
    import psycopg

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login_as("app").execute(f"SELECT * FROM {function}(gen_random_uuid(), gen_random_uuid())")
