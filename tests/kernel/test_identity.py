"""Identity numbers: every official test number holds, and the near miss beside each does not."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samvag.kernel.identity import Identity, Kind, NotAnIdentity, Wrong, age, identity, luhn_holds

DATA = Path(__file__).parent.parent / "data" / "testpersonnummer"
TODAY = date(2026, 11, 22)


def official(name: str) -> list[str]:
    return gzip.decompress((DATA / f"{name}.txt.gz").read_bytes()).decode().split()


def labelled(*names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        for entry in json.loads((DATA / f"{name}.json").read_text()):
            for form in ("long_format", "short_format", "separated_format", "separated_long"):
                yield entry[form], entry


def refused(text: str, kind: Kind | None = None) -> Wrong:
    with pytest.raises(NotAnIdentity) as fault:
        identity(text, kind, today=TODAY)
    return fault.value.why


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [("personnummer", Kind.PNR, 41_129), ("samordningsnummer", Kind.SAMNR, 2_264)],
)
def test_every_official_test_number_is_accepted(name: str, kind: Kind, count: int) -> None:
    numbers = official(name)
    assert len(numbers) == count
    assert all(identity(number, kind, today=TODAY) == Identity(kind, number) for number in numbers)


def test_written_short_they_come_back_in_full() -> None:
    for number in official("personnummer")[::7] + official("samordningsnummer"):
        sign = "+" if int(number[:4]) <= TODAY.year - 100 else "-"
        assert identity(f"{number[2:8]}{sign}{number[8:]}", today=TODAY).number == number


def test_194_samordningsnummer_hold_no_real_date_and_are_valid() -> None:
    born = [identity(number, today=TODAY).born for number in official("samordningsnummer")]
    assert born.count(None) == 194


@pytest.mark.parametrize(("text", "entry"), [*labelled("list", "interim")])
def test_labelled_numbers_are_judged_as_labelled(text: str, entry: dict[str, Any]) -> None:
    try:
        found = identity(text, today=TODAY)
    except NotAnIdentity:
        assert not entry["valid"]
        return
    assert entry["valid"]
    if entry["type"] != "interim":
        assert found.sex == ("M" if entry["isMale"] else "K")


def test_a_number_of_an_organisation_is_nobody() -> None:
    for entry in json.loads((DATA / "orgnumber.json").read_text()):
        for text in {str(value) for value in entry.values() if sum(map(str.isdigit, str(value))) >= 10}:
            assert refused(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Wrong.EMPTY),
        ("   ", Wrong.EMPTY),
        ("20000822 2390", Wrong.SPACE),
        ("2000 0822-2390", Wrong.SPACE),
        ("20000822\u00a02390", Wrong.SPACE),
        ("20000822--2390", Wrong.SHAPE),
        ("20000822–2390", Wrong.SHAPE),
        ("2000-08-22-2390", Wrong.SHAPE),
        ("２００００８２２２３９０", Wrong.SHAPE),
        ("20000822239", Wrong.SHAPE),
        ("2000082223900", Wrong.SHAPE),
        ("20000822-239A", Wrong.SHAPE),
        ("hej", Wrong.SHAPE),
        ("20000822-2391", Wrong.CHECK_DIGIT),
        ("20000230-2391", Wrong.DATE),
        ("20001322-2390", Wrong.DATE),
        ("17900822-2390", Wrong.DATE),
        ("19730092-9931", Wrong.DATE),
        ("19731388-9931", Wrong.DATE),
        ("20261123-2390", Wrong.FUTURE),
        ("201509160006", Wrong.SERIAL),
        ("20000822+2390", Wrong.CENTURY),
        ("20000101E221", Wrong.SHAPE),
        ("20000101TF1", Wrong.SHAPE),
        ("20000230-T220", Wrong.DATE),
        ("20270101-T220", Wrong.FUTURE),
    ],
)
def test_what_is_no_identity_says_why(text: str, why: Wrong) -> None:
    assert refused(text) is why


def test_outer_spaces_are_trimmed() -> None:
    assert identity(" \t20000822-2390\u00a0\n", today=TODAY).number == "200008222390"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("000822-2390", "200008222390"),
        ("0008222390", "200008222390"),
        ("090527-1474", "200905271474"),
        ("090527+1474", "190905271474"),
        ("000229-2399", "200002292399"),
    ],
)
def test_six_digits_mean_the_latest_day_that_has_been(short: str, full: str) -> None:
    assert identity(short, today=TODAY).number == full


@pytest.mark.parametrize(
    ("date_and_sign", "year"),
    [
        ("261122-", 2026),
        ("261123-", 1926),  # tomorrow has not been, so it was a hundred years ago
        ("261123+", 1926),  # in the year in which one turns 100 the sign is plus
        ("271123+", 1827),
        ("960229-", 1996),
    ],
)
def test_the_century_by_the_sign(date_and_sign: str, year: int) -> None:
    nine = date_and_sign[:6] + "239"
    assert identity(f"{date_and_sign}239{check_digit(nine)}", today=TODAY).birth_year == year


def test_a_leap_day_needs_a_leap_year() -> None:
    assert refused("010229-2396") is Wrong.DATE


@pytest.mark.parametrize("text", ["20000101T220", "20000101-n001", "20130101TF01", "000101-J220"])
def test_interim_numbers_need_no_check_digit_and_tell_no_sex(text: str) -> None:
    found = identity(text, today=TODAY)
    assert (found.kind, found.sex) == (Kind.INTERIM, "U")
    assert found.number == found.number.upper()
    assert found.born is not None


def test_a_kind_that_was_asked_for_is_the_only_one_taken() -> None:
    assert identity("19730288-9931", Kind.SAMNR, today=TODAY).kind is Kind.SAMNR
    assert refused("19730288-9931", Kind.PNR) is Wrong.KIND
    assert identity("20000822ABC1", Kind.PSEUDO, today=TODAY) == Identity(Kind.PSEUDO, "20000822ABC1")
    assert refused("20000822ABC1") is Wrong.SHAPE
    assert identity("", Kind.NONE).number == ""
    assert refused("20000822-2390", Kind.NONE) is Wrong.SHAPE


def test_the_sentence_never_repeats_the_number() -> None:
    with pytest.raises(NotAnIdentity) as fault:
        identity("20000822-2391", today=TODAY)
    assert "2391" not in fault.value.sentence


def test_facts_of_a_number() -> None:
    found = identity("19730288-9931", today=TODAY)
    assert (found.born, found.birth_year, found.sex, found.written) == (
        date(1973, 2, 28),
        1973,
        "M",
        "19730288-9931",
    )
    assert found.age(TODAY) == 53
    assert identity("196700792382", today=TODAY).age(TODAY) is None


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2006, 11, 22), TODAY, 20),
        (date(2006, 11, 23), TODAY, 19),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
    ],
)
def test_age_turns_on_the_day(born: date, on: date, years: int) -> None:
    assert age(born, on) == years


def check_digit(nine: str) -> str:
    return next(digit for digit in "0123456789" if luhn_holds(nine + digit))


numbers = st.builds(
    lambda born, serial, added: f"{born:%Y%m}{born.day + added:02d}{serial:03d}",
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
    st.sampled_from([0, 60]),
).map(lambda eleven: eleven + check_digit(eleven[2:]))


@given(numbers)
def test_any_number_survives_every_way_of_writing_it(number: str) -> None:
    for text in (number, f"{number[:8]}-{number[8:]}", f"  {number} "):
        assert identity(text, today=TODAY).number == number


@given(numbers, st.integers(2, 11), st.integers(1, 9))
def test_one_changed_digit_is_never_the_same_person(number: str, place: int, by: int) -> None:
    changed = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(NotAnIdentity):
        identity(changed, today=TODAY)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    try:
        found = identity(text, today=TODAY)
    except NotAnIdentity as fault:
        assert fault.sentence
    else:
        assert len(found.number) == 12
