"""Tries the sealed log: every entry against its seal, every seal against its batch, every batch against the chain, and
the chain against the checkpoints that were kept outside.

It reads as the installing role and trusts nothing that the database has worked out: hashes are made anew here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

import psycopg

from samvag.audit import hashing
from samvag.audit.branches import Restoration, branches, restorations
from samvag.audit.checkpoints import Checkpoint
from samvag.ops.errors import Hindered, gettext_noop

#: So long may an entry wait for its seal, and a batch for its checkpoint.
WINDOW = timedelta(seconds=10)
#: So long may a transaction last that writes in the log: an entry that is older than its place does not belong there.
LONGEST = timedelta(hours=1)
AT_ONCE = 10_000
NONE: tuple[int, Iterable["Sealed"]] = (-1, ())

CHANGED = gettext_noop("säger något annat än när den förseglades")
GONE = gettext_noop("är borttagen")
NO_PLACE = gettext_noop("har ett sigill som hör till ingen omgång")
UNSEALED = gettext_noop("har kommit in i efterhand eller blivit av med sitt sigill")
OUT_OF_TIME = gettext_noop("har en tid som inte stämmer med platsen")
REWRITTEN = gettext_noop("har fått andra sigill eller en annan ordning")
CHAIN = gettext_noop("hänger inte ihop med den före")
NOT_AS_SIGNED = gettext_noop("är inte som när den signerades")
CUT = gettext_noop("saknas, men har en signerad kontrollpunkt")
NO_CHECKPOINT = gettext_noop(
    "har ingen kontrollpunkt: loggen har slutat vittna, eller så är kontrollpunkter borttagna"
)
BAD_SIGNATURE = gettext_noop("har en kontrollpunkt med fel signatur")
REPLACED = gettext_noop("är signerad här men hör till en annan logg: hela loggen är borttagen eller utbytt")
TURNED_BACK = gettext_noop("har kontrollpunkter i fel ordning")
NOT_AFTER = gettext_noop("har ett intyg om återställning som inte hör till stället där det står")
OTHER_SYSTEM = gettext_noop(
    "Kontrollpunkterna är från en annan installations logg: peka ut rätt fil eller adress med --checkpoints."
)

BATCHES = f"""SELECT b.number, b.sealed_at, b.first, b.count, b.root, b.head, {hashing.BATCH_TEXT}
    FROM audit_batch b ORDER BY b.number"""
SEALS = f"""SELECT s.place, s.entry, s.leaf, e.at, CASE WHEN e.id IS NOT NULL THEN {hashing.ENTRY_TEXT} END
    FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry ORDER BY s.place"""
# What every ended transaction before the last horizon wrote is sealed; and so is what has waited long enough.
OPEN = """SELECT e.id FROM audit_entry e
    WHERE (e.xid < (SELECT b.horizon FROM audit_batch b ORDER BY b.number DESC LIMIT 1)
           OR e.at < now() - %s AND e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
      AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry = e.id) ORDER BY e.id"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: in which batch, and at which place or with which entry when that can be told."""

    what: str
    batch: int | None = None
    place: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    number: int
    sealed_at: datetime
    first: int
    count: int
    root: bytes
    head: bytes
    text: str

    @property
    def last(self) -> int:
        return self.first + self.count - 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """`at` and `text` are None when the entry is gone."""

    place: int
    entry: int
    leaf: bytes
    at: datetime | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    entries: int
    batches: int
    checkpoints: int
    faults: list[Fault]
    restored: list[Restoration]


def verify(connection: psycopg.Connection, kept: list[Checkpoint], key: str) -> Tried:
    """`kept` are the checkpoints of whatever log; those of this one, signed with `key`, are what it is held against.

    While others write, the connection must see the log as of one moment (repeatable read). Raises `Hindered` when
    there are checkpoints and all are another installation's.
    """
    with connection.transaction():
        batches = [Batch(*row) for row in connection.execute(BATCHES)]
        own = batches[0].head.hex() if batches else ""
        good = [one for one in kept if one.signed_by(key)]
        *_left, standing = branches(good)
        ours = [one for one in standing if one.log == own]
        if kept and not good and not any(one.log == own for one in kept):
            raise Hindered(OTHER_SYSTEM)
        faults = [
            *(Fault(BAD_SIGNATURE, one.batch) for one in kept if one.log == own and one not in good),
            *(Fault(NOT_AFTER, one.batch) for one in standing[1:] if one.after is not None),
            *_of_checkpoints(ours, [one for one in standing if one.log != own]),
            *_of_entries(connection, batches),
            *_of_chain(batches, {one.batch: one for one in ours}),
            *(Fault(UNSEALED, entry=entry) for (entry,) in connection.execute(OPEN, [WINDOW])),
        ]
    entries = batches[-1].last if batches else 0
    return Tried(entries, len(batches), len(ours), faults, [*restorations(good)])


