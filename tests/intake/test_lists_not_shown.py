"""How other municipalities head, date and spell: read when it can only mean one thing, else refused with a reason."""

from datetime import date
from pathlib import Path

import pytest

from samvag.intake.lists.headings.wording import fields_named
from samvag.intake.lists.values import Unread
from samvag.intake.lists.values.codes import Codes
from samvag.intake.lists.values.dates import read_date
from samvag.intake.lists.values.municipalities import Municipalities
from samvag.intake.lists.values.nothing import says_nothing
from tests.intake.making import TODAY, columns, faults, judged, text, xlsx

HEADINGS = {
    "identity": ["Pnr/samnr", "PersonNr (12 siffror)", "Födelsedata", "Klientens personnummer"],
    "name": [
        "Efternamn, Förnamn",
        "För- och efternamn",
        "Individ",
        "Ungdomens namn",
        "Namn (efternamn först)",
    ],
    "intervention": ["Namn på insats", "Åtgärd", "Gruppverksamhet"],
    "start": ["FOM", "Fr o m", "Starttid", "Startdatum insats", "Ankomstdatum", "Påbörjades"],
    "end": ["TOM", "T.o.m", "Slutdatum insats", "Datum avslut", "Utskrivningsdatum"],
    "municipality": ["Boendekommun", "Bosatt i", "Folkbokförd i", "Kn-kod", "Kommuntillhörighet"],
    "education": ["Utb.bakgrund", "Högsta avslutade utb.", "SUN-kod"],
    "livelihood_before": ["Försörjn. start", "Ersättning vid start", "Huvudsaklig försörjning"],
    "livelihood_after": ["Försörjn. slut", "Ersättning vid slut", "Försörjning vid utskrivning"],
    "referrer": ["Aktualiserad av", "Aktualiserande myndighet", "Inkom via", "Vem remitterade"],
    "exit_reason": ["Sysselsättning vid avslut", "Anledning avslut", "Avslutas till", "Utfall"],
    "-": ["Födelsetid", "Dnr", "Ärendenummer", "Planerat slutdatum"],
}


@pytest.mark.parametrize(
    ("heading", "field"), [(one, field) for field, many in HEADINGS.items() for one in many]
)
def test_a_heading_names_one_field(heading: str, field: str) -> None:
    named = fields_named(heading)
    assert max(named, key=named.__getitem__) == field


THE_THIRD = date(2024, 2, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "3/2 2024", "03/02 2024", "3/2-24", "3/2 -24", "2024.02.03", "2024/2/3", "3.2.24", "03-feb-24", "3 feb -24",
        "den 3 februari 2024", "3:e feb 2024", "Feb 3, 2024", "240203", 240203, "20240203.0", "45325",
        "45325,0", 45325.5,
        "'2024-02-03", "2024-02-03.", "2024-02-03;", "2024‑02‑03", "2024-02-03 kl 10.30", "03022024",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: str | float) -> None:
    assert read_date(cell, today=TODAY) == THE_THIRD


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("v. 12 2024", "vecka"),
        ("2024-W12", "vecka"),
        ("2024v12", "vecka"),
        ("feb-24", "Dagen saknas"),
        ("mars 2024", "Dagen saknas"),
        ("3/2", "Årtalet saknas"),
        ("31 juni 2024", "finns inte"),
        ("02/13/2024", "finns inte"),
        ("24/02/03", "två sätt"),
        ("24.02.03", "två sätt"),
        ("ca 2024-02-03", "inte att läsa"),
        ("2024-02-03?", "inte att läsa"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: str, says: str) -> None:
    found = read_date(cell, today=TODAY)
    assert isinstance(found, Unread)
    assert says in found.sentence


@pytest.mark.parametrize(
    ("system", "cell", "code"),
    [
        ("livelihood_source", "ekb", "EB"),
        ("livelihood_source", "Kompletterande försörjningsstöd", "EB"),
        ("livelihood_source", "100% lön", "WAGE"),
        ("livelihood_source", "alfakassan", "UI"),
        ("education_level", "Gymnasium, ej slutfört", "UPPER"),
        ("education_level", "gymnasial utb", "UPPER"),
        ("education_level", "SUN 33", "UPPER"),
        ("referrer_org_type", "Ek bist", "KOMMUN_SOC"),
        ("referrer_org_type", "AF Haninge", "AF"),
        ("exit_reason", "Avbrott - sjukdom", "ILLNESS"),
        ("exit_reason", "Avslutad enl plan", "COMPLETED_OTHER"),
        ("exit_reason", "jobb + studier", "COMPLETED_WORK_STUDY"),
    ],
)
def test_a_synonym_is_understood(system: str, cell: str, code: str) -> None:
    assert Codes(system).read(cell) == code


@pytest.mark.parametrize(
    ("system", "cell", "near"),
    [
        ("livelihood_source", "Försörningsstöd", "försörjningsstöd"),
        ("education_level", "Gymnasuim", "gymnasium"),
        ("referrer_org_type", "Försäkringskasan", "Försäkringskassan"),
        ("exit_reason", "Arbette", "arbete"),
    ],
)
def test_a_slip_is_refused_and_the_nearest_named(system: str, cell: str, near: str) -> None:
    found = Codes(system).read(cell)
    assert isinstance(found, Unread)
    assert near in found.sentence


@pytest.mark.parametrize(
    "cell", ["Kommun: Haninge", "kommun Haninge", "0136-Haninge", "136.0", "HANINGE K:N"]
)
def test_a_municipality_with_words_around_it(cell: str) -> None:
    assert Municipalities().read(cell) == "0136"


@pytest.mark.parametrize("cell", ["9999-12-31", "tills vidare", "pågår fortf.", "löpande"])
def test_an_end_that_says_it_goes_on_is_none(cell: str) -> None:
    assert says_nothing(cell, ongoing=True)
    assert not says_nothing("2024-12-31", ongoing=True)


def test_a_list_from_elsewhere_is_read_whole(tmp_path: Path) -> None:
    headings = ["Nr", "Födelsedata", "Efternamn, Förnamn", "Åtgärd", "FOM", "TOM", "Boendekommun", "SUN-kod",
                "Ersättning vid start", "Ersättning vid slut", "Aktualiserad av", "Anledning avslut",
                "Handläggare"]  # fmt: skip
    row = ["1", "870410-2386", "af Ek, Anna", "Språnget", "3/2 -24", "240831", "Haninge kn", "33", "FS", "CSN",
           "Handens vårdcentral", "Börjat plugga", "Bo"]  # fmt: skip
    for source in (
        xlsx(tmp_path / "a.xlsx", ["Deltagare 2024"], [], headings, row),
        text(tmp_path / "a.csv", headings, row, delimiter="\t", encoding="cp1252"),
    ):
        (result,) = judged(source)
        assert not result.faults
        assert result.record == {
            "identity": "198704102386", "given_name": "Anna", "family_name": "af Ek", "intervention": "Språnget",
            "start": "2024-02-03", "end": "2024-08-31", "municipality": "0136", "education": "UPPER",
            "livelihood_before": "EB", "livelihood_after": "STUD", "referrer": "REGION_PV",
            "exit_reason": "COMPLETED_STUDY",
        }  # fmt: skip


def test_birth_dates_are_not_taken_for_starts(tmp_path: Path) -> None:
    source = xlsx(
        tmp_path / "a.xlsx",
        ["Pnr", "Födelsetid", "Insats", "Start"],
        ["19870410-2386", "1987-04-10", "Språnget", "2024-02-03"],
    )
    assert columns(source)["Födelsetid"] is None
    assert faults(judged(source)[0]) == []
