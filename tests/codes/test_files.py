"""The code lists in the repository hang together."""

import csv
from datetime import date

import pytest

from samvag.codes.files import (
    FOLDER,
    load_fillers,
    load_map,
    load_synonyms,
    load_system,
    map_ids,
    spelling_rows,
    system_ids,
)
from samvag.kernel.spelling import fold


@pytest.mark.parametrize("system_id", system_ids())
def test_a_list_says_what_it_is_and_where_it_comes_from(system_id: str) -> None:
    system = load_system(system_id)
    assert system.id == system_id
    assert all((system.version, system.name_sv, system.name_en, system.source, system.licence))
    assert len(system.by_code) == len(system.codes) > 1
    assert [code.sort for code in system.codes] == sorted(code.sort for code in system.codes)
    assert all(code.label_sv and code.label_en for code in system.codes)


@pytest.mark.parametrize(("from_system", "to_system"), map_ids())
def test_a_map_leads_from_codes_to_codes(from_system: str, to_system: str) -> None:
    codes = load_map(from_system, to_system).codes
    assert codes.keys() <= load_system(from_system).by_code.keys()
    assert set(codes.values()) <= load_system(to_system).by_code.keys()


def test_counts_of_what_is_complete() -> None:
    assert len(load_system("municipality").codes) == 290
    assert len(load_system("county").codes) == 21
    assert len(load_system("sun2020_level").codes) == 71
    assert load_map("municipality", "county").codes["0136"] == "01"
    assert len(load_map("municipality", "county").codes) == 290


def test_every_ending_has_its_sus_ending_and_says_what_it_silences() -> None:
    exits = load_system("exit_reason")
    assert load_map("exit_reason", "sus_exit").codes.keys() == exits.by_code.keys()
    assert exits.where("to_work") == {"COMPLETED_WORK", "COMPLETED_WORK_STUDY"}
    assert exits.where("misregistered") == {"MISREGISTERED"}
    assert exits["OWN_CHOICE"].says("own_choice") and not exits["NO_CONTACT"].says("own_choice")


def test_parental_benefit_and_pension_are_not_public_support() -> None:
    public = load_system("livelihood_source").where("counts_as_public_support")
    assert {"SICK", "EB", "UI"} <= public
    assert not {"PARENT", "PENSION", "WAGE", "NONE", "UNK"} & public


def test_a_ground_that_does_not_cover_rehabilitation_cannot_be_chosen() -> None:
    grounds = load_system("legal_basis")
    assert grounds["OSL_12_2"].says("usable")
    assert not grounds["OSL_10_15A"].says("usable")


def test_the_class_that_personal_fields_name_by_default_exists() -> None:
    assert "CASE_5Y" in load_system("retention")


def test_a_code_lives_between_its_days() -> None:
    code = load_system("municipality")["0136"]
    assert code.lives(date(1990, 1, 1)) and code.lives(date(2090, 1, 1))


SPELT = sorted({path.stem for path in (FOLDER / "synonyms").glob("*.csv")} & set(system_ids()))


@pytest.mark.parametrize("name", SPELT)
def test_no_spelling_means_two_things(name: str) -> None:
    system = load_system(name)
    meant: dict[str, str] = {
        fold(label): code.code for code in system.codes for label in (code.code, code.label_sv)
    }
    for row in spelling_rows(name):
        if row["code"] == "*":
            continue
        assert row["code"] in system
        assert fold(row["spelling"]), row
        assert meant.setdefault(fold(row["spelling"]), row["code"]) == row["code"], row


def test_spellings_hold_codes_labels_and_what_people_write() -> None:
    spellings = load_synonyms("livelihood_source")
    assert {spellings[word] for word in ("eb", "fs", "försörjningsstöd", "socbidrag")} == {"EB"}
    assert "slutförd" in load_fillers("exit_reason")


def test_every_file_is_a_table_with_whole_rows() -> None:
    for path in FOLDER.rglob("*.csv"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        widths = {len(row) for row in csv.reader(lines)}
        assert len(widths) == 1, path
