"""An installation of the test's own over the test database: its own keys for backups, its own files beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from psycopg import sql

from samvag.audit import checkpoints
from samvag.audit.verifying import Tried, verify
from samvag.ops import hooks, install, places
from samvag.ops.backup import keys, manifest, reading, restoring
from samvag.ops.backup.making import Made, make
from samvag.ops.backup.restoring import Restored, restore
from samvag.simulate import demo
from tests.audit.log import sealed, write

OWN = ("backup.json", "backups", "seals.jsonl")


@dataclass
class Place:
    """`key` is the operator's, which would lie elsewhere."""

    folder: Path
    key: Path
    journal: Path

    @property
    def seals(self) -> Path:
        return self.folder / "seals.jsonl"

    def reading(self) -> keys.ReadingKey:
        return keys.read(str(self.key))

    def backup(self, **more: bool) -> Made:
        return make(**more)

    def restore(self, file: Path, **more: bool) -> Restored:
        return restore(file, self.reading(), lambda line: None, **more)

    def erase(self, person: object) -> None:
        """As erasing does: gone from the register, and in the journal that lies outside the database."""
        with self.journal.open("a") as lines:
            lines.write(f"{person}\n")
        self.replay()

    def replay(self) -> list[str]:
        people = self.journal.read_text().split() if self.journal.exists() else []
        with install.connect() as connection, connection.transaction():
            connection.execute("ALTER TABLE people_card NO FORCE ROW LEVEL SECURITY")
            for person in people:
                connection.execute(
                    "UPDATE people_card SET given_name = '', family_name = '' WHERE person_id = %s", [person]
                )
            connection.execute("ALTER TABLE people_card FORCE ROW LEVEL SECURITY")
        return [f"{len(people)} gallrade igen."]


@pytest.fixture
def place(story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    folder = tmp_path / "var"
    folder.mkdir()
    for entry in places.var().iterdir():
        if entry.name not in OWN:
            (folder / entry.name).symlink_to(entry)
    monkeypatch.setenv("SAMVAG_VAR", str(folder))
    monkeypatch.delenv("SAMVAG_SEALS", raising=False)
    made = Place(folder, tmp_path / "elsewhere.json", folder / "erased.txt")
    keys.make(made.key)
    monkeypatch.setitem(hooks.OUTSIDE, "erased", lambda: made.journal)
    monkeypatch.setattr(hooks, "AFTER_RESTORE", [*hooks.AFTER_RESTORE, made.replay])
    yield made
    for name in restoring.laid_aside():
        restoring.drop(name)


def names() -> set[tuple[str, str]]:
    """Everybody in the register, as it is now."""
    with install.connect() as connection, connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reading.role())))
        rows = connection.execute("SELECT given_name, family_name FROM people_card").fetchall()
    return {(row[0], row[1]) for row in rows}


@pytest.fixture
def filled(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """With demo people in it, and what was logged of them sealed."""
    monkeypatch.setattr(demo, "PEOPLE", 12)
    demo.make_demo()
    checkpoints.keep(sealed(counted()["audit_entry"]))
    return place


@pytest.fixture
def written(place: Place) -> Place:
    """With nobody in it, but something in the log."""
    write(4)
    checkpoints.keep(sealed(4))
    return place


def audited() -> Tried:
    with install.connect() as connection:
        return verify(connection, checkpoints.read(checkpoints.where()), checkpoints.own_key())


def counted() -> dict[str, int]:
    with install.connect() as connection:
        return manifest.counts(connection)
