"""Leila is Anna's at AME, which coordinates with AF: Bea there is on the team and may see planning and work."""

import pytest

from samvag.cases.actions.spell import add_spell
from samvag.cases.queries.spell import spells_of
from tests.factories.known import known
from tests.factories.sharing import begin_together, in_days, join_in

SEEN = ["Kaféet", "Plats"]


@pytest.fixture
def shared(anna, bea, recipient, af, case, acting):
    """AME has a wait (planning), a job (work) and a course (education, which nothing opens)."""
    leila = case(anna, card={"born": in_days(-17 * 365)})
    begin_together(anna, leila, af, categories=["planning", "work"])
    join_in(recipient, bea)
    with acting(anna, anna.unit) as by:
        add_spell(leila.id, "WAIT", "Plats", by=by, first=in_days(-3))
        add_spell(leila.id, "JOB", "Kaféet", by=by, first=in_days(-3), percent=50)
        add_spell(leila.id, "STUDY", "Kursen", by=by, first=in_days(-3))
    return leila


@pytest.fixture
def of_shared(anna, shared):
    """With the addresses of her pages at AME."""
    return known(anna, shared)


@pytest.fixture
def sees(acting, shared):
    """`sees(bea)`: what of AME's she sees."""

    def titles(who, unit=None):
        with acting(who, unit or who.unit) as by:
            return sorted(row.title for row in spells_of(by, shared.person_id) if not row.own)

    return titles
