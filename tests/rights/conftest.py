from collections.abc import Callable, Iterator

import pytest

from samvag.access.roles import Role
from tests.factories.known import Known
from tests.guards.world import World
from tests.rights import log as reading


@pytest.fixture
def log(db: None) -> Iterator[Callable[..., list[reading.Entry]]]:
    """`log()` is all that has been logged, `log(entry.id)` what has been since."""
    with reading.readable():
        yield reading.entries


@pytest.fixture
def world(ame) -> World:
    return World(ame)


@pytest.fixture
def admin(staff, ame):
    return staff(ame, Role.ADMIN, name="Adam Admin")


@pytest.fixture
def officer(staff, ame):
    return staff(ame, Role.OFFICER, name="Disa Ombud")


@pytest.fixture
def full(world) -> Known:
    """Somebody with at least one row of nearly every kind."""
    from samvag.cases.models import Case
    from tests.harness.acting import acting

    with acting(world.boss, world.unit):
        return Known(Case.objects.get(id=world.ids["case"]), world.ids["card"])
