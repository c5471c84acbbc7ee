"""What the log says, for the tests alone: the application reads none of it.

While a test runs a function of the log's own role reads it out, within the test's transaction.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from samvag.access.rls import APP, AUDIT
from samvag.ops import install


class Entry(NamedTuple):
    """`grounds` say why each of the persons was shown."""

    id: int
    action: str
    page: str
    staff: UUID | None
    unit: UUID
    detail: dict[str, Any]
    persons: tuple[UUID, ...]
    grounds: tuple[str, ...]

    def why(self, person: UUID) -> str:
        return self.grounds[self.persons.index(person)]


READER = f"""
    CREATE FUNCTION tests_log(after bigint) RETURNS TABLE (id bigint, action text, page text, staff uuid, unit uuid,
        detail jsonb, persons uuid[], grounds text[]) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT e.id, e.action, e.object, e.staff, e.unit, e.detail, ARRAY(SELECT s.person
         FROM unnest(e.subjects) WITH ORDINALITY o (subject, nth) JOIN audit_subject s ON s.subject = o.subject
         ORDER BY o.nth), e.grounds FROM audit_entry e WHERE e.id > $1 ORDER BY e.id $$;
    ALTER FUNCTION tests_log(bigint) OWNER TO {AUDIT};
    REVOKE ALL ON FUNCTION tests_log(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tests_log(bigint) TO {APP};
"""
GONE = "DROP FUNCTION IF EXISTS tests_log(bigint)"


@contextmanager
def readable() -> Iterator[None]:
    with install.connect() as owner:
        owner.execute(f"{GONE}; {READER}")
    try:
        yield
    finally:
        with install.connect() as owner:
            owner.execute(GONE)


def entries(after: int = 0) -> list[Entry]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tests_log(%s) l ORDER BY l.id", [after])
        found = cursor.fetchall()
    return [Entry(*row[:5], json.loads(row[5]), tuple(row[6]), tuple(row[7] or ())) for row in found]


def latest() -> Entry:
    return entries()[-1]
