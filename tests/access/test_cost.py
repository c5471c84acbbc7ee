"""Row-level security is computed as sets, once a statement: never a function call a row."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.access.test_roles import APP
from tests.guards.world import World
from tests.harness.acting import acting

CONDITIONS = ("Filter", "Index Cond", "Recheck Cond", "Join Filter", "Hash Cond", "One-Time Filter")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def explained(statement: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        found = cursor.fetchone()[0]
    return list(nodes((json.loads(found) if isinstance(found, str) else found)[0]["Plan"]))


def costly(plan: list[dict[str, Any]]) -> list[str]:
    """Calls of the rules' functions that grow with the rows that are read."""
    again = [
        f"{node['Function Name']} runs {node['Actual Loops']} times"
        for node in plan
        if node.get("Function Name", "").startswith("access_") and node["Actual Loops"] > 1
    ]
    asked = [
        f"{node[word]} asks each row"
        for node in plan
        for word in CONDITIONS
        if "access_" in node.get(word, "")
    ]
    return again + asked


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT polrelid::regclass::text FROM pg_policy
                WHERE polcmd IN ('r', '*') AND to_regrole(%s)::oid = ANY (polroles) ORDER BY 1""",
            [APP],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("role", ["the manager", "a worker"])
def test_no_table_asks_the_rules_for_each_row(ame, staff, role):
    world = World(ame, persons=3)
    who = world.boss if role == "the manager" else staff(ame)
    with acting(who, ame):
        found = {table: costly(explained(f"SELECT * FROM {table}")) for table in tables()}
    assert len(found) > 25
    assert {table: faults for table, faults in found.items() if faults} == {}


def test_a_policy_that_does_is_found(ame):
    with acting(World(ame).boss, ame):
        assert costly(explained("SELECT * FROM cases_note WHERE access_may_assign(case_id)"))
        lateral = "SELECT * FROM generate_series(1, 2) n, LATERAL (SELECT person FROM access_people() WHERE n > 0) p"
        assert costly(explained(lateral))
