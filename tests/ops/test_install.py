"""Installation with CREATEROLE alone, and the checks that stand between it and the first page."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samvag.ops import checks, databases, install
from samvag.ops.embedded import server
from tests.harness import debian
from tests.ops.conftest import Program, only_sentence

LOGIN_CHECKS = [
    checks.server_is_mended,
    checks.login_roles_are_weak,
    checks.login_roles_are_alone,
    checks.login_roles_own_nothing,
]


@pytest.fixture(params=["embedded", "debian"], scope="module")
def installed(request: pytest.FixtureRequest, kept: Path) -> Iterator[psycopg.Connection]:
    """A connection as the installing role, on each kind of server, with roles and extensions there."""
    if request.param == "embedded":
        install.ensure_database()
        with install.connect() as connection:
            install.prepare(connection)
            yield connection
        return
    if debian.programs() is None:
        pytest.skip("PostgreSQL is not installed on this system")
    with debian.running() as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMVAG_DATABASE_URL", address)
        with install.connect() as connection:
            install.prepare(connection)
            yield connection


def as_role(name: str) -> psycopg.Connection:
    entry = databases.settings_for_django()[name]
    return psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        dbname=entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"],
    )


def wrong(connection: psycopg.Connection) -> list[str]:
    return [str(problem) for check in LOGIN_CHECKS for problem in check(connection)]


def test_installing_again_changes_nothing_and_nothing_is_wrong(installed: psycopg.Connection) -> None:
    install.prepare(installed)
    assert wrong(installed) == []


def test_extensions_are_there_without_a_superuser(installed: psycopg.Connection) -> None:
    row = installed.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False,)
    assert {row[0] for row in installed.execute("SELECT extname FROM pg_extension")} >= set(
        install.EXTENSIONS
    )


@pytest.mark.parametrize("alias", ["default", "auth"])
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE samvag",
        "SET ROLE samvag_rules",
        "SET ROLE samvag_audit",
        "SET SESSION AUTHORIZATION samvag",
        "CREATE TABLE mine ()",
        "CREATE TEMP TABLE mine ()",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
    ],
)
def test_who_logs_in_can_become_nobody_and_make_nothing(
    installed: psycopg.Connection, alias: str, statement: str
) -> None:
    with as_role(alias) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)  # type: ignore[arg-type]


def test_the_installing_role_can_give_a_function_to_the_role_that_sees_more(
    installed: psycopg.Connection,
) -> None:
    installed.execute("CREATE FUNCTION sees() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    installed.execute("ALTER FUNCTION sees() OWNER TO samvag_rules")
    installed.execute("SET ROLE samvag_rules")
    installed.execute("DROP FUNCTION sees()")
    installed.execute("RESET ROLE")


@pytest.mark.parametrize(
    ("spoil", "mend", "said"),
    [
        ("ALTER ROLE samvag_app CREATEROLE", "ALTER ROLE samvag_app NOCREATEROLE", "för stor makt"),
        (
            "GRANT samvag_rules TO samvag_auth",
            "REVOKE samvag_rules FROM samvag_auth",
            "medlem i samvag_rules",
        ),
        (
            "GRANT samvag_app TO CURRENT_USER; GRANT CREATE ON SCHEMA public TO samvag_app;"
            " CREATE TABLE owned (); ALTER TABLE owned OWNER TO samvag_app",
            "DROP TABLE owned; REVOKE CREATE ON SCHEMA public FROM samvag_app",
            "äger något",
        ),
    ],
)
def test_a_login_role_that_has_become_too_strong_stops_serving(
    installed: psycopg.Connection, spoil: str, mend: str, said: str
) -> None:
    installed.execute(spoil)  # type: ignore[arg-type]
    try:
        assert [said in sentence for sentence in wrong(installed)] == [True]
    finally:
        installed.execute(mend)  # type: ignore[arg-type]
    assert wrong(installed) == []


def test_a_second_installation_says_that_it_waits_and_then_goes_on(installed: psycopg.Connection) -> None:
    told, entered = threading.Event(), threading.Event()

    def second() -> None:
        with install.connect() as beside, install._turn(beside, lambda line: told.set()):
            entered.set()

    with install.connect() as first, install._turn(first, lambda line: None):
        waiting = threading.Thread(target=second)
        waiting.start()
        assert told.wait(5)
        assert not entered.is_set()
        first.close()  # as if it had been killed: nothing stays locked
        assert entered.wait(5)
        waiting.join()


def test_another_database_on_the_same_server_is_made_when_asked_for(
    installed: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVAG_DATABASE_NAME", "prov")
    install.ensure_database()
    with install.connect() as connection:
        assert connection.info.dbname == "prov"
        install.prepare(connection)
    installed.execute("DROP DATABASE prov")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_at_migration_is_one_sentence_and_the_next_try_goes_through(
    folder: Path, samvag: Program
) -> None:
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=110m", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let its root mount anything")
    try:
        folder.chmod(0o755)
        server.ensure_running()
        with (folder / "filler").open("wb") as filler:
            filler.write(bytes(shutil.disk_usage(folder).free - 5_000_000))
        done = samvag("migrate")
        assert done.returncode == 1
        assert "Disken är full" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        (folder / "filler").unlink()
        assert samvag("migrate").returncode == 0
    finally:
        server.stop()
        subprocess.run(["umount", folder], check=True)


def test_an_empty_database_of_somebody_elses_is_not_filled_unasked(
    folder: Path, samvag: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    if debian.programs() is None:
        pytest.skip("PostgreSQL is not installed on this system")
    with debian.running() as address:
        said = only_sentence(samvag("serve", SAMVAG_DATABASE_URL=address))
    assert said.endswith("kör samvag migrate först.")
