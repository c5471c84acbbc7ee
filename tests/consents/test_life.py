"""Some lives of consents by chance, in short: `make prove consents` lives more of them, and longer."""

import pytest
from psycopg import sql

from samvag.access.rls import RULES
from tests.proofs import consents as proof
from tests.proofs.consents.life import Life
from tests.proofs.consents.place import settled
from tests.proofs.consents.truth import LEAD, MANAGER, PLANNING, SECOND


def test_nobody_reads_without_basis_whatever_happens(story):
    found = proof.prove(examples=6, steps=15)
    assert found.lives >= 6
    assert found.reads > 200


@pytest.fixture
def life(story):
    """The coordination has begun, and the second unit has joined it."""
    place = settled()
    one = type("OneLife", (Life,), {"place": place})()
    one.begins(covers=frozenset({PLANNING}), second=True, third=False, lasts=10)
    one.nobody_is_shown_more_or_less()
    yield one
    place.owner.close()


def test_a_consent_that_goes_on_opening_is_seen(life):
    """Else the test above would prove nothing."""
    owner = life.place.owner
    said = owner.execute("SELECT pg_get_functiondef('access_shared_found()'::regprocedure)").fetchone()[0]
    assert "c.withdrawn_at IS NULL AND" in said
    owner.execute(said.replace("c.withdrawn_at IS NULL AND", ""))
    owner.execute(sql.SQL("ALTER FUNCTION access_shared_found() OWNER TO {}").format(sql.Identifier(RULES)))
    life.takes_it_back(0, LEAD)
    with pytest.raises(AssertionError, match="reads without basis"):
        life.nobody_is_shown_more_or_less()


def test_a_page_that_is_not_in_the_log_is_seen(life, monkeypatch):
    from samvag.access.middleware import ActorMiddleware

    life.opens_a_page(who=(SECOND, MANAGER), address="/people/{card}/")
    assert life.place.counted.logged == 1
    monkeypatch.setattr(ActorMiddleware, "_log_read", lambda *given: None)
    with pytest.raises(AssertionError, match="not in the log"):
        life.opens_a_page(who=(SECOND, MANAGER), address="/people/{card}/")
