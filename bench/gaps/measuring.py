"""Measures one filled database: reads what to do from standard input, prints the figures as JSON.

A program of its own, since Django knows one database a process. CPU time is the server's processes' and this one's.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import django

django.setup()

from django.utils import timezone  # noqa: E402
from psycopg import Connection  # noqa: E402

from bench import machine, scratch  # noqa: E402
from samvag.access.context import NOBODY, acting_as  # noqa: E402
from samvag.cases.actions.work import record_contact  # noqa: E402
from samvag.cases.events import row_changed  # noqa: E402
from samvag.cases.models import Contact  # noqa: E402
from samvag.gaps.queries import newly_firing  # noqa: E402
from samvag.kernel.categories import Category  # noqa: E402
from samvag.ops import install  # noqa: E402

FEW, NEW_CONNECTIONS = 100, 5
PAGE_GB = 8 / 1024**2
#: Open cases of which somebody is main contact, spread over all units and patterns, the same ones in every run; and all
#: the person's cases, of which one in ten has two, in units that share.
WORKED_ON = """
    SELECT k.id, k.person_id, k.owner_unit_id, a.staff_id, ARRAY(
           SELECT o.id FROM cases_case o WHERE o.person_id = k.person_id) FROM cases_case k
      JOIN cases_assignment a ON a.case_id = k.id AND a.role = 'MAIN' AND a.period @> current_date
     WHERE k.closed_on IS NULL ORDER BY md5(k.id::text || 'measured') LIMIT %s
"""
COUNTED = """
    SELECT (SELECT count(*) FROM cases_case WHERE watched_from IS NOT NULL), count(*),
           count(*) FILTER (WHERE shows_on <= current_date), count(*) FILTER (WHERE fires_on = current_date)
      FROM gaps_gap
"""
NEW = """SELECT owner_unit_id, case_id, person_id, rule_id, since, due_on, responsible_id, kind, why
    FROM gaps_gap WHERE fires_on = current_date"""
MANAGERS = (
    "SELECT unit_id, staff_id FROM agencies_membership WHERE role = 'manager' ORDER BY unit_id LIMIT %s"
)
EVALUATE = "SELECT gaps_evaluate(%s::uuid[], current_date, 'cases_contact')"


class Worked(NamedTuple):
    case: UUID
    person: UUID
    unit: UUID
    staff: UUID
    cases: list[UUID]


class Bench:
    """A connection of the installing role, and the processes whose time counts."""

    def __init__(self, connection: Connection, postmaster: int) -> None:
        self.connection = connection
        self.processes = (postmaster, os.getpid())

    def cpu(self, act: Callable[[], Any]) -> float:
        with machine.cpu_of(self.processes) as used:
            act()
        return used.seconds

    def each(self, act: Callable[[Worked], Any], whom: list[Worked]) -> float:
        """CPU ms for each of them."""
        return 1000 * self.cpu(lambda: [act(one) for one in whom]) / len(whom)

    def ask(self, statement: str, *given: Any) -> list[tuple]:
        return self.connection.execute(statement, given).fetchall()

    def buffers(self, statement: str, *given: Any) -> int:
        """Pages of 8 kB that the statement touched, in the functions that it calls too."""
        plan = self.ask(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", *given)[0][0][0]["Plan"]
        return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def main() -> None:
    given = json.load(sys.stdin)
    with install.connect() as connection:
        connection.execute(scratch.LOCAL)
        bench = Bench(connection, given["postmaster"])
        figures = _of_all(bench) | _of_one(bench, given["persons"]) | _new(bench)
        figures["check"] = bench.cpu(lambda: figures.update(differing=len(_differences(bench))))
        cases, gaps, showing, new = bench.ask(COUNTED)[0]
    json.dump({**figures, "cases": cases, "gaps": gaps, "showing": showing, "new_rows": new}, sys.stdout)


def _of_all(bench: Bench) -> dict[str, float]:
    """First with every row to write, then as on any night."""
    evaluate = "SELECT gaps_evaluate_all(current_date)"
    bench.connection.execute("TRUNCATE gaps_gap, gaps_again, gaps_closed")
    figures = {"first": bench.cpu(lambda: bench.ask(evaluate))}
    bench.connection.execute("VACUUM ANALYZE gaps_gap, gaps_again")
    buffers: list[int] = []
    figures["night"] = bench.cpu(lambda: buffers.append(bench.buffers(evaluate)))
    return figures | {"all_buffers": buffers[0] * PAGE_GB} | _due(bench)


def _due(bench: Bench) -> dict[str, float]:
    """Tomorrow's, and back again: it is still today for what is measured after it."""
    cases = bench.ask("SELECT count(*) FROM gaps_again WHERE again_on <= current_date + 1")[0][0]
    with bench.connection.transaction(force_rollback=True):
        seconds = bench.cpu(lambda: bench.ask("SELECT gaps_evaluate_due(current_date + 1)"))
    return {"due_cases": cases, "due": 1000 * seconds / max(1, cases)}


