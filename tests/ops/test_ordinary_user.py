"""The same without being root: in place, as oneself, in a folder of one's own."""

import os
import pwd
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import samvag
from samvag.ops.embedded import server

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="every other test already runs as an ordinary user")
NOBODY = pwd.getpwnam("nobody")


def as_nobody(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, **environment},
        user=NOBODY.pw_uid,
        group=NOBODY.pw_gid,
        extra_groups=[],
        timeout=60,
    )


@pytest.fixture(scope="module")
def program() -> list[str]:
    """A Python that nobody may run, with what is installed here; root's own may lie in a closed home."""
    search = os.pathsep.join([sysconfig.get_path("purelib"), str(Path(samvag.__path__[0]).parent)])
    for python in (sys.executable, "/usr/bin/python3"):
        command = ["/usr/bin/env", f"PYTHONPATH={search}", python, "-m", "samvag"]
        try:
            tried = as_nobody(*command[:3], "-c", "import psycopg, django, samvag")
            if tried.returncode == 0:
                return command
        except OSError:
            continue
    pytest.skip("no Python here that an ordinary user may run with these packages")


def test_it_starts_as_oneself_in_place_and_stops(folder: Path, program: list[str]) -> None:
    folder.mkdir()
    os.chown(folder, NOBODY.pw_uid, NOBODY.pw_gid)
    started = as_nobody(*program, "db", "start", SAMVAG_VAR=str(folder))
    assert (started.returncode, started.stderr) == (0, "")
    pid = server.running_pid()
    assert pid
    assert Path(f"/proc/{pid}").stat().st_uid == NOBODY.pw_uid
    assert not (folder / "server").exists()
    assert as_nobody(*program, "db", "stop", SAMVAG_VAR=str(folder)).returncode == 0
    assert server.running_pid() is None


def test_root_may_use_the_same_data_and_the_server_stays_the_owners(folder: Path, program: list[str]) -> None:
    folder.mkdir()
    os.chown(folder, NOBODY.pw_uid, NOBODY.pw_gid)
    as_nobody(*program, "db", "start", SAMVAG_VAR=str(folder))
    as_nobody(*program, "db", "stop", SAMVAG_VAR=str(folder))
    assert server.ensure_running()
    assert Path(f"/proc/{server.running_pid()}").stat().st_uid == NOBODY.pw_uid


def test_a_folder_one_may_not_write_is_named_with_a_way_on(folder: Path, program: list[str]) -> None:
    folder.mkdir(mode=0o755)
    done = as_nobody(*program, "db", "start", SAMVAG_VAR=str(folder))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Samväg kan inte skriva i mappen {folder} (skrivrätt saknas)" in done.stderr


def test_the_project_folder_one_may_not_write_stops_setup_with_a_way_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = Path(samvag.__path__[0]).parent
    if (
        not os.access(root / "bin" / "setup", os.R_OK)
        or as_nobody("/usr/bin/test", "-r", str(root)).returncode
    ):
        pytest.skip("this folder is closed to ordinary users")
    done = as_nobody("/bin/sh", str(root / "bin" / "setup"), "run")
    assert done.returncode == 1
    assert "Samväg kan inte skriva i mappen" in done.stderr
