"""`samvag audit …` in the words that it prints: how far the log is sealed, whether it is whole, and where it is not."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

import pytest

from samvag.audit import checkpoints, commands
from samvag.audit.branches import Restoration
from samvag.audit.checkpoints import own_key
from samvag.audit.verifying import Fault
from samvag.ops import install
from tests.audit.log import sealed, write


@pytest.fixture
def seals(story, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVAG_SEALS", str(tmp_path / "seals.jsonl"))
    return tmp_path / "seals.jsonl"


@pytest.fixture
def tries(capsys) -> Callable[..., tuple[int, list[str]]]:
    def run(*words: str) -> tuple[int, list[str]]:
        parser = ArgumentParser()
        commands.verify_arguments(parser)
        return commands.verify(parser.parse_args(words)), capsys.readouterr().out.splitlines()

    return run


def kept(entries: int) -> checkpoints.Checkpoint:
    write(entries)
    found = sealed(entries)
    checkpoints.keep(found)
    return found


def test_sealing_says_how_far_it_came(seals, capsys):
    write(2)
    sealed(2)
    commands.seal(Namespace())
    (found,) = checkpoints.read(str(seals))
    assert capsys.readouterr().out == f"Loggen är förseglad: 2 poster i {found.batch} omgångar.\n"


def test_a_whole_log_is_told_in_a_line(seals, tries):
    found = kept(3)
    told = f"3 poster, {found.batch} omgångar och 1 kontrollpunkter prövade: 0 fel."
    assert tries() == (0, [told])


def test_a_log_without_anything_has_nothing_wrong(seals, tries):
    assert tries() == (0, ["0 poster, 0 omgångar och 0 kontrollpunkter prövade: 0 fel."])


def test_what_is_wrong_stands_a_line_each_with_its_place(seals, tries):
    found = kept(3)
    with install.connect() as owner:
        owner.execute("ALTER TABLE audit_entry DISABLE TRIGGER append_only, NO FORCE ROW LEVEL SECURITY")
        owner.execute("UPDATE audit_entry SET action = 'step.delete'")
    code, said = tries()
    *lines, last = said
    assert code == 1
    assert len(lines) == 3
    assert all(line.startswith(f"Plats {nth} i omgång ") for nth, line in enumerate(lines, 1))
    assert last == f"3 poster, {found.batch} omgångar och 1 kontrollpunkter prövade: 3 fel."


def test_of_another_file_and_by_another_key(seals, tries, tmp_path):
    kept(1)
    other = tmp_path / "annan.jsonl"
    other.write_text(seals.read_text())
    seals.unlink()
    assert "0 kontrollpunkter" in tries()[1][-1]
    assert "1 kontrollpunkter" in tries("--checkpoints", str(other))[1][-1]
    assert tries("--checkpoints", str(other), "--key", own_key())[0] == 0
    code, said = tries("--checkpoints", str(other), "--key", "11" * 32)
    assert code == 1
    assert "fel signatur" in said[0]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"place": 0, "batch": 2}, "Plats 0 i omgång 2"),
        ({"entry": 0}, "Post 0"),
        ({"batch": 7}, "Omgång 7"),
    ],
)
def test_where_a_fault_is(where, said):
    assert commands._where(Fault("x", **where)) == said


def test_a_log_that_was_put_back_is_told_of():
    turn = Restoration("2026-11-22 10:00", 4, 6, 2)
    assert commands._turned_back(turn) == (
        "Loggen lades tillbaka från en säkerhetskopia 2026-11-22 10:00, till post 6 i omgång 4;"
        " 2 poster därefter finns inte kvar."
    )


def test_the_key_is_the_one_that_tries(capsys):
    commands.show_key(Namespace())
    assert capsys.readouterr().out == f"{own_key()}\n"
