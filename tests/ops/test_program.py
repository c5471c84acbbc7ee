"""The `samvag` program: commands found where they lie, three exit codes, sentences and never a traceback."""

import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import pytest

from samvag.kernel.errors import Refused
from samvag.ops import cli
from samvag.ops.command import Command, Needs
from samvag.ops.usage import parser_for
from tests.ops.conftest import Program


def command(name: str, run: object = None) -> Command:
    return Command(name, f"gör {name}", run or (lambda given: None), needs=Needs.NOTHING)  # type: ignore[arg-type]


def test_help_names_every_command_of_every_app(samvag: Program) -> None:
    done = samvag("--help")
    assert done.returncode == 0
    for name in ("db start", "db stop", "migrate", "serve", "identity", "demo code"):
        assert f"\n  {name} " in done.stdout


def test_speaks_english_to_whoever_asks_for_it(samvag: Program, tmp_path: Path) -> None:
    help_text = samvag("--help", SAMVAG_LANGUAGE="en").stdout
    assert "usage: samvag COMMAND" in help_text and "Start the embedded database" in help_text
    called = samvag("import", "participations", "list.csv", SAMVAG_LANGUAGE="en").stderr
    assert "Ange" not in called and "--dry-run" in called.splitlines()[-1]
    missing = samvag(
        "identity", str(tmp_path / "none.txt"), "--out", str(tmp_path / "o.csv"), SAMVAG_LANGUAGE="en"
    )
    assert missing.stderr.endswith("it does not exist. Check the path.\n")
    assert (
        "it does not exist"
        not in samvag("identity", "none.txt", "--out", "o.csv", SAMVAG_LANGUAGE="fr").stderr
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "användning: samvag KOMMANDO"),
        (("finns-inte",), "finns-inte finns inte, välj bland"),
        (("db",), "det saknas: KOMMANDO"),
        (("serve", "--port", "noll"), "noll är ingen port"),
        (("serve", "--port", "65536"), "65536 är ingen port"),
        (("serve", "--workers", "0"), "0 räcker inte"),
        (("db", "start", "--fort"), "det här känns inte igen: --fort"),
    ],
)
def test_wrong_usage_is_told_in_swedish_with_exit_code_2(
    samvag: Program, words: tuple[str, ...], said: str
) -> None:
    done = samvag(*words)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_group_may_be_a_command_too() -> None:
    parser = parser_for([command("demo"), command("demo code"), command("gaps run")])
    assert parser.parse_args(["demo"]).command.name == "demo"
    assert parser.parse_args(["demo", "code"]).command.name == "demo code"
    with pytest.raises(SystemExit):
        parser.parse_args(["gaps"])


def test_what_is_refused_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(given: Namespace) -> None:
        raise Refused("Filen är tom.")

    monkeypatch.setattr(cli, "discover", lambda: [command("read", refuse)])
    assert cli.main(["read"]) == 1
    assert capsys.readouterr() == ("", "Filen är tom.\n")


def test_a_fault_of_our_own_is_not_dressed_up_as_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(given: Namespace) -> None:
        raise KeyError("slip")

    monkeypatch.setattr(cli, "discover", lambda: [command("read", slip)])
    with pytest.raises(KeyError):
        cli.main(["read"])


def test_what_a_command_needs_may_depend_on_its_arguments() -> None:
    needs = Command(
        "read", "", lambda given: None, needs=lambda given: Needs.APPS if given.dry else Needs.DATABASE
    )
    assert needs.needs_for(Namespace(dry=True)) is Needs.APPS
    assert needs.needs_for(Namespace(dry=False)) is Needs.DATABASE


def test_finding_the_commands_loads_no_database_and_no_apps() -> None:
    looks = "import sys; from samvag.ops import cli; list(cli.discover()); "
    heavy = "print([name for name in ('django.db', 'psycopg', 'jinja2', 'allauth') if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", looks + heavy], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_command_that_needs_nothing_answers_at_once_and_writes_nowhere(samvag: Program) -> None:
    began = time.monotonic()
    done = samvag("db", "status", SAMVAG_VAR="/proc/nowhere")
    assert time.monotonic() - began < 1.0
    assert done.stdout.startswith("Databasen är inte igång.")


def test_whoever_stops_reading_gets_no_traceback() -> None:
    piped = f"{sys.executable} -m samvag --help | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", piped], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
