"""Tests of the launcher use data folders of their own: they kill servers that others lean on."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samvag.ops.embedded import server

VARIABLES = (
    "SAMVAG_DATABASE_URL",
    "SAMVAG_DATABASE_NAME",
    "SAMVAG_ROLE_PREFIX",
    "SAMVAG_PORT",
    "SAMVAG_HOST",
)
Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that the server's user can reach; what runs there is stopped afterwards."""
    with own_folder(monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    """The same for a whole module, for tests that leave the server as they found it."""
    with pytest.MonkeyPatch.context() as patch, own_folder(patch) as made:
        server.ensure_running()
        yield made


class own_folder:  # noqa: N801 - reads as a word in `with`
    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.above = Path(tempfile.mkdtemp(prefix="samvag-ops-"))
        self.above.chmod(0o755)
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("SAMVAG_VAR", str(self.above / "var"))

    def __enter__(self) -> Path:
        return self.above / "var"

    def __exit__(self, *_: object) -> None:
        os.environ["SAMVAG_VAR"] = str(self.above / "var")
        server.stop()
        shutil.rmtree(self.above)


@pytest.fixture
def samvag() -> Program:
    """Runs the program as one would: `samvag("db", "start").returncode`."""

    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "samvag", *words],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
            timeout=120,
        )

    return run


def only_sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """What was refused, which must be one line and no traceback."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(lines) == 1, done.stderr
    return lines[0]
