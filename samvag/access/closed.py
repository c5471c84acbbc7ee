"""Rows of a protected person are closed to all but the few who are named, whatever else would open them.

A restrictive set beside the ones that open: (person, owner unit) pairs that the one who acts may neither see nor
change. It is short, found once a transaction, and every table of persons' rows has it.
"""

from django.db.migrations import RunSQL

from samvag.access.rls import APP, sql

POLICY = "closed_to_others"
CLOSED = "(person_id, owner_unit_id) IN (SELECT c.person, c.owner_unit FROM access_closed() c)"


def closed_to_others(*tables: str) -> list[RunSQL]:
    """For every table that has a person and an owner unit; what hangs on such a row is seen as that row is."""
    return [
        sql(f"""CREATE POLICY {POLICY} ON {table} AS RESTRICTIVE TO {APP}
            USING (NOT ({CLOSED})) WITH CHECK (NOT ({CLOSED}));""")
        for table in tables
    ]
