"""Files that are no lists, or that would do harm: each refused with its reason, and within 1 GiB."""

import os
import resource
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from samvag.intake.lists.reading import kinds
from samvag.intake.lists.refusals import Why
from tests.intake.making import ANNA, HEADINGS, faults, judged, notes, refusal, text, xlsx
from tests.intake.sheets_by_hand import lie_about_size, ods, sheet_xml, with_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b"\xef\xbb\xbf\r\n\r\n", Why.EMPTY),
        (b"%PDF-1.7 \x00", Why.NOT_A_LIST),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Why.NOT_A_LIST),
        (b"MZ\x90\x00\x03", Why.NOT_A_LIST),
        (b"\x00\x01\x02\x03" * 40, Why.NOT_A_LIST),
        (b"<html><body><table><tr><td>Personnummer</td></tr></table>", Why.WEB_PAGE),
        (b'<?xml version="1.0"?><Workbook/>', Why.OTHER_FORMAT),
        (b"PK\x03\x04 torn off", Why.DAMAGED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Why.PASSWORD),
        (OLE + "WordDocument".encode("utf-16-le"), Why.NOT_A_LIST),
        (OLE + "Workbook".encode("utf-16-le"), Why.DAMAGED),
        (b"Hej! H\xe4r kommer listan som vi talade om.\n", Why.NO_HEADERS),
        (b"Personnummer;Insats;Start\n19870410-2386;\x81\x8d;2024-02-03\n", Why.ENCODING),
        (b"Personnummer;Insats;Startdatum\r\n", Why.NO_ROWS),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, content: bytes, why: Why) -> None:
    assert refusal(written(tmp_path / "lista.xlsx", content)) is why


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "lista.xlsx") is Why.MISSING
    assert refusal(tmp_path) is Why.MISSING


def test_a_letter_and_an_archive_renamed(tmp_path: Path) -> None:
    for name in ("word/document.xml", "ppt/presentation.xml", "bilder/1.png"):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr(name, "x")
        assert refusal(tmp_path / "a.xlsx") is Why.NOT_A_LIST
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    assert refusal(tmp_path / "a.xlsx") is Why.OTHER_FORMAT


