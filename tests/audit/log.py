"""A log to seal and to tamper with: entries that were really committed, in batches, with checkpoints beside them."""

import time
from uuid import UUID, uuid4

from samvag.access.context import acting_as_service
from samvag.audit.actions import log_change
from samvag.audit.checkpoints import Checkpoint
from samvag.audit.sealing import seal
from samvag.ops import install

#: What another test has begun holds up the sealing of all that came after it, on the same server, until it is over.
SECONDS = 300


def write(count: int, person: UUID | None = None) -> None:
    """So many entries, each in a transaction of its own, as each page and each act has."""
    for number in range(count):
        with acting_as_service("demo"):
            log_change("step.create", "step", uuid4(), person=person or uuid4(), number=number)


def sealed(entries: int) -> Checkpoint:
    """The last checkpoint when there are so many."""
    return batches_until(entries)[-1]


def batches_until(entries: int) -> list[Checkpoint]:
    """Sealed until there are so many: other transactions of the same server may hold it up, or part it in batches."""
    until, found = time.monotonic() + SECONDS, dict[int, Checkpoint]()
    while time.monotonic() < until:
        reached = seal()
        if reached:
            found.setdefault(reached.batch, reached.signed())
            if reached.entries >= entries:
                return list(found.values())
        time.sleep(0.05)
    raise AssertionError(f"not {entries} entries sealed within {SECONDS} seconds")


def written_and_sealed(batches: int, each: int) -> list[Checkpoint]:
    """A checkpoint for each batch that has entries, as the worker keeps them."""
    kept = dict[int, Checkpoint]()
    for number in range(1, batches + 1):
        write(each)
        made = batches_until(number * each)
        kept |= {one.batch: one for one in made if one.entries and one.batch not in kept}
    return list(kept.values())


def entries() -> list[tuple]:
    """Verb, kind and id of the row, how many persons it was about, and the facts; in their order."""
    with install.connect() as owner:
        owner.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
        return owner.execute(
            "SELECT action, object, object_id, cardinality(subjects), detail FROM audit_entry ORDER BY id"
        ).fetchall()
