"""A restore that cannot be done says why in words, and everything is as it was: database, log, files beside it."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from samvag.audit import checkpoints
from samvag.audit.checkpoints import Checkpoint
from samvag.kernel.errors import Refused
from samvag.ops import databases, hooks, install
from samvag.ops.backup import keys, shelf
from samvag.ops.errors import Hindered
from tests.audit.log import write
from tests.backup.conftest import Place, counted


@pytest.fixture
def later(written: Place) -> Place:
    """Something has been written since the backup."""
    written.backup()
    write(2)
    return written


class Deaf(BaseHTTPRequestHandler):
    """Gives what it has, and takes nothing more."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.told)  # type: ignore[attr-defined]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(507)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def deaf(later: Place) -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Deaf) as server:
        server.told = later.seals.read_bytes()  # type: ignore[attr-defined]
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def newest(place: Place) -> Path:
    return shelf.all_in(place.folder / "backups")[-1]


def everything(place: Place) -> tuple[object, ...]:
    """What must be as it was, and no database more than there was."""
    with install.connect("postgres") as server:
        beside = server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1",
            [databases.database_name()],
        ).fetchall()
    files = {file.name: file.read_bytes() for file in place.folder.glob("*") if file.is_file()}
    return counted(), beside, {name: said for name, said in files.items() if name != "secrets.json"}


def refused(place: Place, said: str, **more: bool) -> None:
    before = everything(place)
    with pytest.raises(Refused, match=said):
        place.restore(newest(place), replace=True, **more)
    assert everything(place) == before


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def changed(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut, "avkortad"),
        (changed, "ändrad"),
        (emptied, "ingen säkerhetskopia"),
        (Path.unlink, "går inte att läsa"),
    ],
)
def test_a_file_that_is_not_whole(later: Place, spoil: Callable[[Path], None], said: str) -> None:
    file = newest(later)
    spoil(file)
    before = everything(later)
    with pytest.raises(Refused, match=said):
        later.restore(file, replace=True)
    assert everything(later) == before


def test_the_wrong_key(later: Place, tmp_path: Path) -> None:
    """Somebody made a new key; the old backup is still locked with the old one."""
    keys.make(tmp_path / "new.json", anew=True)
    later.key = tmp_path / "new.json"
    refused(later, "låst med nyckeln")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"private": "00"}', '{"private": "xx", "installation": ""}']
)
def test_a_key_that_is_none(later: Place, content: str) -> None:
    later.key.write_text(content)
    refused(later, "nyckel till säkerhetskopior")


def test_checkpoints_of_another_system(later: Place) -> None:
    """The whole file is another's: neither is it taken for ours nor written over."""
    other = Checkpoint("00" * 32, 1, 1, "11" * 32, "2026-11-23T00:00:00+00:00", "22" * 64)
    later.seals.unlink()
    checkpoints.keep(other)
    refused(later, "hör inte till kopian")


def test_checkpoints_that_say_otherwise(
    later: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As when somebody had changed the log before it was backed up: they were kept elsewhere and tell of another."""
    kept = checkpoints.read(str(later.seals))
    monkeypatch.setenv("SAMVAG_SEALS", str(tmp_path / "away.jsonl"))
    monkeypatch.setitem(hooks.OUTSIDE, "seals", lambda: None)
    for one in kept:
        if one.batch:
            checkpoints.keep(Checkpoint(one.log, one.batch, one.entries, "11" * 32, one.at).signed())
    refused(later, "någon kan ha ändrat i den")


def test_an_installation_with_other_secrets(later: Place) -> None:
    """On a new machine, before the secrets are back."""
    secrets = later.folder / "secrets.json"
    held = json.loads(secrets.read_text())
    secrets.unlink()
    secrets.write_text(json.dumps(held | {"seal": "33" * 32}))
    refused(later, "andra hemligheter")


def test_while_somebody_uses_the_database(later: Place) -> None:
    with install.connect():
        refused(later, "används av 1 förbindelser")


def test_when_what_comes_after_fails(later: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal of the erased cannot be read, say: then nobody comes back."""

    def fails() -> list[str]:
        raise Hindered("Journalen går inte att läsa.")

    monkeypatch.setattr(hooks, "AFTER_RESTORE", [fails])
    refused(later, "Journalen")


def test_when_it_cannot_be_told_outside(later: Place, deaf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the last moment, when the databases are just changing their names."""
    monkeypatch.setenv("SAMVAG_SEALS", deaf)
    refused(later, "gick inte att skriva")


def test_a_backup_that_would_not_be_whole_is_not_made(written: Place) -> None:
    """A policy takes rows away from the role that reads: better no backup than half a one."""
    with install.connect() as connection:
        connection.execute("DROP POLICY backed_up ON people_card")
    with pytest.raises(Hindered, match="people_card"):
        written.backup()
    assert shelf.all_in(written.folder / "backups") == []


def test_only_so_many_are_kept(written: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVAG_BACKUPS_KEPT", "2")
    made = [written.backup().file for _nth in range(3)]
    assert shelf.all_in(written.folder / "backups") == made[1:]


def test_what_a_killed_backup_left_is_cleared_away(written: Place) -> None:
    folder = written.folder / "backups"
    folder.mkdir()
    (folder / "2026-11-22T010203Z.partial").write_bytes(b"half")
    made = written.backup()
    assert {file.name for file in folder.iterdir()} == {".lock", made.file.name}
    assert (made.file.stat().st_mode & 0o777) == 0o600
