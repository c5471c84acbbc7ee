"""`samvag identity`, as it is called."""

import csv
import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from samvag.ops.cli import main

DATA = Path(__file__).parents[1] / "data" / "testpersonnummer"


def answers(tmp_path: Path, content: bytes) -> list[dict[str, str]]:
    (tmp_path / "in.txt").write_bytes(content)
    assert main(["identity", str(tmp_path / "in.txt"), "--out", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_answer_is_as_agreed(tmp_path: Path) -> None:
    answers(tmp_path, b"20000822-2390\n 197302889931 \n20130101TF01\n\n090527 1474\n20000822-2390")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == (
        "input,valid,kind,normalised\n"
        "20000822-2390,true,personnummer,200008222390\n"
        " 197302889931 ,true,samordningsnummer,197302889931\n"
        "20130101TF01,true,interim,20130101TF01\n"
        ",false,unknown,\n"
        "090527 1474,false,unknown,\n"
        "20000822-2390,true,personnummer,200008222390\n"
    )


def test_every_official_number_in_one_file(tmp_path: Path) -> None:
    content = b"".join(gzip.decompress(path.read_bytes()) for path in sorted(DATA.glob("*.txt.gz")))
    rows = answers(tmp_path, content)
    assert len(rows) == 41_129 + 2_264
    assert all(row["valid"] == "true" and row["normalised"] == row["input"] for row in rows)


@pytest.mark.parametrize(
    "content",
    ["å, ä\r\n1\r\n".encode("cp1252"), "å, ä\n1\n".encode("utf-8-sig"), "å, ä\r1".encode()],
)
def test_any_line_ending_and_encoding_gives_one_line_each(tmp_path: Path, content: bytes) -> None:
    assert [row["input"] for row in answers(tmp_path, content)] == ["å, ä", "1"]


def test_an_empty_file_gives_the_header_alone(tmp_path: Path) -> None:
    assert answers(tmp_path, b"") == []


def test_it_needs_no_database(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("20000822-2390\n")
    root = str(Path(__file__).parents[2])
    environment = {
        "PYTHONPATH": root,
        "SAMVAG_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PATH": "",
    }
    command = [sys.executable, "-m", "samvag", "identity", "in.txt", "--out", "out.csv"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 av 1 nummer stämmer.\n"


def test_a_file_that_is_not_there_or_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["identity", str(tmp_path / "no.txt"), "--out", str(tmp_path / "out.csv")]) == 1
    assert "den finns inte" in capsys.readouterr().err
    (tmp_path / "in.txt").write_text("1\n")
    assert main(["identity", str(tmp_path / "in.txt"), "--out", str(tmp_path / "no" / "out.csv")]) == 1
    assert "mappen finns inte" in capsys.readouterr().err
