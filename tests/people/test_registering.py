"""Looking first, registering, and what it never tells."""

import pytest

from samvag.cases.models import Case
from samvag.people.models import Card
from tests.factories.numbers import made_up_numbers

KNOWN, OTHER = made_up_numbers(2)
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def form():
    return {"kind": "NUMBER", "number": OTHER, "given_name": "Leila", "family_name": "Övning", "born": "", "sex": "U",
            "phone": "070-123 45 67", "home_municipality": "", "protection": "INGEN", "reference": ""}  # fmt: skip


def register(browser, form):
    return browser.post("/people/register/new/", form)


class TestLookingFirst:
    def test_a_number_that_nobody_here_has_leads_to_the_form(self, anna, ame, pages):
        page = pages(anna, ame).post("/people/register/", {"q": OTHER}).content.decode()
        assert f'value="{OTHER[:8]}-{OTHER[-4:]}"' in page
        assert 'name="given_name"' in page

    def test_an_own_person_leads_to_her_page(self, anna, ame, case, pages, acting):
        case(anna, KNOWN)
        with acting(anna, ame):
            card = Card.objects.get()
        assert pages(anna, ame).post("/people/register/", {"q": KNOWN})["Location"] == f"/people/{card.id}/"

    def test_a_colleagues_person_leads_to_whom_to_ask(self, anna, ame, staff, case, pages):
        case(anna, KNOWN, card={"given_name": "Leila", "family_name": "Övning"})
        page = pages(staff(ame), ame).post("/people/register/", {"q": KNOWN}).content.decode()
        assert "Anna Ask, huvudkontakt" in page
        assert "Leila" not in page
        assert 'name="given_name"' not in page

    def test_a_name_begins_the_form(self, anna, ame, pages):
        page = pages(anna, ame).post("/people/register/", {"q": "Leila Maria Övning"}).content.decode()
        assert 'value="Leila Maria"' in page
        assert 'value="Övning"' in page

    @pytest.mark.parametrize(
        ("number", "sentence"),
        [
            ("20000822-2391", "Kontrollsiffran stämmer inte."),
            ("20001322-2390", "Datumet i numret finns inte."),
            ("2000 0822 2390", "Det finns mellanslag inne i numret."),
            ("123456", "Det ser inte ut som ett personnummer."),
        ],
    )
    def test_a_wrong_number_is_refused_with_its_sentence(self, anna, ame, pages, number, sentence):
        response = pages(anna, ame).post("/people/register/", {"q": number})
        assert (response.status_code, sentence in response.content.decode()) == (422, True)
        assert f'value="{number}"' in response.content.decode()

    def test_no_number_stands_in_an_address(self, anna, ame, case, pages):
        case(anna, KNOWN)
        for path in ("/people/", "/people/register/"):
            for number in (KNOWN, OTHER):
                response = pages(anna, ame).post(path, {"q": number})
                assert number[-4:] not in response.get("Location", "")


