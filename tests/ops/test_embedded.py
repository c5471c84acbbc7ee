"""The embedded database: made whole, private, quick to find, and nothing acknowledged is lost to a kill."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from samvag.ops import databases, places
from samvag.ops.embedded import cluster, server
from samvag.ops.errors import Hindered
from tests.ops.conftest import Program, only_sentence

WRITER = """
import sys, psycopg
from samvag.ops import databases
with psycopg.connect(**databases.owner_conninfo(), autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS kept (number bigint)")
    for number in range(int(sys.argv[1]), 10**9):
        connection.execute("INSERT INTO kept VALUES (%s)", [number])
        print(number, flush=True)
"""


def kill(pid: int | None) -> None:
    assert pid
    os.kill(pid, signal.SIGKILL)
    while server.running_pid() == pid:
        time.sleep(0.01)


def ask(query: str, **other: str) -> list[tuple[object, ...]]:
    with psycopg.connect(**{**databases.owner_conninfo(), **other}, autocommit=True) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def test_the_first_start_makes_it_and_the_next_finds_it_at_once(folder: Path) -> None:
    assert server.ensure_running()
    began = time.monotonic()
    assert not server.ensure_running()
    assert time.monotonic() - began < 0.05


def test_it_is_safe_private_and_sorted_alike_on_every_machine(kept: Path) -> None:
    shown = {
        name: ask(f"SHOW {name}")[0][0] for name in ("data_checksums", "fsync", "listen_addresses", "jit")
    }
    assert shown == {"data_checksums": "on", "fsync": "on", "listen_addresses": "", "jit": "off"}
    assert ask("SELECT datcollate, datlocale FROM pg_database WHERE datname = 'samvag'") == [("C", "C.UTF-8")]
    assert (cluster.data() / "pg_hba.conf").read_text() == "local all all peer map=samvag\n"
    assert stat.S_IMODE(places.socket_folder().stat().st_mode) == 0o700


def test_our_role_is_no_superuser_and_nobody_becomes_the_one_that_is(kept: Path) -> None:
    assert ask(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname='samvag'"
    ) == [(False, True, True, False)]
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        ask("SELECT 1", user=cluster.SUPERUSER)


def test_the_application_cannot_measure_what_it_may_not_see(kept: Path) -> None:
    """Rows read past row-level security are counted, and locks on them are listed: for the installing role alone."""
    with psycopg.connect(**databases.owner_conninfo(), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {databases.role('app')} LOGIN")
    for asked in (
        "SELECT * FROM pg_locks",
        "SELECT * FROM pg_stat_activity",
        "SELECT * FROM pg_stat_xact_user_tables",
        "SELECT pg_stat_get_xact_tuples_fetched('pg_class'::regclass)",
        "SELECT pg_current_wal_insert_lsn()",
    ):
        ask(asked)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(asked, user=databases.role("app"))


def test_errors_are_logged_without_the_values_in_them(kept: Path) -> None:
    with psycopg.connect(**databases.owner_conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE card (number text UNIQUE)")
        for _ in range(2):
            try:
                connection.execute("INSERT INTO card VALUES ('19121212-1212')")
            except psycopg.errors.UniqueViolation:
                break
    logged = server.log().read_text()
    assert "duplicate key value" in logged
    assert "19121212" not in logged


def test_a_kill_under_load_loses_nothing_that_was_acknowledged(folder: Path) -> None:
    acknowledged: set[int] = set()
    for cycle in range(3):
        server.ensure_running()
        command = [sys.executable, "-c", WRITER, str(cycle * 10**6)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as writer:
            assert writer.stdout
            acknowledged.add(int(writer.stdout.readline()))
            time.sleep(0.3)
            kill(server.running_pid())
            acknowledged.update(int(line) for line in writer.stdout if line.endswith("\n"))
    assert server.ensure_running()
    there = {row[0] for row in ask("SELECT number FROM kept")}
    assert len(acknowledged) > 30
    assert acknowledged <= there


def test_the_old_number_in_another_programs_hands_does_not_stop_a_start(folder: Path) -> None:
    server.ensure_running()
    kill(server.running_pid())
    left = cluster.data() / "postmaster.pid"
    lines = left.read_text().splitlines()
    left.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert server.running_pid() is None
    assert server.ensure_running()


def test_a_socket_that_somebody_took_away_comes_back(folder: Path) -> None:
    server.ensure_running()
    (places.socket_folder() / places.SOCKET_FILE).unlink()
    assert server.ensure_running()
    assert ask("SELECT 1") == [(1,)]


def test_two_that_start_at_once_take_turns(folder: Path, samvag: Program) -> None:
    command = [sys.executable, "-m", "samvag", "db", "start"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=60)[0].strip() for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said == ["Databasen startades.", "Databasen är redan igång."]


def test_what_was_half_made_is_made_anew(folder: Path) -> None:
    half = cluster.folder() / "new" / "base"
    half.mkdir(parents=True)
    assert server.ensure_running()
    assert not half.exists()


def test_files_from_the_future_do_not_matter_when_the_clock_is_set_back(folder: Path) -> None:
    server.ensure_running()
    kill(server.running_pid())
    ahead = time.time() + 400 * 24 * 3600
    for path in [folder, *folder.glob("*"), *cluster.data().glob("*")]:
        os.utime(path, (ahead, ahead))
    assert server.ensure_running()
    assert not server.ensure_running()


def test_data_of_another_version_is_left_alone(folder: Path) -> None:
    server.ensure_running()
    server.stop()
    (cluster.data() / "PG_VERSION").write_text("12\n")
    with pytest.raises(Hindered, match="gjord med PostgreSQL 12"):
        server.ensure_running()
    (cluster.data() / "PG_VERSION").write_text("18\n")


def test_a_long_path_gets_a_short_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVAG_VAR", str(folder / ("lång" * 30)))
    assert len(os.fsencode(places.socket_folder() / places.SOCKET_FILE)) <= places.SOCKET_PATH_LIMIT
    assert server.ensure_running()
    assert server.stop()
    places.socket_folder().rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_socket_folder_of_somebody_elses_is_refused(folder: Path) -> None:
    places.socket_folder().mkdir(parents=True)
    os.chown(places.socket_folder(), 65534, 65534)
    with pytest.raises(Hindered, match="tillhör någon annan"):
        server.ensure_running()


@pytest.mark.skipif(os.geteuid() != 0, reason="as an ordinary user the server runs as oneself")
def test_as_root_it_runs_as_its_own_user_from_a_copy_and_opens_no_folder_above(
    folder: Path, samvag: Program
) -> None:
    server.ensure_running()
    owner = Path(f"/proc/{server.running_pid()}").stat().st_uid
    assert owner != 0
    assert cluster.data().stat().st_uid == owner
    assert any((folder / "server").iterdir())
    server.stop()
    folder.parent.chmod(0o700)
    assert "når inte mappen" in only_sentence(samvag("db", "start"))
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    folder.parent.chmod(0o755)


def test_a_folder_that_cannot_be_is_named_with_a_way_on(folder: Path, samvag: Program) -> None:
    folder.write_text("en fil")
    said = only_sentence(samvag("db", "start", SAMVAG_VAR=str(folder / "under")))
    assert str(folder / "under") in said
    assert "SAMVAG_VAR=/en/annan/mapp" in said
    folder.unlink()
