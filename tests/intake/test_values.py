"""Codes, municipalities and names as people write them; near-spellings beside them."""

import pytest

from samvag.codes.files import load_system
from samvag.intake.lists.faults import Code
from samvag.intake.lists.values import Found, Unread
from samvag.intake.lists.values.codes import Codes
from samvag.intake.lists.values.identities import read_identity
from samvag.intake.lists.values.municipalities import Municipalities
from samvag.intake.lists.values.names import split_name
from samvag.kernel.identity import Identity
from tests.intake.making import TODAY

LIVELIHOOD = {
    "EB": [
        "försörjningsstöd",
        "FÖRSÖRJNINGSSTÖD",
        "Ekonomiskt bistånd",
        "ek. bistånd",
        "ek.bist.",
        "soc",
        "soc.bidrag",
    ],
    "SICK": ["sjukp", "Sjukpenning ", "sjp", "Sjukpenning (FK) 50 %", "sjukpenning 100%", "sjukskriven"],
    "DIS_ACT": ["aktiv.ers", "AE", "Akt.ersättning", "aktivitetsersättning"],
    "DIS_SICK": ["sjukersättning", "sjukers.", "förtidspension"],
    "ACT_SUP": ["aktivitetsstöd", "akt.stöd"],
    "UI": ["a-kassa", "A kassa", "akassan", "arbetslöshetsersättning", "ersättning från a-kassan"],
    "ETAB": ["etableringsers", "etabl.ers.", "Etableringsersättning"],
    "STUD": ["studiemedel", "CSN", "studiestöd", "studiebidrag"],
    "WAGE": ["lön", "Lön, heltid", "arbete", "timanställning"],
    "WAGE_SUB": ["lönebidrag", "nystartsjobb", "subv. lön", "lön med stöd", "OSA", "extratjänst"],
    "BUSINESS": ["eget företag", "egenföretagare"],
    "PARENT": ["föräldrapenning", "FP"],
    "PENSION": ["ålderspension", "pension"],
    "SUPPORTED_BY_FAMILY": ["försörjd av make/maka", "föräldrar"],
    "NONE": ["ingen", "Ingen inkomst", "saknas", "saknar försörjning", "0"],
    "UNK": ["okänt", "vet ej", "uppgift saknas", "Ej känt"],
}
EDUCATION = {
    "NONE": ["ej slutförd grundskola", "grundskola (ej slutförd)", "Ofullständig grundskola"],
    "COMP": ["grundskola", "Grundskola", "gr", "förgymnasial", "åk 9", "20"],
    "UPPER": ["gy", "Gymnasium", "gymnasial", "gymn.", "gymnasieskola 3 år", "SUN 33", "336", 33],
    "POST": ["eftergymnasial", "högskola", "universitet", "högsk./univ.", "YH", "eftergymn."],
    "RES": ["forskarutbildning", "doktor"],
    "UNK": ["okänt", "vet ej", "saknas"],
}
REFERRER = {
    "AF": ["AF", "Arbetsförmedlingen", "arbetsf.", "Arbetsförmedlingen Handen", "Remiss från AF"],
    "FK": ["FK", "försäkringskassan", "F-kassan", "försäkr.kassan"],
    "KOMMUN_SOC": ["IFO", "soc", "socialtjänsten", "Socialtjänsten (IFO)", "ekonomiskt bistånd"],
    "KOMMUN_AME": ["AME", "arbetsmarknadsenheten"],
    "KOMMUN_KAA": ["KAA", "aktivitetsansvaret"],
    "SKOLA": ["skolan", "gymnasiet", "SYV", "komvux"],
    "REGION_PV": ["vårdcentral", "VC", "primärvården", "vårdc.", "Jordbro vårdcentral"],
    "REGION_PSYK": ["psykiatrin", "psyk", "öppenpsykiatrin", "BUP"],
    "SELF": ["själv", "egen ansökan", "eget initiativ"],
    "ANHORIG": ["anhörig", "mamma"],
    "ARBETSGIVARE": ["arbetsgivare"],
    "OTHER": ["annan", "Kriminalvården"],
}
EXIT = {
    "COMPLETED_WORK": ["arbete", "Slutförd - arbete", "fått jobb", "avslutad: anställning", "till arbete"],
    "COMPLETED_STUDY": ["studier", "Slutförd – studier", "börjat plugga", "utbildning"],
    "COMPLETED_WORK_STUDY": ["arbete och studier", "arbete/studier"],
    "COMPLETED_JOBSEEK": ["arbetssökande", "aktivt arbetssökande"],
    "COMPLETED_OTHER": ["enligt plan", "slutförd"],
    "TRANSFER_INTERVENTION": ["annan insats"],
    "TRANSFER_CARE": ["fortsatt vård/rehab"],
    "ILLNESS": ["sjukdom", "pga sjukdom", "avbruten p.g.a. sjukdom"],
    "PARENTAL": ["föräldraledig"],
    "MOVED": ["flyttat", "Flytt", "flyttat till annan kommun"],
    "OWN_CHOICE": ["eget val", "egen begäran", "tackat nej"],
    "CONSENT_WITHDRAWN": ["återkallat samtycke"],
    "NO_CONTACT": ["utebliven kontakt", "ej kontakt"],
    "DECEASED": ["avliden"],
    "AGE_LIMIT": ["åldersgräns"],
    "MISREGISTERED": ["felregistrering", "felreg."],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(spelling, code) for code, spellings in table.items() for spelling in spellings]


