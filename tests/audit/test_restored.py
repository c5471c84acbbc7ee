"""A log may be turned back by a restore that says so, signed, where it was done; by nobody and nothing else."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from samvag.audit.checkpoints import Checkpoint, own_key
from samvag.audit.verifying import Tried, verify
from samvag.ops import install
from tests.audit.log import sealed, write, written_and_sealed

CUT = (
    "DELETE FROM audit_entry WHERE id IN (SELECT entry FROM audit_seal WHERE place > %(place)s)",
    "DELETE FROM audit_seal WHERE place > %(place)s",
    "DELETE FROM audit_batch WHERE number > %(batch)s",
)


@pytest.fixture
def owner(story) -> Iterator[psycopg.Connection]:
    with install.connect() as connection:
        yield connection


@pytest.fixture
def turned_back(owner: psycopg.Connection) -> list[Checkpoint]:
    """Twelve entries, of which the last six are cut off; then one more."""
    kept = written_and_sealed(4, 3)
    to = put_back_to(kept)
    for table in ("audit_entry", "audit_seal", "audit_batch"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only, NO FORCE ROW LEVEL SECURITY")
    for statement in CUT:
        owner.execute(statement, {"place": to.entries, "batch": to.batch})
    write(1)
    return [*kept, sealed(to.entries + 1)]


def put_back_to(kept: list[Checkpoint]) -> Checkpoint:
    """Half of it; what other tests have begun may have parted it in more than four."""
    return next(one for one in kept if one.entries == 6)


def restored(kept: list[Checkpoint]) -> Checkpoint:
    """As a restore signs it, between the last that was there and the first after it."""
    return replace(put_back_to(kept), after=kept[-2].signature).signed()


def tried(owner: psycopg.Connection, kept: list[Checkpoint]) -> Tried:
    return verify(owner, kept, own_key())


def told(owner: psycopg.Connection, kept: list[Checkpoint]) -> str:
    return " | ".join(fault.what for fault in tried(owner, kept).faults)


def test_a_log_that_was_put_back_says_so_and_goes_on(owner, turned_back):
    *before, after = turned_back
    found = tried(owner, [*before, restored(turned_back), after])
    assert found.faults == []
    assert [(turn.batch, turn.entries, turn.lost) for turn in found.restored] == [
        (put_back_to(before).batch, 6, 6)
    ]


def test_one_that_was_turned_back_without_it_is_found(owner, turned_back):
    assert "saknas, men har en signerad kontrollpunkt" in told(owner, turned_back)


def test_nobody_says_it_without_the_key(owner, turned_back):
    *before, after = turned_back
    said = restored(turned_back)
    for forged in (
        replace(said, signature="00" * 64),
        replace(put_back_to(before), after=before[-1].signature),
    ):
        assert "fel signatur" in told(owner, [*before, forged, after])


def test_it_counts_only_where_it_was_said(owner, turned_back):
    *before, after = turned_back
    said = restored(turned_back)
    assert told(owner, [said, *before, after])
    assert told(owner, [*before[:-1], said, before[-1], after])
    assert told(owner, [*before, after, said])
    assert "intyg om återställning" in told(owner, [*before, said, after, said])


def test_what_comes_after_it_is_held_to_what_was_signed(owner, turned_back):
    *before, after = turned_back
    more = [after]
    write(1)
    more.append(sealed(after.entries + 1))
    kept = [*before, restored(turned_back), *more]
    assert told(owner, kept) == ""
    for statement in CUT:
        owner.execute(statement, {"place": after.entries, "batch": after.batch})
    assert "saknas, men har en signerad kontrollpunkt" in told(owner, kept)


def test_what_came_unsealed_from_another_server_is_sealed(owner):
    """There transactions had counted further than they have here."""
    write(2)
    sealed(2)
    owner.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
    owner.execute(
        """INSERT INTO audit_entry (xid, at, unit, action, object)
           SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 20, now(), gen_random_uuid(), 'read', 'x'"""
    )
    for table in ("audit_seal", "audit_batch"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only, NO FORCE ROW LEVEL SECURITY")
    owner.execute("UPDATE audit_batch SET horizon = horizon + 10000")
    assert sealed(3).entries == 3
    for number in range(4, 44):  # until the number comes again
        write(1)
        assert sealed(number).entries == number
    owner.execute("ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY")
