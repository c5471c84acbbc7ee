"""The sealed log: every way to tamper with it, how fast it is written, and how fast it is tried."""

import multiprocessing
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from uuid import uuid4

import psycopg

from samvag.access.context import NOBODY, SERVICE, signed
from samvag.audit import verifying
from samvag.audit.checkpoints import Checkpoint, own_key
from samvag.audit.sealing import seal
from samvag.audit.verifying import verify
from samvag.ops import databases, install
from tests.audit.attacks import ATTACKS, attacked
from tests.audit.log import written_and_sealed

BATCHES, EACH = 8, 6
AT_ONCE = 10_000
#: A transaction of its own: who acts is entered, and what she did is logged.
ENTRY = "SELECT audit_log_change('step.create', 'step', %s, ARRAY[%s::uuid], '{}') FROM access_enter(%s)"
FILL = """INSERT INTO audit_entry (staff, unit, action, object, object_id, subjects, grounds)
    SELECT gen_random_uuid(), gen_random_uuid(), 'read', 'desk:person', NULL, ARRAY[gen_random_uuid()], '{assigned}'
      FROM generate_series(1, %s)"""


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("audit")
    parser.add_argument("--attacks", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    kept = written_and_sealed(BATCHES, EACH)
    missed = _tampering(kept, given.attacks, Random(given.seed))
    _writing(kept, given.clients, given.seconds)
    faults = _trying(kept, given.entries)
    return 1 if missed or faults else 0


def _tampering(kept: list[Checkpoint], attacks: int, rng: Random) -> int:
    """Each kind in turn, each somewhere else, on a log whose last checkpoint is older than the window."""
    verifying.WINDOW = timedelta(0)
    missed: Counter[str] = Counter()
    with install.connect() as connection:
        assert verify(connection, kept, own_key()).faults == []
        for nth in range(attacks):
            kind = list(ATTACKS)[nth % len(ATTACKS)]
            with attacked(connection, kept, kind, rng) as (done, log):
                found = verify(connection, log.kept, own_key()).faults
            missed[kind] += not done.is_found(found)
    verifying.WINDOW = timedelta(seconds=10)
    for kind in ATTACKS:
        print(f"{kind}: {missed[kind]} not found and located")
    print(f"attacks: {attacks:,}, of which not found and located {missed.total()} (goal 0)", flush=True)
    return missed.total()


def _writing(kept: list[Checkpoint], clients: int, seconds: float) -> None:
    """While the log is sealed."""
    before = _count()
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        writing = pool.map_async(_write_for, [seconds] * clients)
        longest = 0.0
        while not writing.ready():
            begun = time.monotonic()
            _seal(kept)
            longest = max(longest, time.monotonic() - begun)
            time.sleep(1)
        written = sum(writing.get())
    while _seal(kept) < before + written:
        time.sleep(0.1)
    print(
        f"written by {clients} clients: {written / seconds:,.0f} entries a second (goal 2,000), all sealed, "
        f"longest sealing {longest:.1f} s",
        flush=True,
    )


def _write_for(seconds: float) -> int:
    """A connection of its own, as the application's role."""
    found = databases.settings_for_django()["default"]
    count, until = 0, time.monotonic() + seconds
    with psycopg.connect(
        host=found["HOST"], port=found["PORT"], user=found["USER"], password=found["PASSWORD"],
        dbname=databases.database_name(), autocommit=True, prepare_threshold=0,
    ) as connection:  # fmt: skip
        me = connection.info.backend_pid
        while time.monotonic() < until:
            context = signed(SERVICE, "demo", NOBODY, me, time.time())
            connection.execute(ENTRY, [uuid4(), uuid4(), context])
            count += 1
    return count


def _count() -> int:
    with install.connect() as connection:
        row = connection.execute("SELECT count(*) FROM audit_entry").fetchone()
    return int(row[0]) if row else 0


def _seal(kept: list[Checkpoint]) -> int:
    """How many entries are sealed."""
    if reached := seal():
        kept.append(reached.signed())
    return kept[-1].entries


def _trying(kept: list[Checkpoint], entries: int) -> int:
    """So many entries in batches, tried from the first to the last."""
    with install.connect() as connection:
        connection.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
        begun = time.monotonic()
        for _nth in range(max(0, entries - _count()) // AT_ONCE):
            connection.execute(FILL, [AT_ONCE])
            _seal(kept)
        sealing = time.monotonic() - begun
        connection.execute("ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY")
        begun, used = time.monotonic(), time.process_time()
        tried = verify(connection, kept, own_key())
        seconds, used = time.monotonic() - begun, time.process_time() - used
    print(
        f"tried: {tried.entries:,} entries in {seconds:.1f} s (goal 30 for a million), {used:.1f} s of them here; "
        f"{len(tried.faults)} faults; written and sealed {sealing:.0f} s"
    )
    return len(tried.faults)
