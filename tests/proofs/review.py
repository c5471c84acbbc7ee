"""Drawing from a log of a million entries of one unit in a month: a sample, and what the rules find."""

import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta

import psycopg
from django.utils import timezone

from samvag.access.reading import rows
from samvag.access.roles import Role
from samvag.ops import install
from samvag.rights.actions.review import FINDINGS, SAMPLE
from samvag.rights.terms import MOST_OF_A_RULE
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.people import make_card
from tests.harness.acting import acting

STAFF, PERSONS, DAYS, TIMES = 40, 500, 28, 5
AT_ONCE = 100_000
# Four of five pages show one person, the others a list of up to twenty; in office hours but for one of fifty.
FILL = """
    INSERT INTO audit_entry (at, staff, unit, action, object, subjects, grounds)
    SELECT %(first)s + n %% %(days)s * interval '1 day'
             + CASE WHEN n %% 50 = 0 THEN interval '22 hours'
                    ELSE interval '7 hours' + random() * interval '10 hours' END,
           (%(staff)s::uuid[])[1 + floor(random() * cardinality(%(staff)s::uuid[]))], %(unit)s, 'read',
           'desk:person', l.subjects,
           array_fill(CASE WHEN n %% 20 = 0 THEN 'unit' ELSE 'assigned' END, ARRAY[cardinality(l.subjects)])
      FROM generate_series(1, %(count)s) n CROSS JOIN LATERAL (
           SELECT array_agg(DISTINCT (%(subjects)s::uuid[])[1 + floor(random() * cardinality(%(subjects)s::uuid[]))])
               AS subjects
             FROM generate_series(1, CASE WHEN n %% 5 = 0 THEN 2 + (random() * 18)::int ELSE 1 END)) l
"""


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("review")
    parser.add_argument("--entries", type=int, default=1_000_000)
    given = parser.parse_args(words)
    unit = make_unit(make_association())
    reviewer = make_staff(unit, Role.REVIEWER)
    workers = [make_staff(unit) for _nth in range(STAFF)]
    for nth in range(PERSONS):
        make_card(workers[nth % STAFF])
    first = timezone.localdate() - timedelta(days=DAYS)
    with install.connect() as owner:
        _fill(
            owner,
            given.entries,
            {"first": first, "days": DAYS, "unit": unit.pk, "staff": [one.pk for one in workers]},
        )
    facts = {"first": first, "last": timezone.localdate() - timedelta(days=1), "size": 50, "seed": 1}
    with acting(reviewer, unit):
        total = rows(SAMPLE, facts)[0][0]
        drawn = min(_seconds(SAMPLE, facts) for _nth in range(TIMES))
        found = _seconds(FINDINGS, {**facts, "most": MOST_OF_A_RULE})
    print(
        f"a sample of 50 out of {total:,} entries: {drawn:.2f} s (goal 1); what the rules find: {found:.1f} s"
    )
    return 0


def _fill(owner: psycopg.Connection, entries: int, facts: dict) -> None:
    owner.autocommit = True
    for table in ("audit_entry", "audit_subject"):
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    subjects = [row[0] for row in owner.execute("SELECT subject FROM audit_subject").fetchall()]
    for _nth in range(entries // AT_ONCE):
        owner.execute(FILL, {**facts, "subjects": subjects, "count": AT_ONCE})
    for table in ("audit_entry", "audit_subject"):
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    owner.execute("VACUUM ANALYZE audit_entry")


def _seconds(statement: str, facts: dict) -> float:
    begun = time.perf_counter()
    rows(statement, facts)
    return time.perf_counter() - begun
