"""What was logged is sealed in its order, once, and never before every transaction ahead of it has ended."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random
from threading import Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from samvag.audit import checkpoints, hashing, sealing, verifying
from samvag.audit.checkpoints import own_key
from samvag.audit.sealing import seal, seal_and_sign
from samvag.audit.verifying import verify
from samvag.ops import install
from samvag.ops.errors import Hindered
from tests.audit.attacks import ATTACKS, attacked
from tests.audit.log import sealed, write, written_and_sealed

BATCHES, EACH, TRIES = 5, 6, 8


@pytest.fixture
def owner(story):
    with install.connect() as connection:
        yield connection


@pytest.fixture
def seals(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVAG_SEALS", str(tmp_path / "away" / "seals.jsonl"))
    return tmp_path / "away" / "seals.jsonl"


class Witness(BaseHTTPRequestHandler):
    """Somebody else's computer, which keeps each line that it is sent and gives them all back."""

    def do_POST(self):
        line = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/":
            self.server.received.append(line)
        self._answers()

    def do_GET(self):
        self._answers("".join(self.server.received))

    def _answers(self, text: str = "") -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_said):
        pass


@pytest.fixture
def witness():
    with HTTPServer(("127.0.0.1", 0), Witness) as server:
        server.received, server.address = [], f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def faults(owner, kept, key="") -> list[str]:
    return [fault.what for fault in verify(owner, kept, key or own_key()).faults]


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=20), st.data())
def test_another_leaf_or_another_order_is_another_root(leaves, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    other = [*leaves[:at], bytes(32), *leaves[at + 1 :]]
    assert (hashing.root(other) == hashing.root(leaves)) == (other == leaves)
    turned = leaves[::-1]
    assert (hashing.root(turned) == hashing.root(leaves)) == (turned == leaves)


class TestALog:
    def test_that_nobody_touched_is_whole_and_each_way_to_tamper_is_found_and_located(
        self, owner, monkeypatch
    ):
        kept = written_and_sealed(BATCHES, EACH)
        tried = verify(owner, kept, own_key())
        # Another transaction of the same server may part one batch in two; the first, of none, has no checkpoint.
        assert (tried.entries, tried.batches, tried.checkpoints) == (BATCHES * EACH, len(kept) + 1, len(kept))
        assert len(kept) >= BATCHES
        assert tried.faults == []
        monkeypatch.setattr(verifying, "WINDOW", verifying.WINDOW * 0)
        rng = Random()
        for kind in ATTACKS:
            for _nth in range(TRIES):
                with attacked(owner, kept, kind, rng) as (done, log):
                    found = verify(owner, log.kept, own_key()).faults
                    assert done.is_found(found), (kind, done, found)
        assert faults(owner, kept) == []

    def test_is_sealed_entry_by_entry_in_the_order_of_transactions_and_only_once(self, owner):
        write(3)
        first = sealed(3)
        assert sealed(3).batch == first.batch
        write(2)
        last = sealed(5)
        # What another test has begun may part the two in two batches, and never joins them to the first.
        assert (last.batch > first.batch, last.entries) == (True, 5)
        rows = owner.execute(
            "SELECT s.place, e.xid FROM audit_seal s JOIN audit_entry e ON e.id = s.entry ORDER BY 1"
        )
        places, xids = zip(*rows.fetchall(), strict=True)
        assert places == (1, 2, 3, 4, 5)
        assert list(xids) == sorted(xids)

    def test_waits_for_what_was_begun_before_it(self, owner):
        with install.connect() as slow, slow.transaction():
            slow.execute("SELECT pg_current_xact_id()")
            write(2)
            assert seal().entries == 0
            assert faults(owner, []) == []
        assert sealed(2).entries == 2

    def test_has_no_entry_of_what_was_undone(self, owner):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            write(1)
            raise ZeroDivisionError
        write(1)
        assert sealed(1).entries == 1

    def test_knows_a_person_by_another_id_than_the_registers_do(self, owner):
        person = uuid4()
        write(2, person)
        rows = owner.execute("SELECT DISTINCT subjects FROM audit_entry").fetchall()
        assert len(rows) == 1
        assert rows[0][0] != [person]
        assert owner.execute(
            "SELECT person FROM audit_subject WHERE subject = %s", rows[0][0]
        ).fetchone() == (person,)

    def test_is_changed_by_nobody_not_even_its_owner(self, owner):
        write(1)
        sealed(1)
        for table in ("audit_entry", "audit_seal", "audit_batch"):
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            with pytest.raises(Exception, match="never changed"):
                owner.execute(f"DELETE FROM {table}")

    def test_of_which_the_application_reads_nothing(self, story):
        for table in ("audit_entry", "audit_seal", "audit_batch", "audit_subject"):
            with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {table}")


class TestACheckpoint:
    def test_is_kept_outside_once_for_each_batch(self, story, seals):
        write(1)
        sealed(1)
        kept = seal_and_sign()
        assert seal_and_sign(kept) == kept
        assert checkpoints.read(str(seals)) == [kept]
        assert sealing._last() == kept

    def test_of_another_log_is_refused_in_words(self, owner, seals):
        write(1)
        kept = sealed(1)
        other = checkpoints.Checkpoint("00" * 32, 1, 1, kept.head, kept.at).signed()
        with pytest.raises(Hindered, match="annan installations logg"):
            verify(owner, [other], "11" * 32)

    def test_of_a_log_that_was_ours_says_that_all_of_it_was_replaced(self, owner):
        """Somebody drops the whole log and lets a new one begin, with checkpoints that hold."""
        write(1)
        kept = sealed(1)
        before = checkpoints.Checkpoint("00" * 32, 7, 90, kept.head, kept.at).signed()
        assert faults(owner, [kept]) == []
        assert "utbytt" in faults(owner, [before, kept])[0]
        assert "utbytt" in faults(owner, [before])[0]

    def test_that_was_half_written_hinders_no_later_one(self, story, seals):
        seals.parent.mkdir()
        seals.write_text('{"log": "ab')
        write(1)
        sealed(1)
        kept = seal_and_sign()
        assert checkpoints.read(str(seals)) == [kept]

    def test_that_somebody_else_signed_is_none(self, owner):
        write(1)
        kept = [sealed(1)]
        assert "fel signatur" in faults(owner, kept, "11" * 32)[0]
        forged = checkpoints.Checkpoint(kept[0].log, 1, 1, kept[0].head, kept[0].at, "00" * 64)
        assert "fel signatur" in faults(owner, [forged])[0]

    def test_that_cannot_be_written_is_told_and_the_log_is_sealed_all_the_same(self, story, seals, tmp_path):
        (tmp_path / "away").write_text("en fil där mappen skulle vara")
        write(1)
        with pytest.raises(Hindered, match="SAMVAG_SEALS"):
            while seal_and_sign() is None:
                pass
        assert sealed(1).entries == 1

    def test_is_sent_to_an_address_and_got_back_from_it(self, story, witness, monkeypatch):
        monkeypatch.setenv("SAMVAG_SEALS", witness.address)
        assert checkpoints.read(witness.address) == []
        write(1)
        sealed(1)
        kept = seal_and_sign()
        assert witness.received == [json.dumps(kept.facts(), sort_keys=True) + "\n"]
        assert checkpoints.read(witness.address) == [kept]

    def test_that_its_address_does_not_take_is_told(self, story, witness, monkeypatch):
        monkeypatch.setenv("SAMVAG_SEALS", witness.address + "/nowhere")
        write(1)
        sealed(1)
        with pytest.raises(Hindered, match="SAMVAG_SEALS"):
            seal_and_sign()
        with pytest.raises(Hindered, match="gick inte att läsa"):
            checkpoints.read(witness.address + "/nowhere")

    @pytest.mark.parametrize("line", ["", "{", '{"log": 1}', "[]", "null"])
    def test_that_is_none_is_refused_with_its_line(self, seals, line):
        seals.parent.mkdir()
        seals.write_text(line + "\n")
        with pytest.raises(Hindered, match="Rad 1"):
            checkpoints.read(str(seals))

    def test_key_that_is_none_is_refused(self, seals):
        with pytest.raises(Hindered, match="samvag audit key"):
            checkpoints.Checkpoint("", 0, 0, "", "").signed_by("kort")
