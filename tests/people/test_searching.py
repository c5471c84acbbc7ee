"""Finding one's own persons: by name with slips of the finger, by number in the whole unit."""

import pytest

from samvag.access.roles import Role
from samvag.people.queries import find_person, search_people
from tests.factories.numbers import made_up_numbers

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def asa(anna, case):
    facts = {
        "given_name": "Åsa",
        "family_name": "Öberg-Sjögren",
        "phone": "070-111 22 33",
        "home_municipality": "0380",
    }
    return case(anna, card=facts)


@pytest.mark.parametrize(
    "words",
    [
        "Åsa Öberg",
        "asa oberg",
        "ÅSA",
        "öberg sjögren",
        "oberg-sjogren",
        "Sjögren",
        "åsa öbreg",
        "asa oberk",
        "Sjögre",
        "  Åsa  ",
    ],
)
def test_she_is_found(anna, ame, asa, pages, words):
    assert "Åsa Öberg-Sjögren" in pages(anna, ame).get("/people/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["Björn", "Asta Lund", "Å"])
def test_somebody_else_is_not_taken_for_her(anna, ame, asa, pages, words):
    assert "Öberg-Sjögren" not in pages(anna, ame).get("/people/", {"q": words}).content.decode()


def test_the_best_match_comes_first(anna, ame, asa, case, acting):
    case(anna, card={"given_name": "Asta", "family_name": "Öberg"})
    with acting(anna, ame) as by:
        assert search_people(by, "Åsa Öberg")[0].name == "Åsa Öberg-Sjögren"


def test_a_colleague_finds_her_not_and_the_manager_does(ame, staff, asa, pages):
    for role, found in ((Role.WORKER, False), (Role.MANAGER, True)):
        page = pages(staff(ame, role), ame).get("/people/?q=Åsa").content.decode()
        assert ("Öberg-Sjögren" in page) == found


def test_another_unit_finds_her_not(soc, staff, asa, pages):
    assert "Öberg-Sjögren" not in pages(staff(soc, Role.MANAGER), soc).get("/people/?q=Åsa").content.decode()


def test_a_list_shows_no_phone_and_no_municipality(anna, ame, asa, pages):
    page = pages(anna, ame).get("/people/?q=Åsa").content.decode()
    assert "070-111" not in page
    assert "Uppsala" not in page


def test_protection_stands_in_words(anna, ame, case, pages):
    case(anna, card={"given_name": "Siv", "family_name": "Skyddad", "protection": "SEKRETESSMARKERING"})
    assert "Sekretessmarkering" in pages(anna, ame).get("/people/?q=Siv").content.decode()


def test_a_name_stands_in_no_address_and_one_can_go_back_to_the_list(anna, bo, ame, asa, pages):
    browser = pages(anna, ame)
    response = browser.post("/people/", {"q": "Åsa"})
    assert response["Location"] == "/people/?igen=1"
    assert "Öberg-Sjögren" in browser.get(response["Location"]).content.decode()
    assert "Öberg-Sjögren" not in browser.get("/people/").content.decode()
    assert pages(anna, ame).get(response["Location"]).status_code == 200


def test_nobody_to_be_found_is_registered_by_the_name_that_was_looked_for(anna, ame, pages):
    browser = pages(anna, ame)
    page = browser.get(browser.post("/people/", {"q": "Leila Övning"})["Location"]).content.decode()
    assert "/people/register/?igen=1" in page
    assert 'value="Övning"' in browser.get("/people/register/?igen=1").content.decode()


def test_a_number_leads_to_her_page_and_stands_in_no_address(anna, ame, case, pages, acting):
    (number,) = made_up_numbers(1)
    case(anna, number)
    response = pages(anna, ame).post("/people/", {"q": number})
    assert response["Location"].startswith("/people/")
    assert number[-4:] not in response["Location"]


@pytest.mark.parametrize("protection", ["INGEN", "SKYDDAD_FOLKBOKFORING"])
@pytest.mark.parametrize("words", ["AME-2026/0412", " ame-2026/0412 "])
def test_the_number_of_her_case_leads_to_her_page(anna, ame, case, pages, acting, words, protection):
    """Whose name no list shows stands there by that number."""
    hers = case(anna, reference="AME-2026/0412", card={"protection": protection})
    with acting(anna, ame) as by:
        (hit,) = find_person(by, words).hits
        assert hit.person == hers.person_id
        assert by.seen == {hers.person_id}
    for page in ("/people/", "/people/register/"):
        assert pages(anna, ame).post(page, {"q": words})["Location"] == f"/people/{hit.card}/"


def test_it_leads_nobody_else_there(anna, ame, soc, staff, case, pages):
    hers = case(anna, reference="AME-2026/0412")
    for who, unit in ((staff(ame), ame), (staff(soc, Role.MANAGER), soc)):
        response = pages(who, unit).post("/people/", {"q": "AME-2026/0412"})
        assert response.status_code == 422
        assert str(hers.person_id) not in response.content.decode()
    assert pages(staff(ame, Role.MANAGER), ame).post("/people/", {"q": "AME-2026/0412"}).status_code == 302


def test_a_colleagues_number_leads_to_whom_to_ask(anna, ame, staff, case, pages):
    (number,) = made_up_numbers(1)
    case(anna, number)
    assert "Anna Ask, huvudkontakt" in pages(staff(ame), ame).post("/people/", {"q": number}).content.decode()


def test_nobody_left_to_ask_but_the_recipient(anna, ame, staff, case, pages, acting):
    from samvag.cases.models import Assignment

    (number,) = made_up_numbers(1)
    case(anna, number)
    staff(ame, Role.RECIPIENT, name="Ritva Rask")
    with acting(anna, ame):
        Assignment.objects.all().delete()
    assert "Ritva Rask, mottagare" in pages(staff(ame), ame).post("/people/", {"q": number}).content.decode()


def test_while_one_writes_only_the_results_are_sent(anna, ame, asa, pages):
    browser = pages(anna, ame)
    whole = browser.get("/people/?q=Åsa").content.decode()
    part = browser.post("/people/", {"q": "Åsa"}, headers=PART)
    assert part.content.decode().strip() in whole
    assert part["HX-Replace-Url"] == "/people/?igen=1"


def test_while_one_writes_a_number_the_address_stays(anna, ame, pages):
    (number,) = made_up_numbers(1)
    assert "HX-Replace-Url" not in pages(anna, ame).post("/people/", {"q": number}, headers=PART)


@pytest.mark.parametrize(
    "words", ["%", "_", "'; DROP TABLE people_card; --", "a" * 500, "\x00", "()", "Å" * 100]
)
def test_strange_words_find_nobody_and_break_nothing(anna, ame, asa, pages, words):
    response = pages(anna, ame).get("/people/", {"q": words})
    assert response.status_code in (200, 422)
    assert "Öberg-Sjögren" not in response.content.decode()


def test_everybody_who_was_shown_is_in_the_read_log(anna, ame, asa, acting):
    with acting(anna, ame) as by:
        search_people(by, "Åsa")
        assert by.seen == {asa.person_id}
