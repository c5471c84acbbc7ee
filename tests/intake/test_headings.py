"""Which column holds what."""

from pathlib import Path

import pytest

from samvag.intake.lists.fields import FIELDS
from samvag.intake.lists.headings.wording import fields_named
from tests.intake.making import ANNA, HEADINGS, NILS, columns, judged, notes, xlsx

SAME = {
    "identity": [
        "Personnummer",
        "PERSON-NR",
        "Pnr",
        "Person-ID",
        "Födelsenummer",
        "1. Personnr *",
        "Deltagarens pnr",
    ],
    "given_name": ["Förnamn", "Fnamn", "FÖRNAMN", "Tilltalsnamn", "Fornamn"],
    "family_name": ["Efternamn", "Enamn"],
    "name": ["Namn", "Deltagare", "Efternamn, förnamn", "Namn på deltagare"],
    "intervention": [
        "Insats",
        "Insats/projekt",
        "Verksamhet",
        "Aktivitet",
        "Insatsens namn",
        "Vilken insats",
    ],
    "start": [
        "Startdatum",
        "Start",
        "In",
        "Inskriven",
        "Inskrivn.datum",
        "Fr.o.m.",
        "Insatsstart",
        "Datum när insatsen började",
    ],
    "end": [
        "Slutdatum",
        "Slut",
        "Ut",
        "Utskriven",
        "Avslutad",
        "T.o.m.",
        "Slutdatum (ÅÅÅÅ-MM-DD)",
        "insats slut",
    ],
    "municipality": ["Kommun", "Hemkommun", "Bostadskommun", "Folkbokf.kommun", "Kommunkod", "Hem kommun"],
    "education": ["Utbildning", "Utbildningsnivå", "Högsta utb", "Utb.nivå", "Högsta avslutade utbildning"],
    "livelihood_before": [
        "Försörjning före",
        "Försörj. in",
        "Inkomst vid start",
        "Försörjning vid start",
        "Startförsörjning",
        "Huvudsaklig försörjning vid inskrivning",
        "ForsorjningFore",
        "Försörjning",
    ],
    "livelihood_after": [
        "Försörjning efter",
        "Försörj. ut",
        "Inkomst vid avslut",
        "Försörjning vid utskrivningen",
    ],
    "referrer": [
        "Remittent",
        "Initiativ",
        "Kommer från",
        "Anvisad av",
        "Remitterande part",
        "Initiativtagare",
    ],
    "exit_reason": [
        "Avslutsorsak",
        "Avslutsanledning",
        "Orsak avslut",
        "Orsak",
        "Anledning till utskrivning",
    ],
}
NOT_READ = [
    "Handläggare",
    "Telefon",
    "Anteckningar",
    "Födelsedatum",
    "Kön",
    "Kartläggning datum",
    "Penna",
    "Nästa möte",
]


@pytest.mark.parametrize(
    ("heading", "field"), [(text, field) for field, texts in SAME.items() for text in texts]
)
def test_a_heading_means_a_field(heading: str, field: str) -> None:
    named = fields_named(heading)
    assert max(named, key=named.__getitem__) == field


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "name"])
def test_a_fields_own_name_is_a_heading(field: str) -> None:
    assert field in fields_named(field)


@pytest.mark.parametrize("heading", NOT_READ)
def test_other_headings_mean_none_of_them(heading: str) -> None:
    assert set(fields_named(heading)) <= {"-"}


def test_avslut_is_a_day_or_a_reason_by_what_stands_in_it(tmp_path: Path) -> None:
    headings = ("Pnr", "Insats", "Start", "Avslut")
    days = xlsx(tmp_path / "a.xlsx", headings, ("19870410-2386", "Språnget", "2024-02-03", "2024-06-01"))
    reasons = xlsx(tmp_path / "b.xlsx", headings, ("19870410-2386", "Språnget", "2024-02-03", "flyttat"))
    assert columns(days)["Avslut"] == "end"
    assert columns(reasons)["Avslut"] == "exit_reason"


def test_two_columns_of_the_same_name_are_before_and_after(tmp_path: Path) -> None:
    headings = ("Pnr", "Insats", "Start", "Försörjning", "Försörjning")
    row = ("19870410-2386", "Språnget", "2024-02-03", "csn", "lön")
    (result,) = judged(xlsx(tmp_path / "a.xlsx", headings, row))
    assert result.record
    assert (result.record["livelihood_before"], result.record["livelihood_after"]) == ("STUD", "WAGE")


def test_a_whole_name_beside_its_parts_is_left_alone(tmp_path: Path) -> None:
    headings = ("Pnr", "Namn", "Förnamn", "Efternamn", "Insats", "Start")
    source = xlsx(
        tmp_path / "a.xlsx", headings, ("19870410-2386", "Ek, Anna", "Anna", "Ek", "Språnget", "2024-02-03")
    )
    assert columns(source)["Namn"] is None
    headings = ("Pnr", "Namn", "Efternamn", "Insats", "Start")
    source = xlsx(tmp_path / "b.xlsx", headings, ("19870410-2386", "Anna", "Ek", "Språnget", "2024-02-03"))
    assert columns(source)["Namn"] == "given_name"


def test_a_column_without_a_telling_heading_is_known_by_its_values_and_it_is_said(tmp_path: Path) -> None:
    headings = ("Vem", "Insats", "När", "Slutdatum", "Var")
    rows = [(ANNA[0], *ANNA[3:]), (NILS[0], *NILS[3:])]
    source = xlsx(tmp_path / "a.xlsx", headings, *rows)
    assert columns(source) == {
        "Vem": "identity",
        "Insats": "intervention",
        "När": "start",
        "Slutdatum": "end",
        "Var": "municipality",
    }
    assert any("”Var”" in note for note in notes(source))


def test_a_column_that_is_known_for_something_else_is_not_guessed(tmp_path: Path) -> None:
    headings = ("Pnr", "Insats", "Startdatum", "Födelsedatum", "Kommentar")
    rows = [(ANNA[0], "Språnget", "2024-02-03", "1987-04-10", "Haninge")] * 2
    source = xlsx(tmp_path / "a.xlsx", headings, *rows)
    assert columns(source)["Födelsedatum"] is None
    assert columns(source)["Kommentar"] is None


def test_the_user_may_say_what_the_columns_are(tmp_path: Path) -> None:
    headings = ("A", "Pnr", "Insats", "Start", "Startdatum")
    source = xlsx(tmp_path / "a.xlsx", headings, ("x", ANNA[0], "Språnget", "2020-01-01", "2024-02-03"))
    told = {"Pnr": "identity", "Insats": "intervention", 4: "start", "Start": None}
    (result,) = judged(source, mapping=told)
    assert result.record and result.record["start"] == "2024-02-03"


def test_a_list_without_a_column_that_is_needed_says_so(tmp_path: Path) -> None:
    source = xlsx(
        tmp_path / "a.xlsx", [h for h in HEADINGS if h != "Insats"], [v for v in ANNA if v != "Språnget"]
    )
    assert any("Insats" in note for note in notes(source))
