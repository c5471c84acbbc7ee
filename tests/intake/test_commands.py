"""`samvag import participations`, as it is called."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from samvag.ops.cli import main
from tests.intake.making import ANNA, DATA, HEADINGS, text, xlsx

AME = str(DATA / "ame-lista-2024.xlsx")


def run(*words: str) -> int:
    try:
        return main(["import", "participations", *words])
    except SystemExit as stop:
        return int(stop.code or 0)


def test_a_dry_run_needs_no_database_and_no_unit(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "samvag",
        "import",
        "participations",
        AME,
        "--dry-run",
        "--report",
        "R.json",
    ]
    root = str(Path(__file__).parents[2])
    environment = {
        "PYTHONPATH": root,
        "SAMVAG_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PATH": "",
    }
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "R.json").read_text())["rows"] == 120


def test_the_report_is_as_agreed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(AME, "--dry-run", "--report", str(tmp_path / "R.json")) == 0
    report = json.loads((tmp_path / "R.json").read_text(encoding="utf-8"))
    assert (report["rows"], report["accepted"], report["refused"]) == (120, 106, 14)
    assert set(report) == {"rows", "accepted", "refused", "results"}
    assert all(set(one) == {"row", "accepted", "faults", "warnings", "record"} for one in report["results"])
    (fault,) = next(one for one in report["results"] if one["row"] == 57)["faults"]
    assert set(fault) == {"code", "column", "value", "sentence"}
    said = capsys.readouterr().out
    assert "Rad 57, Hemkommun:" in said
    assert "120 rader: 106 godtas, 14 har fel." in said
    assert not list(tmp_path.glob("*.part"))


def test_strict_refuses_the_whole_for_one_fault_but_not_for_none(tmp_path: Path) -> None:
    assert run(AME, "--dry-run", "--strict") == 1
    assert run(str(text(tmp_path / "a.csv", HEADINGS, ANNA)), "--dry-run", "--strict") == 0


def test_a_file_that_is_no_list_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert run(str(tmp_path / "a.xlsx"), "--dry-run", "--report", str(tmp_path / "R.json")) == 1
    assert capsys.readouterr().err == "Filen är tom. Inget har lästs in. Välj den fil som har listan.\n"
    assert not (tmp_path / "R.json").exists()


def test_a_real_import_needs_the_unit() -> None:
    assert run(AME) == 2


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(AME, "--dry-run", "--report", str(tmp_path / "ingen" / "R.json")) == 1
    assert "gick inte att skriva" in capsys.readouterr().err


def test_the_marked_copy_keeps_rows_and_tells_faults_in_colour_and_words(tmp_path: Path) -> None:
    wrong = (*ANNA[:4], "i våras", "", "Hanninge")
    source = xlsx(tmp_path / "a.xlsx", ["Lista"], HEADINGS, ANNA, [], wrong)
    assert run(str(source), "--dry-run", "--marked", str(tmp_path / "m.xlsx")) == 0
    page = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert page is not None
    assert [cell.value for cell in page[2]] == [*HEADINGS, "Fel och varningar"]
    assert page["H3"].value is None
    assert "Fel i Startdatum" in str(page["H5"].value) and "Närmast är Haninge" in str(page["H5"].value)
    assert page["E5"].fill.fgColor.rgb == page["G5"].fill.fgColor.rgb != page["A5"].fill.fgColor.rgb


def test_the_marked_copy_holds_no_formula(tmp_path: Path) -> None:
    evil = (ANNA[0], '=HYPERLINK("http://x","Anna")', "+1+1", "@SUM(1)", "=1+1", "", "")
    source = text(tmp_path / "a.csv", HEADINGS, evil)
    assert run(str(source), "--dry-run", "--marked", str(tmp_path / "m.xlsx")) == 0
    page = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert page is not None
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    rows = CalamineWorkbook.from_path(tmp_path / "m.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][1:4] == list(evil[1:4])


def test_windows_text_with_semicolons(tmp_path: Path) -> None:
    source = str(DATA / "insatsens-egen-lista.csv")
    assert run(source, "--dry-run", "--report", str(tmp_path / "R.json")) == 0
    assert json.loads((tmp_path / "R.json").read_text())["refused"] == 9


def test_the_list_itself_is_never_written_over(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA)
    before = source.read_bytes()
    for option in ("--marked", "--report"):
        assert run(str(source), "--dry-run", option, str(tmp_path / "." / "a.xlsx")) == 2
    assert source.read_bytes() == before
