"""Saving a list's filters: for oneself alone, and never a name that was searched for."""

import re
from urllib.parse import unquote

import pytest

from samvag.desk.models import SavedFilter
from tests.desk.reading import words
from tests.harness.acting import acting

GIVEN = {"page": "start", "name": "Att ringa", "query": "kontakt=30&sort=kontakt", "next": "/?kontakt=30"}


@pytest.fixture
def mine(anna, ame):
    def rows():
        with acting(anna, ame):
            return list(SavedFilter.objects.order_by("name").values_list("name", "query"))

    return rows


def test_saved_under_a_name_and_there_again(site, leila, mine):
    answer = site.post("/filters/", GIVEN)
    assert answer["Location"] == "/?kontakt=30"
    assert mine() == [("Att ringa", "kontakt=30&sort=kontakt")]
    page = words(site.get("/"))
    assert "Att ringa" in page
    assert "?kontakt=30&sort=kontakt" in page


def test_the_same_name_takes_the_place_of_the_one_before(site, leila, mine):
    site.post("/filters/", GIVEN)
    site.post("/filters/", {**GIVEN, "query": "steg=sent"})
    assert mine() == [("Att ringa", "steg=sent")]


def test_a_searched_name_and_a_page_number_are_not_kept(site, leila, mine):
    site.post("/filters/", {**GIVEN, "query": "q=Leila&page=3&steg=sent"})
    assert mine() == [("Att ringa", "steg=sent")]


@pytest.mark.parametrize(
    "change", [{"query": "q=Leila"}, {"name": ""}, {"name": "x" * 61}, {"page": "elsewhere"}]
)
def test_nothing_to_save_is_said_and_not_saved(site, leila, mine, change):
    site.post("/filters/", {**GIVEN, **change})
    assert mine() == []


def test_removed_by_whoever_saved_it(site, anna, ame, leila, mine):
    site.post("/filters/", GIVEN)
    with acting(anna, ame):
        saved = SavedFilter.objects.get()
    site.post(f"/filters/{saved.id}/remove/", {"next": "/"})
    assert mine() == []


def test_a_colleague_neither_sees_nor_removes_it(site, pages, anna, bo, ame, leila, mine):
    site.post("/filters/", GIVEN)
    with acting(anna, ame):
        saved = SavedFilter.objects.get()
    assert "Att ringa" not in words(pages(bo, ame).get("/"))
    assert pages(bo, ame).post(f"/filters/{saved.id}/remove/").status_code == 404
    assert len(mine()) == 1


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_one_is_never_sent_elsewhere(site, leila, path):
    assert site.post("/filters/", {**GIVEN, "next": path})["Location"] == "/"


class TestANameThatIsLookedFor:
    """It narrows the list, follows its order and pages, and stands in no address that anybody can read."""

    def led_to(self, site, **asked):
        return site.post("/filters/show/", {"page": "start", **asked})["Location"]

    def test_stands_sealed_in_the_address_and_open_in_the_field(self, site, leila):
        address = self.led_to(site, q="Leila", steg="saknas")
        assert "Leila" not in unquote(address)
        assert "steg=saknas" in address
        page = site.get(address).content.decode()
        assert 'name="q" value="Leila"' in page
        addresses = re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', page)
        assert not any("Leila" in unquote(one) for one in addresses)

    def test_is_sealed_anew_each_time(self, site, leila):
        assert self.led_to(site, q="Leila") != self.led_to(site, q="Leila")

    def test_a_colleague_who_gets_the_address_gets_no_name(self, site, pages, karin, ame, leila):
        query = self.led_to(site, q="Leil").partition("?")[2]
        page = pages(karin, ame).get(f"/unit/?{query}").content.decode()
        assert 'id="people-q" name="q" value=""' in page
        assert 'value="Leil"' not in page

    @pytest.mark.parametrize("address", ["/?q=Leila", "/?q=%C3%A5", "/?q=AAAA", "/?q=" + "A" * 60])
    def test_what_was_never_sealed_narrows_nothing(self, site, leila, address):
        page = site.get(address)
        assert page.status_code == 200
        assert "Leila" in words(page)
        assert 'name="q" value=""' in page.content.decode()

    def test_nothing_asked_for_is_the_list_itself(self, site, leila):
        assert self.led_to(site, q="  ", page="start") == "/"

    def test_the_managers_list_is_led_to_as_well(self, pages, karin, ame, leila):
        answer = pages(karin, ame).post("/filters/show/", {"page": "caseload", "huvud": "ingen"})
        assert answer["Location"] == "/unit/?huvud=ingen"
