"""Anna at AME has a person; Bo is a colleague without part in the case, Karin their manager, Cilla elsewhere."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.coordination import join, start_coordination
from samvag.cases.models import CoordinationCase
from samvag.consents.actions.giving import Side
from tests.factories.agencies import give_role
from tests.factories.known import Known, known
from tests.harness.acting import acting


@pytest.fixture
def leila(anna, case) -> Known:
    return known(anna, case(anna, card={"given_name": "Leila", "family_name": "Övning"}))


@pytest.fixture
def somebody_else(cilla, case) -> Known:
    """A person of another unit."""
    return known(cilla, case(cilla))


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def shared(anna, ame, soc, cilla, leila, staff):
    """Leila has let AME and the social services share planning and contacts; Cilla is on the team there."""
    give_role(cilla, soc, Role.RECIPIENT)
    with acting(anna, ame) as by:
        start_coordination(
            leila.case.id, "Samordna", by=by, sides=[Side(ame.id), Side(soc.id)], categories=["contact", "planning"],
            until=timezone.localdate() + timedelta(days=90), given_how="SKRIFTLIGT",
        )  # fmt: skip
    with acting(cilla, soc) as by:
        place = CoordinationCase.objects.get(unit=soc)
        theirs = join(place.id, by=by, worker=cilla.id, given_name="Leila", family_name="Övning")
    return known(cilla, theirs)