def _of_one(bench: Bench, persons: int) -> dict[str, float]:
    """Each of them has got a new row. A worker's announcement is measured against the same transaction without it."""
    rows = [Worked(*row) for row in bench.ask(WORKED_ON, 3 * persons + FEW)]
    alone, told, acted = (rows[n * persons : (n + 1) * persons] for n in range(3))
    for one in (*alone, *told, *rows[-FEW:]):
        _write(one)
    figures = {"planning": bench.each(_judge_anew, alone[:NEW_CONNECTIONS])}
    figures["bare"] = bench.each(lambda one: bench.ask(EVALUATE, one.cases), alone)
    _tell(told[0])
    quiet = bench.each(_enter, told)
    figures["told"] = bench.each(_tell, told) - quiet
    figures["act"] = bench.each(_act, acted)
    cases = [case for one in rows[-FEW:] for case in one.cases]
    figures["hundred"] = 1000 * bench.cpu(lambda: bench.ask(EVALUATE, cases)) / FEW
    figures["one_buffers"] = sum(bench.buffers(EVALUATE, one.cases) for one in acted[:FEW]) / FEW
    return figures


def _new(bench: Bench) -> dict[str, float]:
    """All units' rows over a connection, and one unit's as its manager reads them."""
    began = time.perf_counter()
    seconds = bench.cpu(lambda: bench.ask(NEW))
    wall = time.perf_counter() - began
    units = [Worked(NOBODY, NOBODY, unit, staff, []) for unit, staff in bench.ask(MANAGERS, FEW)]
    _read_new(units[0])
    return {"new": wall, "new_cpu": seconds, "new_of_unit": bench.each(_read_new, units)}


def _judge_anew(one: Worked) -> None:
    """As the first of a connection does, which has to plan it."""
    with install.connect() as connection:
        connection.execute(scratch.LOCAL)
        connection.execute(EVALUATE, [one.cases])


def _differences(bench: Bench) -> list[tuple]:
    return bench.ask("SELECT * FROM gaps_differences(current_date)")


def _enter(one: Worked) -> None:
    with acting_as(one.staff, one.unit):
        pass


def _write(one: Worked) -> None:
    """A row that changes what is to watch, and nobody is told."""
    with acting_as(one.staff, one.unit) as worker:
        Contact(
            case_id=one.case, owner_unit_id=one.unit, person_id=one.person, category=Category.CONTACT,
            created_by_id=worker.staff, channel="PHONE", reached=True, line="", on=timezone.localdate(),
        ).save(force_insert=True)  # fmt: skip


def _tell(one: Worked) -> None:
    with acting_as(one.staff, one.unit):
        row_changed.announce(
            owner_unit=one.unit, person=one.person, category=Category.CONTACT, table="cases_contact"
        )


def _act(one: Worked) -> None:
    with acting_as(one.staff, one.unit) as worker:
        record_contact(one.case, by=worker, channel="PHONE", reached=True, line="Pratade om hur det går")


def _read_new(one: Worked) -> None:
    with acting_as(one.staff, one.unit) as manager:
        newly_firing(manager)


if __name__ == "__main__":
    main()
