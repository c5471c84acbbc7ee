"""The drill: backed up with demo people in it, one erased and more written since, put back; and all is as it should."""

import pytest
from psycopg import sql

from samvag.audit import checkpoints
from samvag.ops import checks, databases, install
from samvag.ops.backup import manifest, reading
from samvag.ops.backup.trying import tried
from samvag.ops.errors import Hindered
from tests.audit.log import sealed, write
from tests.backup.conftest import Place, audited, counted, names


def somebody() -> object:
    with install.connect() as connection, connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reading.role())))
        row = connection.execute("SELECT person_id FROM people_card ORDER BY id LIMIT 1").fetchone()
    assert row
    return row[0]


def test_what_was_backed_up_comes_back_and_the_erased_stay_erased(filled: Place) -> None:
    before, everybody = counted(), names()
    made = filled.backup()
    with made.file.open("rb") as file:
        found = tried(file, filled.reading())
    assert found.manifest.counts == before

    filled.erase(somebody())
    _write_more(5)
    with pytest.raises(Hindered, match="--replace"):
        filled.restore(made.file)
    done = filled.restore(made.file, replace=True)

    after = counted()
    assert _but_the_log(after) == _but_the_log(before)
    assert after["audit_entry"] == before["audit_entry"] + 1  # that it was put back
    assert names() - {("", "")} < everybody
    assert ("", "") in names()
    assert "1 gallrade igen." in done.lines
    assert any("5 poster i loggen" in line and "samtycken" in line for line in done.lines)
    whole = audited()
    assert whole.faults == []
    assert [(turn.entries, turn.lost) for turn in whole.restored] == [(before["audit_entry"], 5)]

    _write_more(1)
    assert audited().faults == []
    with install.connect() as connection:
        assert [str(problem) for problem in checks.problems(connection)] == []


def _write_more(count: int) -> None:
    last = checkpoints.read(checkpoints.where())[-1]
    write(count)
    checkpoints.keep(sealed(last.entries + count))


def _but_the_log(counts: dict[str, int]) -> dict[str, int]:
    """Nor the numbers of those who wrote what sets are made of: putting it back writes the policy table anew."""
    return {
        table: count
        for table, count in counts.items()
        if not table.startswith("audit_") and table != "access_changed"
    }


def test_everybody_is_logged_out_and_no_login_was_in_the_backup(written: Place) -> None:
    session = "INSERT INTO django_session VALUES ('hemlig-session', 'x', now() + '1 day')"
    with install.connect() as connection:
        connection.execute(session)
    made = written.backup()
    written.restore(made.file, replace=True)
    with install.connect() as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    assert not {"access_key", "django_session"} & set(made.manifest.counts)


def test_what_was_there_before_lies_beside_until_it_is_forgotten(written: Place) -> None:
    made = written.backup()
    write(3)
    there = counted()
    done = written.restore(made.file, replace=True)
    assert done.kept
    with install.connect(done.kept) as connection:
        assert manifest.counts(connection) == there


def test_a_log_that_is_put_back_twice_goes_on(written: Place) -> None:
    """Monday's backup was the wrong one: then Tuesday's, which is of what Monday's restore left."""
    monday = written.backup()
    write(2)
    tuesday = written.backup()
    written.restore(monday.file, replace=True)
    write(1)
    written.restore(tuesday.file, replace=True)
    found = audited()
    assert found.faults == []
    assert len(found.restored) == 2


def test_a_backup_on_a_new_disk_brings_its_checkpoints_and_journal_along(filled: Place) -> None:
    filled.erase(somebody())
    made = filled.backup()
    seals, journal = filled.seals.read_bytes(), filled.journal.read_bytes()
    filled.seals.unlink()
    filled.journal.unlink()
    filled.restore(made.file, replace=True)
    assert filled.seals.read_bytes().startswith(seals)
    assert filled.journal.read_bytes() == journal
    assert audited().faults == []


def test_an_empty_database_needs_no_leave(written: Place) -> None:
    made = written.backup()
    name = databases.database_name()
    with install.connect("postgres") as server:
        install.let_go()
        server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    done = written.restore(made.file)
    assert done.kept is None
    assert audited().faults == []
