"""The three lists with known answers: every row must get exactly its own."""

import json
from typing import Any

import pytest

from tests.intake.making import DATA, faults, judged

LISTS = [("ame-lista-2024.xlsx", 120), ("insatsens-egen-lista.csv", 80), ("namn-i-en-kolumn.xlsx", 60)]


@pytest.mark.parametrize(("name", "count"), LISTS)
def test_every_row_gets_its_answer(name: str, count: int) -> None:
    answers: list[dict[str, Any]] = json.loads((DATA / name).with_suffix(".expected.json").read_text())
    results = judged(DATA / name)
    assert len(results) == len(answers) == count
    for result, answer in zip(results, answers, strict=True):
        expected = (
            answer["row"],
            answer["accepted"],
            [answer["fault"]] if answer["fault"] else [],
            answer["record"],
        )
        assert (result.row, result.accepted, faults(result), result.record) == expected


def test_a_record_has_exactly_the_twelve_keys() -> None:
    answers = json.loads((DATA / "ame-lista-2024.expected.json").read_text())
    record = judged(DATA / "ame-lista-2024.xlsx")[0].record
    assert record and list(record) == list(answers[0]["record"])


def test_a_near_spelling_is_refused_and_the_nearest_named() -> None:
    (near,) = [result for result in judged(DATA / "ame-lista-2024.xlsx") if result.row == 57]
    assert near.faults[0].column == "Hemkommun"
    assert near.faults[0].value == "Hanninge kn"
    assert "Haninge." in near.faults[0].sentence