@pytest.mark.parametrize(("text", "code"), pairs(LIVELIHOOD))
def test_livelihood(text: str, code: str) -> None:
    assert Codes("livelihood_source").read(text) == code


@pytest.mark.parametrize(("text", "code"), pairs(EDUCATION))
def test_education(text: str, code: str) -> None:
    assert Codes("education_level").read(text) == code


@pytest.mark.parametrize(("text", "code"), pairs(REFERRER))
def test_referrer(text: str, code: str) -> None:
    assert Codes("referrer_org_type").read(text) == code


@pytest.mark.parametrize(("text", "code"), pairs(EXIT))
def test_exit_reason(text: str, code: str) -> None:
    assert Codes("exit_reason").read(text) == code


@pytest.mark.parametrize(
    "system", ["livelihood_source", "education_level", "referrer_org_type", "exit_reason"]
)
def test_every_code_and_label_is_understood(system: str) -> None:
    reader = Codes(system)
    for code in load_system(system).codes:
        assert reader.read(code.code) == reader.read(code.label_sv.upper()) == code.code
        assert reader.read(f"{code.code} – {code.label_sv}") == code.code


@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_blank_is_nothing(text: str) -> None:
    assert Codes("livelihood_source").read(text) is None
    assert Codes("exit_reason").read(text) is None


@pytest.mark.parametrize("text", ["okänt", "vet ej", "pågår", "pågående"])
def test_unknown_is_nothing_where_the_list_has_no_code_for_it(text: str) -> None:
    assert Codes("exit_reason").read(text) is None
    assert Codes("referrer_org_type").read(text) is None


@pytest.mark.parametrize(
    ("system", "text", "near"),
    [
        ("livelihood_source", "sjukpeningen", "sjukpenningen"),
        ("livelihood_source", "försörjningstöd", "försörjningsstöd"),
        ("education_level", "gymnsium", "gymnasium"),
        ("referrer_org_type", "Arbetsförmedligen", "arbetsförmedlingen"),
        ("exit_reason", "flytat", "flyttat"),
    ],
)
def test_a_near_spelling_is_refused_and_the_nearest_named(system: str, text: str, near: str) -> None:
    found = Codes(system).read(text)
    assert isinstance(found, Unread)
    assert found.code is Code.CODE_UNKNOWN
    assert f"”{near}”" in found.sentence.lower()


@pytest.mark.parametrize(
    ("system", "text"),
    [
        ("livelihood_source", "???"),
        ("livelihood_source", "lotterivinst"),
        ("livelihood_source", "ej sjukpenning"),
        ("education_level", "grundskola (ej betyg)"),
        ("education_level", "3"),
        ("referrer_org_type", "kommunen"),
        ("referrer_org_type", "Arbetsförmedligen Handen"),
        ("referrer_org_type", "Komunens socialtjänst"),
        ("exit_reason", "ej fått arbete"),
        ("exit_reason", "avslutad"),
        ("exit_reason", "arbete eller studier"),
    ],
)
def test_what_may_mean_something_else_is_not_guessed(system: str, text: str) -> None:
    assert isinstance(Codes(system, several=True).read(text), Unread)


