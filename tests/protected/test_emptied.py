"""Whoever empties the context in the middle of a statement sees and changes no more than without: rather less.

What opens is asked for the first row and stands; what closes may be asked for a later one, when nobody acts any more.
"""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.rights.actions.restriction import restrict
from tests.factories.sharing import in_days
from tests.harness.acting import acting

TABLES = ("people_card", "cases_case", "cases_note", "cases_step", "cases_contact", "gaps_gap")
EMPTIED = "set_config('samvag.context', '', true)"
BY_ROW = "set_config('samvag.context', left(r::text, 0), true)"
LOOKS = f"""
    SELECT t.person_id FROM (
        SELECT n, CASE WHEN n = 2 THEN {EMPTIED} ELSE 'x' END AS c FROM generate_series(1, 2) n OFFSET 0) s
      JOIN LATERAL (SELECT person_id FROM {{{{table}}}} WHERE c IS NOT NULL AND person_id =
           CASE n WHEN 2 THEN %(her)s ELSE {{first}} END OFFSET 0) t ON true"""
WAYS = {
    "beside each row": f"SELECT person_id, {EMPTIED} FROM {{table}}",
    "as a condition": f"SELECT person_id FROM {{table}} r WHERE {BY_ROW} = ''",
    "with each that goes": f"""
        WITH gone AS (DELETE FROM {{table}} r WHERE {BY_ROW} = '' RETURNING person_id) SELECT person_id FROM gone""",
    "before the second look": LOOKS.format(first="%(his)s"),
    "before any row": LOOKS.format(first="gen_random_uuid()"),
}
#: So that the second look goes into the same table anew.
NOT_SO = ("hashjoin", "mergejoin", "material", "memoize", "seqscan")


@pytest.fixture
def ordinary(anna, case) -> Any:
    """Written before her, so that a statement meets his rows first."""
    his = case(anna)
    with acting(anna, anna.unit) as by:
        write_note(his.id, "Ringde.", by=by)
        add_step(his.id, by=by, what="Skriva cv", due_on=in_days(3))
        record_contact(his.id, by=by, channel="PHONE", reached=True)
    return his


def seen(statement: str, her: Any, his: Any) -> set:
    """Whose rows it gives; nobody's, where the application may not do such a thing at all."""
    with transaction.atomic(), connection.cursor() as cursor:
        for way in NOT_SO:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        try:
            with transaction.atomic():
                cursor.execute(statement, {"her": her, "his": his})
                found = {row[0] for row in cursor.fetchall()}
        except ProgrammingError as refused:
            assert isinstance(refused.__cause__, InsufficientPrivilege)
            found = set()
        transaction.set_rollback(True)
        return found


def plainly(table: str) -> str:
    return f"SELECT person_id FROM {table}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", TABLES)
class TestARow:
    def test_of_a_protected_person_stays_closed(self, ordinary, lived, marked, karin, table, way):
        self.stays_closed(marked().person, ordinary, karin, table, way)

    def test_of_a_restricted_person_stays_hidden(self, ordinary, lived, anna, karin, ame, table, way):
        with acting(karin, ame) as by:
            restrict(lived.card, "ACCURACY", "Stämmer inte.", by=by)
        self.stays_closed(lived.person, ordinary, anna, table, way)

    def stays_closed(self, her, ordinary, who, table, way) -> None:
        with acting(who, who.unit):
            assert her not in seen(plainly(table), her, ordinary.person_id)
            assert her not in seen(WAYS[way].format(table=table), her, ordinary.person_id)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "before any row"])
def test_each_way_shows_what_is_not_closed(ordinary, anna, way):
    """Else what is above would prove nothing."""
    his = ordinary.person_id
    with acting(anna, anna.unit):
        assert his in seen(WAYS[way].format(table="cases_note"), his, his)
