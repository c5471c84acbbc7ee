"""Nine ways to tamper with the log, each by somebody who is the database's own master, and where it was done.

An attack is done within a transaction that is rolled back afterwards. It gives the places, entries or batches of which
one must be named; what it does to the checkpoints it does to the list.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import NamedTuple

import psycopg

from samvag.audit import hashing
from samvag.audit.checkpoints import Checkpoint
from samvag.audit.verifying import BATCHES, SEALS, Batch, Fault, Sealed

TABLES = ("audit_entry", "audit_seal", "audit_batch")


class Done(NamedTuple):
    places: frozenset[int] = frozenset()
    batches: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()

    def is_found(self, faults: list[Fault]) -> bool:
        return any(
            fault.place in self.places or fault.entry in self.entries or fault.batch in self.batches
            for fault in faults
        )


class Log:
    """What the attacker sees."""

    def __init__(self, connection: psycopg.Connection, kept: list[Checkpoint], rng: Random) -> None:
        self.connection, self.kept, self.rng = connection, kept, rng
        self.batches = [Batch(*row) for row in connection.execute(BATCHES)]
        self.seals = [Sealed(*row) for row in connection.execute(SEALS)]

    def one(self) -> Sealed:
        return self.rng.choice(self.seals)

    def batch_of(self, place: int) -> Batch:
        return next(batch for batch in self.batches if batch.count and batch.first <= place <= batch.last)

    def run(self, statement: str, *given: object) -> None:
        self.connection.execute(statement, given)

    def reseal(self, place: int) -> None:
        """The leaf of what stands there now."""
        self.run(
            f"""UPDATE audit_seal s SET leaf = sha256('\\x00'::bytea || convert_to({hashing.ENTRY_TEXT}, 'UTF8'))
                  FROM audit_entry e WHERE e.id = s.entry AND s.place = %s""",
            place,
        )

    def rehash(self, number: int) -> None:
        """Roots and heads from that batch on, as if all had been so from the beginning."""
        head = self.batches[number - 1].head
        for batch in self.batches[number:]:
            leaves = [
                row[0]
                for row in self.connection.execute(
                    "SELECT leaf FROM audit_seal WHERE place BETWEEN %s AND %s ORDER BY place",
                    [batch.first, batch.last],
                )
            ]
            root = hashing.root(leaves)
            head = hashing.head(head, batch.text, root)
            self.run(
                "UPDATE audit_batch SET root = %s, head = %s WHERE number = %s", root, head, batch.number
            )


def edited(log: Log) -> Done:
    seal = log.one()
    column = log.rng.choice(
        ["action = 'read'", "staff = gen_random_uuid()", "unit = gen_random_uuid()", "object_id = NULL",
         "subjects = ARRAY[gen_random_uuid()]", "grounds = NULL", "grounds = '{assigned}'", "detail = '{}'",
         "service = 'setup'", "object = 'note'"]
    )  # fmt: skip
    log.run(f"UPDATE audit_entry SET {column} WHERE id = %s", seal.entry)
    return Done(places=frozenset({seal.place}))


def deleted(log: Log) -> Done:
    seal = log.one()
    log.run("DELETE FROM audit_entry WHERE id = %s", seal.entry)
    if log.rng.random() < 0.5:
        log.run("DELETE FROM audit_seal WHERE place = %s", seal.place)
    return Done(places=frozenset({seal.place}))


def cut_off(log: Log) -> Done:
    """The last batches, and all that they say; or the whole log, as if there had never been one."""
    first = log.rng.choice(log.batches)
    log.run(
        "DELETE FROM audit_entry WHERE id IN (SELECT entry FROM audit_seal WHERE place >= %s)", first.first
    )
    log.run("DELETE FROM audit_seal WHERE place >= %s", first.first)
    log.run("DELETE FROM audit_batch WHERE number >= %s", first.number)
    return Done(batches=frozenset(batch.number for batch in log.batches if batch.number >= first.number))


def reordered(log: Log) -> Done:
    one, other = log.rng.sample(log.seals, 2)
    log.run("UPDATE audit_seal SET entry = -entry WHERE place IN (%s, %s)", one.place, other.place)
    along = log.rng.random() < 0.5  # with their leaves
    for place, taken in ((one.place, other), (other.place, one)):
        log.run("UPDATE audit_seal SET entry = %s WHERE place = %s", taken.entry, place)
        if along:
            log.reseal(place)
    places = frozenset({one.place, other.place})
    return Done(places=places, batches=frozenset(log.batch_of(place).number for place in places))


def inserted(log: Log) -> Done:
    """As if it had been there for long; or squeezed in, with all after it moved one place up."""
    seal = log.one()
    new = _copy(log, seal.entry, "gen_random_uuid()", "'note.create'")
    if log.rng.random() < 0.5:
        return Done(entries=frozenset({new}))
    log.run("UPDATE audit_seal SET place = -place WHERE place > %s", seal.place)
    log.run("UPDATE audit_seal SET place = 1 - place WHERE place < 0")
    log.run("INSERT INTO audit_seal VALUES (%s, %s, '')", seal.place + 1, new)
    log.reseal(seal.place + 1)
    return Done(
        places=frozenset({seal.place + 1}),
        batches=frozenset(batch.number for batch in log.batches if batch.last >= seal.place),
        entries=frozenset({new}),
    )


def doubled(log: Log) -> Done:
    return Done(entries=frozenset({_copy(log, log.one().entry, "staff", "action")}))


def restamped(log: Log) -> Done:
    seal = log.one()
    log.run(
        "UPDATE audit_entry SET at = at + make_interval(secs => %s) WHERE id = %s",
        log.rng.choice([-1, 1]) * log.rng.uniform(0.001, 10**7),
        seal.entry,
    )
    if log.rng.random() < 0.5:
        log.reseal(seal.place)
    return Done(places=frozenset({seal.place}), batches=frozenset({log.batch_of(seal.place).number}))


def forged(log: Log) -> Done:
    """Edited, and everything that depends on it worked out anew: within the database nothing is amiss."""
    seal = log.one()
    log.run("UPDATE audit_entry SET action = 'read' WHERE id = %s", seal.entry)
    log.reseal(seal.place)
    batch = log.batch_of(seal.place)
    log.rehash(batch.number)
    return Done(batches=frozenset({batch.number}))


def turned_back(log: Log) -> Done:
    """The last checkpoints are taken away, so that what came after them could be rewritten."""
    keep = log.rng.randrange(len(log.kept))
    gone = log.kept[keep:]
    del log.kept[keep:]
    return Done(batches=frozenset(one.batch for one in gone))


def _copy(log: Log, entry: int, staff: str, action: str) -> int:
    row = log.connection.execute(
        f"""INSERT INTO audit_entry
            (xid, at, staff, service, unit, action, object, object_id, subjects, grounds, detail)
            SELECT xid, at, {staff}, service, unit, {action}, object, object_id, subjects, grounds, detail
              FROM audit_entry WHERE id = %s RETURNING id""",
        [entry],
    ).fetchone()
    assert row
    return int(row[0])


ATTACKS: dict[str, Callable[[Log], Done]] = {
    "edit": edited, "deletion": deleted, "tail cut off": cut_off, "reordering": reordered, "insertion": inserted,
    "duplication": doubled, "restamping": restamped, "forgery of the chain": forged, "checkpoint rollback": turned_back,
}  # fmt: skip


@contextmanager
def attacked(
    connection: psycopg.Connection, kept: list[Checkpoint], kind: str, rng: Random
) -> Iterator[tuple[Done, Log]]:
    """The log as the attack leaves it, and back again."""
    with connection.transaction(force_rollback=True):
        for table in TABLES:
            connection.execute(
                f"ALTER TABLE {table} DISABLE TRIGGER append_only, NO FORCE ROW LEVEL SECURITY"
            )
        log = Log(connection, list(kept), rng)
        yield ATTACKS[kind](log), log
