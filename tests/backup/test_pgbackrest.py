"""A server that pgBackRest keeps: backed up, and brought back to an exact transaction, with the log tried."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samvag.audit import checkpoints
from samvag.ops import install
from samvag.ops.backup import physical, stanza
from samvag.ops.backup.physical import Target
from samvag.ops.backup.pointing import pointed_at
from samvag.ops.backup.restoring import Restored
from samvag.ops.errors import Hindered
from tests.audit.log import sealed, write
from tests.backup.conftest import audited
from tests.harness import pgbackrest
from tests.harness.pgbackrest import Kept

pytestmark = pytest.mark.skipif(
    not pgbackrest.is_here(), reason="no pgBackRest or PostgreSQL of the system's own here"
)


@pytest.fixture(scope="module")
def installed(held_database: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("outside")
    with pytest.MonkeyPatch.context() as patch, pgbackrest.keeping() as server, django_db_blocker.unblock():
        patch.setenv("SAMVAG_SEALS", str(folder / "seals.jsonl"))
        with pointed_at(SAMVAG_DATABASE_URL=server.address, SAMVAG_DATABASE_NAME=None):
            install.install(lambda line: None)
            write(5)
            yield server


@pytest.fixture
def kept(installed: Kept) -> Kept:
    """Backed up in full, with all that it has logged sealed."""
    checkpoints.keep(sealed(entries()))
    installed.stanza.back_up(full=True)
    return installed


def number(query: str) -> int:
    with install.connect() as connection:
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    assert row
    return int(row[0])


def last_transaction() -> int:
    return number("SELECT max(xid) FROM audit_entry")


def entries() -> int:
    return number("SELECT count(*) FROM audit_entry")


def stop(server: Kept) -> None:
    install.let_go()
    server.stop()


def back_to(server: Kept, target: Target) -> Restored:
    stop(server)
    try:
        return physical.restore(server.stanza, target, {}, lambda line: None)
    finally:
        server.start()


def test_it_comes_back_to_the_exact_transaction_and_the_log_goes_on(kept: Kept) -> None:
    before = entries()
    write(3)
    wanted = last_transaction()
    write(4)
    checkpoints.keep(sealed(before + 7))
    kept.stanza.back_up(full=False)
    done = back_to(kept, Target("xid", str(wanted)))
    assert entries() == before + 4  # and that it was put back
    assert audited().faults == []
    assert any("poster i loggen" in line for line in done.lines)
    assert done.kept
    assert (Path(done.kept) / "PG_VERSION").exists()
    write(1)
    checkpoints.keep(sealed(before + 5))
    assert audited().faults == []


def test_the_mistake_itself_can_be_left_out(kept: Kept) -> None:
    before = entries()
    write(1)
    mistake = last_transaction()
    write(1)
    back_to(kept, Target("xid", str(mistake), without=True))
    assert entries() == before + 1


def test_a_moment_that_was_never_reached_is_refused_and_nothing_is_lost(kept: Kept) -> None:
    before = entries()
    write(2)
    with pytest.raises(Hindered, match="recovery ended before"):
        back_to(kept, Target("xid", "99999999"))
    assert entries() == before + 2
    assert not list(kept.folder.glob("*-restoring"))


def test_a_transaction_before_every_backup_is_refused(kept: Kept) -> None:
    with pytest.raises(Hindered, match="säkert äldre än transaktion 3"):
        back_to(kept, Target("xid", "3"))


def test_a_server_that_runs_is_left_alone(kept: Kept) -> None:
    with pytest.raises(Hindered, match="stoppa den först"):
        physical.restore(kept.stanza, Target("default"), {}, lambda line: None)


def test_a_log_that_somebody_had_changed_is_not_put_back(kept: Kept) -> None:
    """By the database's own master, after which it was backed up; its seals tell of it."""
    before, last = entries(), number("SELECT max(id) FROM audit_entry")
    tampered = "ALTER TABLE audit_entry {} TRIGGER append_only, {} ROW LEVEL SECURITY"
    with install.connect() as connection:
        connection.execute(tampered.format("DISABLE", "NO FORCE"))
        connection.execute("UPDATE audit_entry SET action = upper(action) WHERE id = %s", [last])
    with pytest.raises(Hindered, match="inte hel"):
        back_to(kept, Target("default"))
    with install.connect() as connection:
        connection.execute("UPDATE audit_entry SET action = lower(action) WHERE id = %s", [last])
        connection.execute(tampered.format("ENABLE", "FORCE"))
    assert entries() == before


def test_what_is_kept_unencrypted_is_refused(
    installed: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(stanza.STANZA, "prov")
    monkeypatch.setenv(stanza.CONFIG, str(installed.stanza.config))
    assert stanza.configured() == installed.stanza
    open_one = tmp_path / "open.conf"
    open_one.write_text(installed.stanza.config.read_text().replace("repo1-cipher-type", "#"))
    monkeypatch.setenv(stanza.CONFIG, str(open_one))
    with pytest.raises(Hindered, match="okrypterade"):
        stanza.configured()
    monkeypatch.setenv(stanza.STANZA, "annan")
    with pytest.raises(Hindered, match="annan"):
        stanza.configured()
    monkeypatch.setenv(stanza.CONFIG, str(tmp_path / "none.conf"))
    with pytest.raises(Hindered, match="SAMVAG_PGBACKREST_CONFIG"):
        stanza.configured()


def test_a_server_that_hands_on_nothing_is_told(kept: Kept) -> None:
    """Without its stream of changes there is no way back to a moment."""
    usual = kept.options
    stop(kept)
    kept.options = usual.replace("archive-push %p", "archive-nowhere")
    kept.start()
    try:
        with pytest.raises(Hindered, match="check"):
            kept.stanza.back_up(full=False)
    finally:
        stop(kept)
        kept.options = usual
        kept.start()


def test_what_is_kept_is_tried(kept: Kept) -> None:
    kept.stanza.verify()
    held = max((kept.folder / "repo" / "backup").rglob("*.lz4"), key=lambda file: file.stat().st_size)
    whole = held.read_bytes()
    held.write_bytes(whole[:-100])
    with pytest.raises(Hindered, match="verify"):
        kept.stanza.verify()
    held.write_bytes(whole)
