"""The policy table, a second engine and the live database say the same. `make prove policy` asks of every cell."""

from itertools import islice

import pytest

from samvag.access import table
from samvag.access.table import cells
from tests.access import matrix
from tests.proofs import policy

#: A prime, so that every value of every axis is asked of.
EVERY = 997


def some():
    return list(islice(cells(), 0, None, EVERY))


def test_cedar_says_the_same():
    assert policy.differing(some(), policy.in_cedar()) == []


@pytest.mark.parametrize("number", range(len(table.RULES)))
def test_and_would_not_without_one_row(number, monkeypatch):
    """But for those that say in words what is denied by default already, and would bite if somebody permitted it."""
    policies, gone = policy.in_cedar(), table.RULES[number]
    covered = [cell for cell in cells() if gone.covers(cell)]
    monkeypatch.setattr(table, "RULES", (*table.RULES[:number], *table.RULES[number + 1 :]))
    missed = policy.differing(covered[:: max(1, len(covered) // 2000)], policies)
    assert bool(missed) == (gone.permits or gone.category == table.GUARDED)


def test_the_live_database_does_the_same(owner):
    asked = matrix.ask(owner, ["OSL"])
    assert {action: wrong for action, (_count, wrong) in asked.items() if wrong} == {}
    assert min(count for count, _wrong in asked.values()) > 4_000


def test_a_table_that_lets_more_is_caught(owner, monkeypatch):
    """Else the test above might ask of nothing."""
    team = next(rule for rule in table.RULES if rule.relation == "team")
    wider = table.Rule(True, "Fel.", role=team.role, relation="team", consent="expired", action="read")
    monkeypatch.setattr(table, "RULES", (*table.RULES, wider))
    asked = matrix.ask(owner, ["OSL"])
    assert asked["read"][1]
    assert not asked["change"][1]
