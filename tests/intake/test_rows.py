"""What a row is refused for, and what is only odd."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samvag.intake.lists.fields import RECORD
from samvag.intake.lists.headings.contents import readers
from samvag.intake.lists.headings.matching import Column
from samvag.intake.lists.judging import judge
from samvag.intake.lists.reading.sheets import Row
from samvag.intake.lists.rows import RowJudge, RowResult
from tests.intake.making import ANNA, HEADINGS, NILS, TODAY, faults, judged, text, warnings, xlsx

READERS = readers({}, TODAY)
GOOD = {
    "identity": "19950819-2391",
    "given_name": "Anna",
    "family_name": "Holm",
    "intervention": "Nya vägar",
    "start": "2022-08-09",
    "end": "2023-11-27",
    "municipality": "0138 Tyresö",
    "education": "grundskola",
    "livelihood_before": "saknas",
    "livelihood_after": "lön",
    "referrer": "psykiatrin",
    "exit_reason": "arbete",
}


def row_judge(*left_out: str, known: Any = None) -> RowJudge:
    columns = [
        Column(index, name.upper(), None if name in left_out else name) for index, name in enumerate(RECORD)
    ]
    return RowJudge(columns, READERS, known)


def answer(changed: dict[str, Any], *left_out: str) -> RowResult:
    return row_judge(*left_out).judge(Row(2, tuple((GOOD | changed)[name] for name in RECORD)))


def test_the_good_row_is_good() -> None:
    assert answer({}).accepted
    assert not answer({}).warnings


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"identity": ""}, ["REQUIRED_MISSING"]),
        ({"identity": "-"}, ["REQUIRED_MISSING"]),
        ({"identity": "19950819-2392"}, ["IDENTITY_INVALID"]),
        ({"intervention": "  "}, ["REQUIRED_MISSING"]),
        ({"intervention": "#REF!"}, ["REQUIRED_MISSING"]),
        ({"start": ""}, ["REQUIRED_MISSING"]),
        ({"start": "okänt"}, ["REQUIRED_MISSING"]),
        ({"start": "i våras"}, ["DATE_INVALID"]),
        ({"start": "pågår"}, ["DATE_INVALID"]),
        ({"end": "2023-02-30"}, ["DATE_INVALID"]),
        ({"end": "2022-08-08"}, ["DATE_ORDER"]),
        ({"municipality": "Hanninge kn"}, ["MUNICIPALITY_UNKNOWN"]),
        ({"education": "plugg"}, ["CODE_UNKNOWN"]),
        ({"livelihood_before": "lotterivinst", "referrer": "grannen"}, ["CODE_UNKNOWN", "CODE_UNKNOWN"]),
        ({"identity": "", "start": "i våras"}, ["REQUIRED_MISSING", "DATE_INVALID"]),
    ],
)
def test_faults_refuse_the_row(changed: dict[str, Any], codes: list[str]) -> None:
    result = answer(changed)
    assert faults(result) == codes
    assert result.record is None and not result.accepted
    fault = result.faults[0]
    name = next(iter(changed))
    assert (fault.column, fault.value) == (name.upper(), str(changed[name]).strip())
    assert fault.sentence.endswith(".")


@pytest.mark.parametrize(
    "changed",
    [
        {"end": ""},
        {"end": "pågår"},
        {"end": "2022-08-09"},
        {"given_name": "", "family_name": ""},
        {"municipality": ""},
        {"education": "okänt"},
        {"referrer": "vet ej"},
        {"intervention": "Nya  vägar "},
    ],
)
def test_what_need_not_be_filled_does_not_refuse(changed: dict[str, Any]) -> None:
    assert answer(changed).accepted


@pytest.mark.parametrize(
    ("changed", "odd"),
    [
        ({"livelihood_after": "försörjningsstöd"}, "WORK_WITHOUT_WAGE"),
        ({"livelihood_after": ""}, "WORK_WITHOUT_WAGE"),
        ({"exit_reason": "studier", "livelihood_after": "AE", "identity": "198207152391"}, "LIVELIHOOD_AGE"),
        ({"livelihood_before": "aktivitetsersättning", "identity": "198207152391"}, "LIVELIHOOD_AGE"),
        ({"livelihood_before": "ålderspension"}, "LIVELIHOOD_AGE"),
        ({"start": "2026-12-01", "end": ""}, "START_AHEAD"),
        ({"start": "1999-01-01", "end": "1999-02-01"}, "START_LONG_AGO"),
        ({"end": "2026-12-24"}, "END_AHEAD"),
        ({"start": "2015-01-01"}, "LASTED_LONG"),
        ({"end": ""}, "EXIT_WITHOUT_END"),
        ({"start": "2005-01-01", "end": "2005-12-01"}, "AGE_UNUSUAL"),
        ({"livelihood_before": "sjukpenning och försörjningsstöd"}, "SEVERAL_VALUES"),
    ],
)
def test_the_implausible_is_accepted_with_a_warning(changed: dict[str, Any], odd: str) -> None:
    result = answer(changed)
    assert result.accepted
    assert odd in warnings(result)


@pytest.mark.parametrize(
    "changed",
    [
        {"livelihood_after": "lönebidrag"},
        {"livelihood_after": "eget företag"},
        {"livelihood_after": "csn", "exit_reason": "studier"},
        {"livelihood_before": "AE"},  # 26 years at the start
        {"end": "2026-11-22"},
        {"start": "2022-11-22", "end": "2023-11-22"},
    ],
)
def test_the_near_miss_is_not_odd(changed: dict[str, Any]) -> None:
    assert not answer(changed).warnings


def test_a_list_that_does_not_ask_for_livelihood_after_is_not_told_that_it_is_missing() -> None:
    assert not answer({"livelihood_after": ""}, "livelihood_after").warnings


def test_the_same_participation_twice_is_told_where_it_stood(tmp_path: Path) -> None:
    again = ("870410-2386", "Anna", "Ek", " SPRÅNGET", "3/2 2024", "", "")
    later = (*ANNA[:4], "2025-02-03", "", "")
    other = (*ANNA[:3], "Nya vägar", *ANNA[4:])
    results = judged(xlsx(tmp_path / "a.xlsx", HEADINGS, ANNA, NILS, again, later, other))
    assert [faults(result) for result in results] == [[], [], ["DUPLICATE"], [], []]
    assert "rad 2" in results[2].faults[0].sentence


def test_what_the_unit_has_already_is_a_duplicate_too() -> None:
    has = {("199508192391", "nyavägar", date(2022, 8, 9))}
    judge_of_unit = row_judge(known=has.__contains__)
    cells = tuple(GOOD[name] for name in RECORD)
    assert faults(judge_of_unit.judge(Row(2, cells))) == ["DUPLICATE"]
    moved = tuple((GOOD | {"start": "2022-08-10"})[name] for name in RECORD)
    assert faults(judge_of_unit.judge(Row(3, moved))) == []


def test_judging_counts_reports_progress_and_collects_what_was_not_understood(tmp_path: Path) -> None:
    rows = [
        ("19870410-2386", "Språnget", date(2024, 1, 1 + number % 28), "Hanninge") for number in range(1200)
    ]
    source = text(tmp_path / "a.csv", ("Pnr", "Insats", "Start", "Kommun"), *rows)
    seen: list[tuple[int, int]] = []
    with judge(source, today=TODAY, progress=lambda read, total: seen.append((read, total))) as judgement:
        assert judgement.total == 1200
        results = list(judgement)
    assert (
        (judgement.rows, judgement.accepted, judgement.refused) == (1200, 0, 1200) == (len(results), 0, 1200)
    )
    assert seen == [(500, 1201), (1000, 1201)]
    assert judgement.warned == 0
    assert judgement.unknown == {("Kommun", "Hanninge"): 1200}


cells = st.text(max_size=25) | st.integers(-10, 10**13) | st.floats(allow_nan=False, allow_infinity=False)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cells, min_size=0, max_size=14))
def test_any_row_is_judged(values: list[Any]) -> None:
    result = row_judge().judge(Row(7, tuple(values)))
    assert result.accepted == (result.record is not None) == (not result.faults)
    assert all(fault.sentence for fault in result.faults)
    if result.record:
        assert tuple(result.record) == RECORD


@given(st.permutations(RECORD))
def test_the_order_of_columns_changes_nothing(order: list[str]) -> None:
    columns = [Column(index, name, name) for index, name in enumerate(order)]
    result = RowJudge(columns, READERS, None).judge(Row(2, tuple(GOOD[name] for name in order)))
    assert result.record == answer({}).record


def test_an_intervention_written_nearly_like_another_is_told_once(tmp_path: Path) -> None:
    names = ["Språnget", "Språngett", "Språngett", "SPRÅNGET", "Steg 1", "Steg 2", "Nya vägar"]
    rows = [(*ANNA[:3], name, f"2024-02-{day:02d}", "", "") for day, name in enumerate(names, 1)]
    told = [result.row for result in judged(xlsx(tmp_path / "a.xlsx", HEADINGS, *rows)) if warnings(result)]
    assert told == [3]
