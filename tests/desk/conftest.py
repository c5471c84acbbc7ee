"""Anna at AME has Leila; Bo is a colleague without part, Karin their manager, Cilla at the social services."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from tests.factories.agencies import give_role
from tests.factories.known import Known, known
from tests.factories.sharing import begin_together, join_in


@pytest.fixture
def leila(anna, case) -> Known:
    return known(anna, case(anna, card={"given_name": "Leila", "family_name": "Övning"}))


@pytest.fixture
def site(pages, anna, ame):
    """Anna's pages."""
    return pages(anna, ame)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def day(today):
    """`day(-3)` is three days ago."""
    return lambda days: today + timedelta(days=days)


@pytest.fixture
def theirs(anna, leila, soc, cilla) -> Known:
    """Leila's card at the social services, with a consent between the units for planning and contacts."""
    begin_together(anna, leila.case, soc, categories=["planning", "contact"])
    give_role(cilla, soc, Role.RECIPIENT)
    return known(cilla, join_in(cilla, cilla, given_name="Leila", family_name="Övning"))
