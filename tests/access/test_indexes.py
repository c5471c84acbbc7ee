"""An index of random keys costs each write a page of its own, so none stands that another makes needless."""

import pytest
from django.db import connections

pytestmark = pytest.mark.django_db(databases=["owner"])


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


def needless() -> list[tuple[str, str]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(NEEDLESS)
        return cursor.fetchall()


def test_no_index_begins_another():
    assert needless() == []


def test_one_that_does_is_found_out():
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE INDEX twice ON cases_note (case_id)")
    assert ("twice", "cases_note_of_case") in needless()
