"""The same word, written differently; and words that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samvag.kernel.spelling import Nearest, Spellings, bare, fold

BENEFITS = Spellings(
    {
        fold(spelling): code
        for spelling, code in {
            "Försörjningsstöd": "EB",
            "Aktivitetsersättning": "DIS_ACT",
            "Aktivitetsstöd": "ACT_SUP",
            "Sjukpenning": "SICK",
            "Habo": "0643",
            "Håbo": "0305",
        }.items()
    }
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("försörjningsstöd", "EB"),
        ("  FÖRSÖRJNINGS-STÖD ", "EB"),
        ("forsorjningsstod", "EB"),
        ("försörjn.stöd", "EB"),
        ("Försörj. st.", "EB"),
        ("akt.ers.", "DIS_ACT"),
        ("akt.stöd", "ACT_SUP"),
        ("habo", "0643"),
        ("håbo", "0305"),
    ],
)
def test_the_same_word(text: str, code: str) -> None:
    assert BENEFITS.find(text) == code


@pytest.mark.parametrize(
    "text",
    ["försörjningstöd", "sjukpeningen", "akt.", "s.p.", "aktivitets", "", "...", "sjukpenning nej", "ho.bo"],
)
def test_another_word_or_one_that_may_be_several(text: str) -> None:
    assert BENEFITS.find(text) is None


def test_the_nearest_is_named_but_only_when_near() -> None:
    near = Nearest({name: name for name in ("Haninge", "Tyresö", "Nynäshamn")})
    assert near.to("Hanninge") == "Haninge"
    assert near.to("Göteborg") is None


def test_a_column_of_nonsense_does_not_take_an_hour() -> None:
    near = Nearest({"Haninge": "Haninge"}, most=2)
    assert [near.to("Hanninge") for _ in range(3)] == ["Haninge", "Haninge", None]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert bare(bare(text)) == bare(text)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    BENEFITS.find(text)
