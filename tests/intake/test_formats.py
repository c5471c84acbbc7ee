"""The same list in every kind of file gives the same rows."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from tests.intake.making import ANNA, HEADINGS, NILS, columns, faults, judged, notes, text, xlsx
from tests.intake.sheets_by_hand import ods

MORNING = datetime(2023, 1, 11)  # noqa: DTZ001 - cells of Excel have no zone
NOON = datetime(2023, 10, 24, 12, 30)  # noqa: DTZ001
RECORDS = [
    {"identity": "198704102386", "start": "2024-02-03", "end": None, "municipality": "0136"},
    {"identity": "198011122382", "start": "2023-01-11", "end": "2023-10-24", "municipality": "0138"},
]


def must_be_the_two(source: Path) -> None:
    results = judged(source)
    assert [result.row for result in results] == [2, 3]
    for result, expected in zip(results, RECORDS, strict=True):
        assert result.record and expected.items() <= result.record.items()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_of_any_sort(tmp_path: Path, delimiter: str, encoding: str) -> None:
    must_be_the_two(text(tmp_path / "a.csv", HEADINGS, ANNA, NILS, delimiter=delimiter, encoding=encoding))


def test_excel(tmp_path: Path) -> None:
    must_be_the_two(xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA, NILS))


def test_excel_with_dates_and_numbers_as_such(tmp_path: Path) -> None:
    anna = (198704102386, "Anna", "Ek", "Språnget", date(2024, 2, 3), None, 136)
    nils = (
        8011122382,
        "Nils",
        "Sjö",
        "Nya vägar",
        MORNING,
        NOON,
        138.0,
    )
    must_be_the_two(xlsx(tmp_path / "a.xlsx", HEADINGS, anna, nils))


def test_old_excel(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Deltagare")
    as_date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    rows = [HEADINGS, (*ANNA[:4], date(2024, 2, 3), "", 136), (198011122382, *NILS[1:])]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(number, column, value, as_date)
            else:
                sheet.write(number, column, value)
    book.save(str(tmp_path / "a.xls"))
    must_be_the_two(tmp_path / "a.xls")


def test_open_document(tmp_path: Path) -> None:
    trailing = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    anna = (*ANNA[:4], date(2024, 2, 3), "", 136)
    must_be_the_two(ods(tmp_path / "a.ods", HEADINGS, anna, NILS, raw=trailing))


def test_the_name_of_the_file_is_not_believed(tmp_path: Path) -> None:
    must_be_the_two(xlsx(tmp_path / "a.csv", HEADINGS, ANNA, NILS))
    must_be_the_two(text(tmp_path / "b.xlsx", HEADINGS, ANNA, NILS))


def test_an_open_stream_is_read_as_well(tmp_path: Path) -> None:
    with xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA, NILS).open("rb") as stream:
        assert len(judged(stream)) == 2  # type: ignore[arg-type]


def test_titles_above_and_blank_rows_between_keep_the_sheets_row_numbers(tmp_path: Path) -> None:
    source = xlsx(
        tmp_path / "a.xlsx", ["Deltagarlista 2024"], [], HEADINGS, [], ANNA, [None, " "], NILS, [], []
    )
    assert [result.row for result in judged(source)] == [5, 7]


def test_a_list_that_begins_in_the_third_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number, row in enumerate((HEADINGS, ANNA, NILS), 4):
        for column, value in enumerate(row, 3):
            page.cell(number, column, value)
    book.save(tmp_path / "a.xlsx")
    assert [result.row for result in judged(tmp_path / "a.xlsx")] == [5, 6]
    assert all(result.accepted for result in judged(tmp_path / "a.xlsx"))


def test_the_sheet_with_headings_is_found_and_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Så här fyller du i listan"])
    for name, rows in (("2024", (HEADINGS, ANNA, NILS)), ("2023", (HEADINGS, ANNA))):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    must_be_the_two(tmp_path / "a.xlsx")
    assert any("”2024”" in note and "”2023”" in note for note in notes(tmp_path / "a.xlsx"))
    assert len(judged(tmp_path / "a.xlsx", sheet="2023")) == 1


def test_merged_cells_hold_for_every_row_they_cover(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["Deltagare 2024"], HEADINGS, ANNA, NILS):
        page.append(list(row))
    page.merge_cells("A1:G1")
    page.merge_cells("D3:D4")
    book.save(tmp_path / "a.xlsx")
    records = [result.record for result in judged(tmp_path / "a.xlsx")]
    assert [record and record["intervention"] for record in records] == ["Språnget", "Språnget"]
    assert any("Sammanfogade" in note for note in notes(tmp_path / "a.xlsx"))


def test_two_rows_of_headings_are_read_together(tmp_path: Path) -> None:
    upper = ["Deltagare", "", "", "Insats", "", "", "Hemkommun", "Försörjning", ""]
    lower = ["Personnr", "Förnamn", "Efternamn", "Namn", "Start", "Slut", "", "före", "efter"]
    source = xlsx(tmp_path / "a.xlsx", upper, lower, [*ANNA, "FS", ""], [*NILS, "a-kassa", "lön"])
    fields = list(columns(source).values())
    assert fields[0:3] == ["identity", "given_name", "family_name"]
    assert fields[3:] == [
        "intervention",
        "start",
        "end",
        "municipality",
        "livelihood_before",
        "livelihood_after",
    ]
    assert [result.row for result in judged(source)] == [3, 4]
    assert all(result.accepted for result in judged(source))


def test_a_heading_on_every_page_is_not_a_person(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA, HEADINGS, NILS)
    assert [result.row for result in judged(source)] == [2, 4]


def test_formulas_give_their_stored_results_and_those_without_are_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ANNA)
    page.write_formula(1, 3, '="Språng"&"et"', None, "Språnget")
    book.close()
    assert judged(tmp_path / "a.xlsx")[0].accepted
    source = xlsx(tmp_path / "b.xlsx", HEADINGS, [*ANNA[:3], '="Språnget"', *ANNA[4:]])
    assert faults(judged(source)[0]) == ["REQUIRED_MISSING"]
    assert any("formler" in note for note in notes(source))


def test_macros_are_left_alone(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsm")
    (tmp_path / "vba.bin").write_bytes(b"\xd0\xcf\x11\xe0 not a real project")
    book.add_vba_project(str(tmp_path / "vba.bin"))
    page = book.add_worksheet()
    for number, row in enumerate((HEADINGS, ANNA, NILS)):
        page.write_row(number, 0, row)
    book.close()
    must_be_the_two(tmp_path / "a.xlsm")


def test_quotes_as_they_come(tmp_path: Path) -> None:
    proper = (
        f'{";".join(HEADINGS)}\r\n"{ANNA[0]}";"Anna ""Annie""";Ek;"Språnget;\r\nfm";2024-02-03;;Haninge\r\n'
    )
    (tmp_path / "a.csv").write_text(proper, encoding="utf-8", newline="")
    (result,) = judged(tmp_path / "a.csv")
    assert result.record and result.record["intervention"] == "Språnget; fm"
    careless = (
        f'{";".join(HEADINGS)}\n{ANNA[0]};"Anna" A;Ek;"Språnget;2024-02-03;;Haninge\n{";".join(NILS)}\n'
    )
    (tmp_path / "b.csv").write_text(careless, encoding="utf-8")
    assert len(judged(tmp_path / "b.csv")) == 2


def test_excels_hint_and_its_trick_for_text(tmp_path: Path) -> None:
    content = f'sep=;\r\n{";".join(HEADINGS)}\r\n="{ANNA[0]}";Anna;Ek;Språnget;2024-02-03;;="0136"\r\n'
    (tmp_path / "a.csv").write_text(content, encoding="utf-8", newline="")
    (result,) = judged(tmp_path / "a.csv")
    assert result.row == 2
    assert result.record and result.record["municipality"] == "0136"
