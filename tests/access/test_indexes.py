"""An index of random keys costs each write a page of its own, so none stands that another makes needless."""

from collections.abc import Iterator

import pytest
from psycopg import Connection

from samvag.ops import install

#: Not unique, whole tables, plain columns; the other one begins with the same columns.
NEEDLESS = """
    SELECT a.relname, b.relname
      FROM pg_index i JOIN pg_class a ON a.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
      JOIN pg_index o ON o.indrelid = i.indrelid AND o.indexrelid <> i.indexrelid
      JOIN pg_class b ON b.oid = o.indexrelid
     WHERE t.relname ~ '^(cases|people|consents|gaps_gap|gaps_closed)' AND NOT i.indisunique
       AND i.indpred IS NULL AND o.indpred IS NULL AND i.indexprs IS NULL AND a.relam = b.relam
       AND (string_to_array(o.indkey::text, ' '))[1:i.indnkeyatts] = string_to_array(i.indkey::text, ' ')
     ORDER BY 1, 2
"""


@pytest.fixture
def owner() -> Iterator[Connection]:
    with install.connect() as connection, connection.transaction(force_rollback=True):
        yield connection


def test_no_index_begins_another(owner):
    assert owner.execute(NEEDLESS).fetchall() == []


def test_one_that_does_is_found_out(owner):
    owner.execute("CREATE INDEX twice ON cases_note (case_id)")
    assert ("twice", "cases_note_of_case") in owner.execute(NEEDLESS).fetchall()
