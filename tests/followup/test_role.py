"""Whoever counts cannot name: the figures' role reads the columns that are counted, and nothing else of anybody."""

from django.db import connection

from samvag.access.rls import FIGURES

READS = """
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
       AND has_column_privilege(%s, c.oid, a.attnum, 'SELECT')
"""
WRITES = """
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND (has_any_column_privilege(%(who)s, c.oid, 'INSERT, UPDATE') OR has_table_privilege(%(who)s, c.oid, 'DELETE'))
"""
OWNED = "SELECT proname FROM pg_proc WHERE proowner = %s::regrole ORDER BY proname"
TOLD = ("name", "number", "phone", "email", "address", "text", "born", "note", "title", "place")


def asked(statement, given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def test_it_reads_no_column_that_tells_who_somebody_is(db):
    read = asked(READS, [FIGURES])
    assert ("people_card", "sex") in read
    of_persons = [
        (table, column) for table, column in read if table.startswith(("people_", "cases_", "rights_"))
    ]
    assert not [(table, column) for table, column in of_persons if any(word in column for word in TOLD)]
    assert not [table for table, _column in read if table in ("people_identity", "cases_note", "audit_entry")]


def test_it_writes_nothing(db):
    assert asked(WRITES, {"who": FIGURES}) == []


def test_the_figures_are_its_own(db):
    counting = [
        "followup_board",
        "followup_heads",
        "followup_livelihood",
        "followup_occupation",
        "followup_units",
    ]
    assert [name for (name,) in asked(OWNED, [FIGURES])] == counting
