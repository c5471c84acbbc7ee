"""The policy table says what it should, and the database reads the same."""

from dataclasses import replace
from itertools import product

import pytest

from samvag.access import stored, table
from samvag.access.roles import WHOLE_UNIT, WITH_PERSONS, Role
from samvag.access.table import AXES, Cell, Rule, decide, roles_that, team_reads
from samvag.kernel.categories import Category

READS = Cell("worker", "team", "live", "OSL", "OSL", "planning", "read")


def test_its_roles_and_categories_are_those_there_are():
    assert AXES["role"] == tuple(Role)
    assert AXES["category"] == ("existence", *Category)


def test_the_proof_asks_of_more_than_nine_hundred_thousand_cells():
    assert sum(1 for _cell in table.cells()) >= 900_000


def test_on_the_team_with_consent_one_reads():
    assert decide(READS)


@pytest.mark.parametrize(
    "consent", [state for state in AXES["consent"] if state not in ("live", "legal_ground")]
)
def test_without_a_consent_that_lives_for_it_nobody_does(consent):
    assert not decide(READS._replace(consent=consent))


@pytest.mark.parametrize("relation", ["invited", "none"])
def test_nor_without_being_on_the_team(relation):
    assert not decide(READS._replace(relation=relation))


@pytest.mark.parametrize("action", ["create", "change", "delete", "search", "share", "break_glass"])
def test_another_units_rows_are_read_and_nothing_more(action):
    assert not decide(READS._replace(action=action))


def test_what_only_law_guards_is_kept_from_who_is_bound_by_contract():
    assert not decide(READS._replace(reader="AVTAL", category="health"))
    assert decide(READS._replace(reader="AVTAL", category="planning"))
    assert not team_reads("live", "NONE", "OSL", "economy")


def test_a_team_reads_what_anybody_on_it_reads():
    """Of few enough states that it is quick to ask; the matrix asks of all."""
    asked = list(product(("live", "withdrawn"), ("OSL", "AVTAL"), ("OSL", "AVTAL"), AXES["category"]))
    read = {one for one in asked if any(decide(Cell(role, "team", *one, "read")) for role in AXES["role"])}
    assert {one for one in asked if team_reads(*one)} == read
    assert read


def test_nobody_breaks_the_glass():
    assert not any(decide(cell) for cell in table.cells() if cell.action == "break_glass")


def test_a_spärr_goes_before_whatever_would_permit(monkeypatch):
    everything = Rule(True, "Allt.")
    monkeypatch.setattr(table, "RULES", (everything, *table.RULES))
    assert not decide(READS._replace(consent="blocked"))


def test_who_meets_nobody_meets_nobody():
    assert not any(
        decide(cell) for cell in table.cells() if cell.role in ("admin", "association", "reviewer", "officer")
    )


def test_each_no_has_its_sentence():
    assert decide(READS._replace(role="admin")).reason == "Din roll möter inga personer."
    assert decide(READS._replace(consent="never")).reason == "Det finns ingen grund för det."


def test_the_roles_groups_come_from_it():
    assert {"worker", "manager", "recipient"} == WITH_PERSONS == roles_that("assigned", "read")
    assert {"manager", "recipient"} == WHOLE_UNIT


def test_a_table_that_lets_consent_decide_over_own_rows_is_refused(monkeypatch):
    """The database asks there for the role alone, and would say something else."""
    narrow = replace(table.RULES[0], consent="live")
    monkeypatch.setattr(table, "RULES", (narrow, *table.RULES[1:]))
    with pytest.raises(ValueError, match="more than the role"):
        roles_that("assigned", "read")


def test_the_database_has_the_same_table(owner):
    assert not list(stored.the_table_is_ours(owner))


@pytest.mark.parametrize("name", stored.TABLES)
def test_and_is_refused_when_it_has_another(owner, name):
    owner.execute(f"DELETE FROM {name} WHERE ctid = (SELECT min(ctid) FROM {name})")
    assert [str(fault) for fault in stored.the_table_is_ours(owner)]


@pytest.mark.parametrize("group", [WITH_PERSONS, WHOLE_UNIT])
def test_no_function_asks_for_a_group_of_roles_by_name(owner, group):
    named = ", ".join(f"'{role}'" for role in Role if role in group)
    asked = "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE position(%s IN p.prosrc) > 0"
    assert owner.execute(asked, [named]).fetchall() == []
