"""Set-up for every test: our own database, nobody acting, rows without an order shuffled.

`association`, `unit()`, `staff()`, `case()` make; Anna, Bo and their manager Karin are at AME, Bea and Rut at AF, Cilla
at the social services; `acting(staff, unit)` acts; `pages(staff, unit)` opens pages.
All of it happens in one transaction of the application's own role and is rolled back. A story that runs a server
and a browser takes `story` instead, commits, and leaves a fresh database behind.
"""

from tests.harness import environment

environment.enter()

import django  # noqa: E402

django.setup()

from collections.abc import Callable, Iterator  # noqa: E402
from typing import Any  # noqa: E402

import pytest  # noqa: E402

from samvag.access.roles import Role  # noqa: E402
from samvag.agencies.models import Association, Staff, Unit  # noqa: E402
from samvag.cases.models import Case  # noqa: E402
from tests.factories import agencies  # noqa: E402
from tests.harness import acting as acts  # noqa: E402
from tests.harness import database, unordered  # noqa: E402
from tests.harness import pages as clients  # noqa: E402

unordered.install()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Both connections roll back. Django would look for the mark, which nobody then has to write."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases=["default", "auth"]))


@pytest.fixture(scope="session")
def held_database(django_db_blocker: Any) -> Iterator[database.Held]:
    with django_db_blocker.unblock():
        held = database.Held()
    yield held
    with django_db_blocker.unblock():
        held.release()


@pytest.fixture(scope="session")
def django_db_setup(held_database: database.Held) -> None:
    """Instead of Django's own, which would run every test as the owner."""


@pytest.fixture
def association(db: None) -> Association:
    return agencies.make_association()


@pytest.fixture
def unit(association: Association) -> Callable[..., Unit]:
    """`unit("AME")`, `unit("Psykiatrin", "REGION")`: each under an agency of its own."""
    return lambda *given, **facts: agencies.make_unit(association, *given, **facts)


@pytest.fixture
def ame(unit: Callable[..., Unit]) -> Unit:
    return unit("AME")


@pytest.fixture
def soc(unit: Callable[..., Unit]) -> Unit:
    return unit("Socialtjänsten", branch="SOC")


@pytest.fixture
def af(unit: Callable[..., Unit]) -> Unit:
    return unit("AF Norrsund", "AF", short="AF")


@pytest.fixture
def staff(db: None) -> Callable[..., Staff]:
    """`staff(ame)` is a worker there, `staff(ame, Role.MANAGER)` its manager."""
    return agencies.make_staff


@pytest.fixture
def anna(staff: Callable[..., Staff], ame: Unit) -> Staff:
    return staff(ame, name="Anna Ask")


@pytest.fixture
def bo(staff: Callable[..., Staff], ame: Unit) -> Staff:
    """Her colleague, without part in what she does."""
    return staff(ame, name="Bo Berg")


@pytest.fixture
def karin(staff: Callable[..., Staff], ame: Unit) -> Staff:
    return staff(ame, Role.MANAGER, name="Karin Kvist")


@pytest.fixture
def bea(staff: Callable[..., Staff], af: Unit) -> Staff:
    return staff(af, name="Bea Björk")


@pytest.fixture
def recipient(staff: Callable[..., Staff], af: Unit) -> Staff:
    return staff(af, Role.RECIPIENT, name="Rut Ros")


@pytest.fixture
def cilla(staff: Callable[..., Staff], soc: Unit) -> Staff:
    return staff(soc, name="Cilla Ceder")


@pytest.fixture
def case(db: None) -> Callable[..., Case]:
    """`case(anna)` is a new person's open case with anna as main contact; the person is `.person_id`."""
    from tests.factories.people import make_case

    return make_case


@pytest.fixture
def acting(db: None) -> Callable[..., Any]:
    """`with acting(anna, ame) as actor:`."""
    return acts.acting


@pytest.fixture
def acted(anna: Staff, ame: Unit, acting: Callable[..., Any]) -> Iterator[Any]:
    """Anna acts, until the test ends."""
    with acting(anna, ame) as by:
        yield by


@pytest.fixture
def pages(db: None) -> Callable[..., clients.Pages]:
    """`pages(anna, ame).get("/")`."""
    return clients.signed_in


@pytest.fixture
def her_pages(db: None) -> Callable[..., clients.Pages]:
    """`her_pages(case.person_id).get("/min-vag/")`: the person's own browser."""
    return clients.of_person


@pytest.fixture
def story(held_database: database.Held, django_db_blocker: Any) -> Iterator[database.Held]:
    """Commits for real, for a server beside the test; what it left is dropped afterwards."""
    with django_db_blocker.unblock():
        held_database.clean = False
        yield held_database
        held_database.renew()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One for all tests of a process: Playwright runs but one loop a thread."""
    from tests.harness import chromium

    if chromium.path() is None:
        pytest.skip(chromium.MISSING)
    with chromium.launched() as launched:
        yield launched