class TestRegistering:
    def test_card_and_case_are_made_at_once_and_the_person_is_mine(self, anna, ame, pages, acting, form):
        response = register(pages(anna, ame), form)
        with acting(anna, ame):
            card, case = Card.objects.get(), Case.objects.get()
        assert response["Location"] == f"/people/{card.id}/"
        assert (card.given_name, str(card.born), case.person_id) == (
            "Leila",
            f"{OTHER[:4]}-{OTHER[4:6]}-{OTHER[6:8]}",
            card.person_id,
        )
        assert pages(anna, ame).get(f"/people/{card.id}/card/").status_code == 200

    def test_the_number_says_sex_and_birth_date(self, anna, ame, pages, acting, form):
        register(pages(anna, ame), {**form, "born": "1950-01-01", "sex": "X"})
        with acting(anna, ame):
            card = Card.objects.get()
        assert card.born.year != 1950
        assert card.sex == ("M" if int(OTHER[-2]) % 2 else "K")

    def test_without_a_number(self, anna, ame, pages, acting, form):
        register(pages(anna, ame), {**form, "kind": "NONE", "number": "", "born": "2001-02-03", "sex": "K"})
        with acting(anna, ame):
            card = Card.objects.get()
        assert (str(card.born), card.sex) == ("2001-02-03", "K")

    def test_an_interim_number_and_a_pseudonym(self, anna, ame, pages, acting, form):
        register(pages(anna, ame), {**form, "number": "20000101-T220"})
        register(pages(anna, ame), {**form, "kind": "PSEUDO", "number": "19990101AB12"})
        with acting(anna, ame):
            assert Card.objects.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"number": ""}, "Skriv numret, eller välj att personen inte har något än."),
            ({"number": "20000822-2391"}, "Kontrollsiffran stämmer inte."),
            ({"kind": "PSEUDO", "number": "hemlig"}, "Pseudonymen har åtta siffror"),
            ({"kind": ""}, "Välj ett av alternativen."),
            ({"given_name": " "}, "Fyll i det här."),
            ({"family_name": ""}, "Fyll i det här."),
            ({"phone": "ring"}, "Skriv numret med siffror"),
            ({"home_municipality": "9999"}, "Det alternativet finns inte längre."),
            ({"protection": "SECRET"}, "Det alternativet finns inte längre."),
        ],
    )
    def test_a_refused_form_is_still_there(self, anna, ame, pages, acting, form, wrong, sentence):
        response = register(pages(anna, ame), {**form, "reference": "AME 12/2026", **wrong})
        page = response.content.decode()
        assert (response.status_code, sentence in page) == (422, True)
        assert 'value="AME 12/2026"' in page
        with acting(anna, ame):
            assert not Card.objects.exists()

    def test_the_same_reference_twice_is_refused_and_nobody_half_registered(
        self, anna, ame, pages, acting, form
    ):
        browser = pages(anna, ame)
        register(browser, {**form, "reference": "AME 12/2026"})
        response = register(browser, {**form, "number": KNOWN, "reference": "AME 12/2026"})
        assert "Ärendenumret används redan hos er." in response.content.decode()
        with acting(anna, ame):
            assert Card.objects.count() == 1

    def test_somebody_known_here_is_not_registered_twice(self, anna, ame, staff, pages, acting, form):
        register(pages(anna, ame), form)
        assert register(pages(anna, ame), form).status_code == 302
        colleague = register(pages(staff(ame), ame), form)
        assert (colleague.status_code, "Anna Ask, huvudkontakt" in colleague.content.decode()) == (422, True)
        with acting(anna, ame):
            assert Card.objects.count() == 1

    def test_a_namesake_born_the_same_day_is_asked_about(self, anna, ame, pages, acting, form):
        without = {**form, "kind": "NONE", "number": "", "born": "2001-02-03"}
        register(pages(anna, ame), without)
        asked = register(pages(anna, ame), {**without, "given_name": "LEILA", "family_name": "Ovning"})
        assert "Är det en annan människa, kryssa i det." in asked.content.decode()
        assert 'name="somebody_else"' in asked.content.decode()
        assert register(pages(anna, ame), {**without, "somebody_else": "on"}).status_code == 302
        with acting(anna, ame):
            assert Card.objects.count() == 2

    def test_a_namesake_born_another_day_is_not(self, anna, ame, pages, form):
        without = {**form, "kind": "NONE", "number": "", "born": "2001-02-03"}
        register(pages(anna, ame), without)
        assert register(pages(anna, ame), {**without, "born": "2001-02-04"}).status_code == 302


class TestWhatOthersKnow:
    @pytest.fixture
    def theirs(self, soc, staff, case):
        """The same human beings, known at another unit: one by number, one without."""
        cilla = staff(soc)
        case(cilla, OTHER, card={"given_name": "Leila", "family_name": "Övning"})
        case(cilla, card={"given_name": "Siv", "family_name": "Övning", "born": "2001-02-03"})

    def test_looking_answers_as_if_nobody_had_the_number(self, anna, ame, pages, theirs, request):
        for path in ("/people/", "/people/register/"):
            known, unknown = (
                pages(anna, ame).post(path, {"q": number}).content.decode() for number in (OTHER, KNOWN)
            )
            assert same(known, OTHER) == same(unknown, KNOWN)

    def test_registering_answers_as_if_nobody_had_the_number(self, anna, ame, pages, theirs, form, acting):
        known, unknown = (
            register(pages(anna, ame), form),
            register(pages(anna, ame), {**form, "number": KNOWN}),
        )
        assert (known.status_code, unknown.status_code) == (302, 302)
        with acting(anna, ame):
            assert Card.objects.count() == 2

    def test_registering_does_the_same_work(self, anna, ame, pages, theirs, form):
        statements = [
            count(lambda number=number: register(pages(anna, ame), {**form, "number": number}))
            for number in (OTHER, KNOWN)
        ]
        assert statements[0] == statements[1]

    def test_a_namesake_of_theirs_is_not_asked_about(self, anna, ame, pages, theirs, form):
        siv = {**form, "kind": "NONE", "number": "", "given_name": "Siv", "born": "2001-02-03"}
        assert register(pages(anna, ame), siv).status_code == 302

    def test_a_name_of_theirs_is_not_found(self, anna, ame, pages, theirs):
        assert "Ingen av dina personer matchar" in pages(anna, ame).get("/people/?q=Leila").content.decode()


def same(page: str, number: str) -> str:
    """The page without what differs between any two requests."""
    import re

    page = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)
    return page.replace(number, "N").replace(f"{number[:8]}-{number[-4:]}", "N")


def count(act) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
