"""The near misses are worth something: take one condition out of the database's rule, and one of them leaks."""

import re

import pytest

from samvag.access.rls import RULES
from tests.access import world as facts
from tests.access.acted import acting, notes_seen
from tests.access.test_sharing import BO, NEAR_MISSES, SHARED, SOC

#: A condition of `access_shared`, and the near miss that holds only because of it.
CONDITIONS = {
    "t.staff_id = me.staff AND": "a colleague is on the team",
    "AND t.unit_id = me.unit": "for another unit on the team",
    r"AND \(t.period @> \(now\(\) AT TIME ZONE 'Europe/Stockholm'\)::date\) IS TRUE": "no longer on the team",
    "AND o.closed_on IS NULL": "the coordination is closed",
    "AND c.person_id = o.person_id": "the consent is bound to another person's coordination",
    "AND c.withdrawn_at IS NULL": "the consent is withdrawn",
    "AND NOT c.refused": "the person refused",
    r"AND c.period @> \(now\(\) AT TIME ZONE 'Europe/Stockholm'\)::date": "the consent ended yesterday",
    "AND taker.receives": "the receiver only gives",
    "AND taker.withdrawn_at IS NULL": "the receiver is withdrawn",
    "AND giver.gives": "the giver only receives",
    "AND giver.withdrawn_at IS NULL": "the giver is withdrawn",
    "AND k.withdrawn_at IS NULL": "the category is withdrawn",
    "AND l.owner_unit_id = giver.unit_id": "another unit's case was linked",
    "AND l.person_id = o.person_id": "the giver linked somebody else's case",
    "AND s.left_on IS NOT NULL": "the giver has left",
    "AND said.category = k.category": "the category came with a renewal",
    "AND said.withdrawn_at IS NULL": "the category had been taken back before the renewal",
    "AND took.unit_id = me.unit": "the receiver came with a renewal",
    "AND took.receives": "the receiver only gave before the renewal",
    "AND gave.gives": "the giver only received before the renewal",
    "AND (s.agreed_id = c.id OR": "the giver has said yes to no consent",
}
#: Where taking the condition out turns a refusal the other way round.
LOOSENED = {"AND s.left_on IS NOT NULL": "AND false", "AND (s.agreed_id = c.id OR": "AND (true OR"}


def rule(owner) -> str:
    row = owner.execute("SELECT pg_get_functiondef('access_shared_found()'::regprocedure)").fetchone()
    return re.sub(r"\s+", " ", row[0])


@pytest.mark.parametrize("condition", CONDITIONS)
def test_without_it_a_near_miss_leaks(owner, condition):
    whole, miss = rule(owner), CONDITIONS[condition]
    pattern = condition if "\\" in condition else re.escape(condition)
    mutant = re.sub(pattern, LOOSENED.get(condition, ""), whole)
    assert mutant != whole, "the rule no longer says this: change the list"
    owner.execute(mutant)
    owner.execute(f"ALTER FUNCTION access_shared_found() OWNER TO {RULES}")
    world = SHARED.but(**NEAR_MISSES[miss])
    with facts.inhabited(owner, world) as app, acting(app, BO, SOC):
        assert notes_seen(app)