def test_of_several_the_first_counts_and_it_is_said() -> None:
    reader = Codes("livelihood_source", several=True)
    found = reader.read("Lön + försörjningsstöd")
    assert isinstance(found, Found)
    assert (found.value, "Lön" in found.odd) == ("WAGE", True)
    assert reader.read("Försörjningsstöd/ek. bistånd") == "EB"
    assert isinstance(Codes("education_level").read("grundskola, gymnasium"), Unread)


def test_the_units_own_spellings_stand_beside_the_common_ones() -> None:
    reader = Codes("livelihood_source", {"Lotteri-vinst": "OTHER"})
    assert reader.read("lotterivinst") == "OTHER"
    assert reader.read("csn") == "STUD"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Haninge", "0136"),
        ("HANINGE", "0136"),
        ("haninge kommun", "0136"),
        ("Haninge kn", "0136"),
        ("Haninge k:n", "0136"),
        ("Nynashamn", "0192"),
        ("Nynäsh.", "0192"),
        ("136", "0136"),
        (136, "0136"),
        ("136.0", "0136"),
        ("0136", "0136"),
        ("0138 Tyresö", "0138"),
        ("138 Tyresö kommun", "0138"),
        ("Tyresö (0138)", "0138"),
        ("Tyresö, Stockholms län", "0138"),
        ("Enköpings kommun", "0381"),
        ("Enköping kommun", "0381"),
        ("Malmö stad", "1280"),
        ("Göteborgs Stad", "1480"),
        ("Upplands-Väsby", "0114"),
        ("upplands väsby", "0114"),
        ("Sthlm", "0180"),
        ("Habo", "0643"),
        ("Håbo", "0305"),
        ("Region Gotland", "0980"),
        ("-", None),
        ("okänd", None),
    ],
)
def test_municipality(cell: str | int, code: str | None) -> None:
    assert Municipalities().read(cell) == code


@pytest.mark.parametrize(
    "cell", ["Hanninge kn", "Hanige", "9999", "0138 Haninge", "Handen", "Stockholms län", "12345"]
)
def test_no_municipality(cell: str) -> None:
    found = Municipalities().read(cell)
    assert isinstance(found, Unread)
    assert found.code is Code.MUNICIPALITY_UNKNOWN


def test_every_municipality_by_name_and_code() -> None:
    reader = Municipalities({"Hufvudstaden": "0180"})
    for known in load_system("municipality").codes:
        for cell in (
            known.code,
            int(known.code),
            known.label_sv,
            known.extra["full_name"],
            known.label_sv.upper(),
        ):
            assert reader.read(cell) == known.code
    assert reader.read("hufvudstaden") == "0180"


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Nguyen, Nils", "Nils", "Nguyen"),
        ("Nils Nguyen", "Nils", "Nguyen"),
        ("Anna Maria Ek", "Anna Maria", "Ek"),
        ("af Ek Berg, Anna Maria", "Anna Maria", "af Ek Berg"),
        ("Tigist", None, "Tigist"),
        ("Ek,", None, "Ek"),
    ],
)
def test_names_in_one_column(text: str, given: str | None, family: str | None) -> None:
    assert split_name(text) == (given, family)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("20000822-2390", "200008222390"),
        (200008222390, "200008222390"),
        ("200008222390.0", "200008222390"),
        ("200008222390,00", "200008222390"),
        ("20000822–2390", "200008222390"),
        ("\u200b20000822-2390\u00a0", "200008222390"),
        (8222390, "200008222390"),  # 0008222390 that Excel took for a number
        (502022395, "200502022395"),
    ],
)
def test_identity_as_spreadsheets_mangle_it(cell: str | int, number: str) -> None:
    found = read_identity(cell, today=TODAY)
    assert isinstance(found, Identity)
    assert found.number == number


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2,00008E+11", "Excel"),
        ("502022395", "ser inte ut"),
        ("20000822 2390", "mellanslag"),
        (12, "ser inte ut"),
    ],
)
def test_identity_that_cannot_be_saved(cell: str | int, says: str) -> None:
    found = read_identity(cell, today=TODAY)
    assert isinstance(found, Unread)
    assert says in found.sentence
