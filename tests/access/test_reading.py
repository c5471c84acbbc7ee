"""Statements that are planned once a connection answer as any others do."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samvag.access.reading import rows
from tests.guards.reading import statements

HOW_MANY = "SELECT n FROM generate_series(1, 5) n WHERE n > %(least)s ORDER BY n"


def test_the_same_statement_answers_by_its_values(db):
    assert [rows(HOW_MANY, {"least": least}) for least in (3, 4, 3)] == [[(4,), (5,)], [(5,)], [(4,), (5,)]]


def test_a_value_is_never_part_of_the_statement(db):
    assert rows("SELECT %(words)s::text", {"words": "'; DROP TABLE people_card; --"}) == [
        ("'; DROP TABLE people_card; --",)
    ]


def test_it_is_counted_like_any_other(db):
    with statements() as said:
        rows(HOW_MANY, {"least": 3})
    assert said == [HOW_MANY]


def test_whoever_listens_gets_the_values_in_the_text(db):
    with CaptureQueriesContext(connection) as heard:
        assert rows(HOW_MANY, {"least": 3}) == [(4,), (5,)]
    assert "n > 3" in heard.captured_queries[0]["sql"]


def test_it_is_prepared_once(db):
    for _ in range(3):
        rows(HOW_MANY, {"least": 3})
    told = "SELECT count(*) FROM pg_prepared_statements WHERE starts_with(statement, %(beginning)s)"
    assert rows(told, {"beginning": HOW_MANY[:20]}) == [(1,)]


def test_a_fault_is_a_fault_of_the_database_in_djangos_words(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        rows("SELECT nothing FROM nowhere")


def test_who_may_see_is_asked_anew_each_time(ame, soc, staff, case, acting):
    anna, cilla = staff(ame), staff(soc)
    case(anna)
    seen = []
    for who, unit in ((anna, ame), (cilla, soc), (anna, ame)):
        with acting(who, unit):
            seen.append(rows("SELECT count(*) FROM cases_case")[0][0])
    assert seen == [1, 0, 1]
