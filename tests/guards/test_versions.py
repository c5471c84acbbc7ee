"""No row that somebody may edit goes without a version, and no act writes over one unread."""

import ast

import pytest

from tests.guards import source, versions

WITH = """
def change_step(step_id, *, by, version=None):
    as_read(step, version)
"""
BROKEN = {
    "takes no version": WITH.replace(", version=None", ""),
    "compares nothing": WITH.replace("as_read", "print"),
}


def is_compared(text: str) -> bool:
    door = source.doors_of(ast.parse(text), "made_up.actions")[-1]
    nodes = {node.name: node for node in source.functions(ast.parse(text))}
    return versions.compares(door, source.calls_within(nodes)[door.short])


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_table_that_is_updated_is_counted_or_says_why_not():
    assert versions.tables_updated() - versions.tables_counted() - set(versions.NOT_EDITED) == set()


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_exception_is_a_table_that_is_updated_and_not_counted():
    assert set(versions.NOT_EDITED) <= versions.tables_updated() - versions.tables_counted()


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_model_with_a_version_is_counted_by_the_database():
    assert {model._meta.db_table for model in versions.versioned_models()} == versions.tables_counted()


def test_every_act_that_overwrites_compares_with_what_was_read():
    assert versions.overwriting_acts()
    assert versions.acts_without_version() == []


def test_nobody_counts_by_hand():
    assert [
        file.name for file in source.modules("actions") if versions.counted_by_hand(source.tree(file))
    ] == []


def test_an_act_that_compares_passes():
    assert is_compared(WITH)


@pytest.mark.parametrize("text", BROKEN.values(), ids=list(BROKEN))
def test_an_act_that_does_not_is_found(text):
    assert not is_compared(text)


def test_counting_by_hand_is_found():
    assert versions.counted_by_hand(ast.parse("row.a, row.version = 1, 2"))
    assert versions.counted_by_hand(ast.parse("row.version += 1"))
