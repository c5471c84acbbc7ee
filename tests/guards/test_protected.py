"""Every table with rows about persons is closed when the person is protected; ids that change are followed."""

from django.db import connection

from samvag.access import closed, narrowing
from samvag.cases.rekeying import REKEYED

#: Tables with a person and an owner unit that say who may open, or that no application role reads.
OPEN_TO_ROLES = {"people_named", "people_double"}
TABLES = """
    SELECT c.relname, EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = ANY (%s)
                                 AND NOT p.polpermissive AND p.polcmd = '*')
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person_id')
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'owner_unit_id')
"""
FOLLOWED = """
    SELECT c.conrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f' AND c.confupdtype <> 'c'
       AND c.confrelid = ANY (%s::regclass[])
"""


def test_every_table_of_persons_is_closed(db):
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [[closed.POLICY, narrowing.POLICY]])
        open_ones = {table for table, closed in cursor.fetchall() if not closed} - OPEN_TO_ROLES
    assert not open_ones, "add *closed_to_others(table) of samvag.access.closed to its migration"


def test_whatever_points_at_a_row_that_gets_a_new_id_follows_it(db):
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWED, [list(REKEYED)])
        assert not cursor.fetchall()