def test_half_a_workbook(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA).read_bytes()
    assert refusal(written(tmp_path / "b.xlsx", whole[: len(whole) // 2])) is Why.DAMAGED
    assert refusal(with_sheet(tmp_path / "a.xlsx", tmp_path / "c.xlsx", b"<worksheet><sheetData><row")) in (
        Why.DAMAGED,
        Why.EMPTY,
    )


def test_protected_with_a_password(tmp_path: Path) -> None:
    assert refusal(ods(tmp_path / "a.ods", HEADINGS, ANNA, locked=True)) is Why.PASSWORD


def test_two_hundred_megabytes(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", HEADINGS, ANNA)
    os.truncate(path, 200 * 1024 * 1024)
    assert refusal(path) is Why.TOO_BIG
    with path.open("rb") as stream:
        assert refusal(stream) is Why.TOO_BIG  # type: ignore[arg-type]


def test_just_under_the_limit_of_size_is_not_refused_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = text(tmp_path / "a.csv", HEADINGS, ANNA)
    monkeypatch.setattr(kinds, "MAX_FILE", path.stat().st_size)
    assert len(judged(path)) == 1
    monkeypatch.setattr(kinds, "MAX_FILE", path.stat().st_size - 1)
    assert refusal(path) is Why.TOO_BIG


def packed_giant(tmp_path: Path) -> Path:
    """A sheet of 600 MB of nothing in about 600 kB."""
    plain = xlsx(tmp_path / "plain.xlsx", HEADINGS, ANNA)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            for _ in range(600):
                sheet.write(b" " * 1024 * 1024)
    return bomb


def test_a_zip_bomb_is_not_unpacked_even_when_it_lies_about_its_size(tmp_path: Path) -> None:
    bomb = packed_giant(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(bomb) is Why.BOMB
    lie_about_size(bomb, "xl/worksheets/sheet1.xml", 1000)
    assert refusal(bomb) is Why.BOMB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a_stray_cell_far_out_takes_nothing_down(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ANNA)
    page.write(1_048_575, 16_383, "hoppsan")
    book.close()
    assert refusal(tmp_path / "a.xlsx") is Why.FAR_CELLS


def test_empty_cells_far_out_are_no_hindrance(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ANNA)
    page.write_blank(900_000, 40, None, book.add_format({"bold": True}))
    book.close()
    assert len(judged(tmp_path / "a.xlsx")) == 1


def test_a_million_rows_in_excel(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>1</v></c></row>'
    sheet = sheet_xml("".join(row.format(number) for number in range(1, 1_000_001)))
    source = with_sheet(xlsx(tmp_path / "a.xlsx", HEADINGS), tmp_path / "b.xlsx", sheet)
    assert refusal(source) is Why.TOO_MANY_ROWS


def test_a_million_rows_in_text(tmp_path: Path) -> None:
    row = ";".join(ANNA) + "\n"
    path = tmp_path / "a.csv"
    path.write_text(";".join(HEADINGS) + "\n" + row * 1_000_000, encoding="utf-8")
    assert refusal(path) is (Why.TOO_BIG if path.stat().st_size > kinds.MAX_FILE else Why.TOO_MANY_ROWS)
    assert refusal(text(path, HEADINGS, *[ANNA[:1]] * 260_000)) is Why.TOO_MANY_ROWS


def test_rows_repeated_without_end_in_open_document_stop_at_the_ceiling(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
    )
    raw = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert refusal(ods(tmp_path / "a.ods", HEADINGS, raw=raw)) in (Why.TOO_HEAVY, Why.DAMAGED)


def test_one_long_text_that_stands_in_every_cell_stops_at_the_ceiling(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGH")
    rows = "".join(f'<row r="{number}">{cells.format(number)}</row>' for number in range(1, 20_001))
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet().write_string(0, 0, "x" * 32_000)
    book.close()
    source = with_sheet(tmp_path / "a.xlsx", tmp_path / "b.xlsx", sheet_xml(rows))
    assert refusal(source) is Why.TOO_HEAVY


def test_a_list_without_any_number_column_says_what_it_saw(tmp_path: Path) -> None:
    source = text(tmp_path / "a.csv", ["Vara", "Antal"], ["Penna", "3"])
    assert refusal(source) is Why.NO_HEADERS


def test_the_copy_of_a_stream_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    source = shutil.copy(xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA), tmp_path / "b.xlsx")
    with Path(source).open("rb") as stream:
        judged(stream)  # type: ignore[arg-type]
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv", "txt"])
def test_a_right_file_of_any_sort_is_read_whatever_its_name_ends_in(tmp_path: Path, ending: str) -> None:
    made = [
        xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA),
        old_excel(tmp_path / "b.xls", HEADINGS, ANNA),
        ods(tmp_path / "c.ods", HEADINGS, ANNA),
        text(tmp_path / "d.csv", HEADINGS, ANNA),
    ]
    for number, source in enumerate(made):
        assert len(judged(source.rename(tmp_path / f"{number}.{ending}"))) == 1


def old_excel(path: Path, *rows: Sequence[Any]) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("Deltagare")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    book.save(str(path))
    return path


def test_a_cell_of_thirty_million_signs_takes_no_time_and_is_not_repeated_whole(tmp_path: Path) -> None:
    endless = "x" * 30_000_000
    for source in (
        ods(tmp_path / "a.ods", HEADINGS, (endless, *ANNA[1:6], "y" * 5000)),
        text(tmp_path / "a.csv", HEADINGS, ("x" * 900_000, *ANNA[1:6], "y" * 5000)),
    ):
        (result,) = judged(source)
        assert faults(result) == ["IDENTITY_INVALID", "MUNICIPALITY_UNKNOWN"]
        assert all(len(fault.value) <= 300 and len(fault.sentence) < 300 for fault in result.faults)


def test_open_document_says_that_a_cell_over_several_rows_is_read_on_the_first(tmp_path: Path) -> None:
    spanned = (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Språnget</text:p>'
    )
    raw = f"<table:table-row>{spanned}</table:table-cell></table:table-row>"
    assert any("översta raden" in note for note in notes(ods(tmp_path / "a.ods", HEADINGS, ANNA, raw=raw)))
    assert not notes(ods(tmp_path / "b.ods", HEADINGS, ANNA))