def _of_checkpoints(ours: list[Checkpoint], others: list[Checkpoint]) -> Iterator[Fault]:
    """`others` were signed here too, but of a log that is not the one that stands."""
    if others:
        yield Fault(REPLACED, max(one.batch for one in others))
    for before, after in pairwise(ours):
        if after.batch < before.batch or after.entries < before.entries:
            yield Fault(TURNED_BACK, batch=after.batch)


def _of_chain(batches: list[Batch], signed: dict[int, Checkpoint]) -> Iterator[Fault]:
    """The heads, worked out from the beginning, are what stands and what was signed."""
    head = b""
    for number, batch in enumerate(batches):
        if batch.number != number:
            yield Fault(GONE, batch=number)
            return
        head = hashing.head(head, batch.text, batch.root)
        if head != batch.head:
            yield Fault(CHAIN, batch=number)
            head = batch.head
        witness = signed.get(number)
        if witness and (witness.head, witness.entries) != (head.hex(), batch.last):
            yield Fault(NOT_AS_SIGNED, batch=number)
            return
    last = batches[-1] if batches else None
    yield from (Fault(CUT, batch=number) for number in signed if last is None or number > last.number)
    yield from _unwitnessed(batches, signed)


def _unwitnessed(batches: list[Batch], signed: dict[int, Checkpoint]) -> Iterator[Fault]:
    """A checkpoint speaks for all before it. After the last one only what is newer than the window may stand."""
    if not batches:
        return
    latest = max(signed, default=-1)
    late = datetime.now(batches[-1].sealed_at.tzinfo) - WINDOW
    yield from (
        Fault(NO_CHECKPOINT, batch=batch.number)
        for batch in batches
        if batch.number > latest and batch.count and batch.sealed_at < late
    )


def _of_entries(connection: psycopg.Connection, batches: list[Batch]) -> Iterator[Fault]:
    """Batch by batch, as they lie in the log."""
    lasts = [batch.last for batch in batches]
    with connection.cursor("seals") as cursor:
        cursor.itersize = AT_ONCE
        seals = (Sealed(*row) for row in cursor.execute(SEALS))
        groups = groupby(seals, key=lambda seal: bisect_left(lasts, seal.place))
        at, found = next(groups, NONE)
        for number, batch in enumerate(batches):
            here = list(found) if at == number else []
            yield from _of_batch(batch, here, batches[number - 1] if number else None)
            if at == number:
                at, found = next(groups, NONE)
        yield from (Fault(NO_PLACE, place=seal.place, entry=seal.entry) for seal in found)


def _of_batch(batch: Batch, found: list[Sealed], before: Batch | None) -> Iterator[Fault]:
    there = {seal.place: seal for seal in found}
    places = range(batch.first, batch.last + 1)
    yield from (Fault(GONE, batch.number, place) for place in places if place not in there)
    yield from (Fault(NO_PLACE, batch.number, place) for place in there if place not in places)
    for seal in found:
        if what := _fault_of(seal, batch, before):
            yield Fault(what, batch.number, seal.place, seal.entry)
    leaves = [there[place].leaf for place in places if place in there]
    if batch.count and len(leaves) == batch.count and hashing.root(leaves) != batch.root:
        yield Fault(REWRITTEN, batch.number)


def _fault_of(seal: Sealed, batch: Batch, before: Batch | None) -> str:
    if seal.text is None or seal.at is None:
        return GONE
    if hashing.leaf(seal.text) != seal.leaf:
        return CHANGED
    early = before is not None and before.count > 0 and seal.at < before.sealed_at - LONGEST
    return OUT_OF_TIME if early or seal.at > batch.sealed_at else ""
