"""What surrounds a page: the menu by role, the unit, the banner."""

import re

import pytest

from samvag.access.roles import Role
from tests.desk.reading import words
from tests.factories.agencies import give_role
from tests.harness.acting import setting_up

ALWAYS = {"Idag", "Verksamheter", "Personal"}
WITH_PERSONS = {"Veckan"}
WHOLE = {"Vår verksamhet", "Överlämningar", "Listor in", "Uppföljning"}


def menu(response) -> set[str]:
    nav = words(response).split('<nav class="sv-nav"')[1].split("</nav>")[0]
    return {word.strip() for word in re.findall(r"<a [^>]*>([^<]+)", nav)}


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.WORKER, WITH_PERSONS),
        (Role.RECIPIENT, WITH_PERSONS | WHOLE),
        (Role.MANAGER, WITH_PERSONS | WHOLE | {"Rättigheter"}),
        (Role.ADMIN, {"Rättigheter"}),
        (Role.ASSOCIATION, {"Uppföljning"}),
        (Role.OFFICER, {"Rättigheter"}),
        (Role.REVIEWER, {"Loggranskning"}),
    ],
)
def test_the_menu_holds_what_the_role_opens(role, more, pages, staff, ame):
    assert menu(pages(staff(ame, role), ame).get("/")) == ALWAYS | more


@pytest.mark.parametrize("role", list(Role))
def test_and_opens_it(role, pages, staff, ame):
    site = pages(staff(ame, role), ame)
    nav = words(site.get("/")).split('<nav class="sv-nav"')[1].split("</nav>")[0]
    for path in re.findall(r'href="([^"]+)"', nav):
        assert site.get(path).status_code == 200, path


def test_where_the_reader_is_is_marked_once(site, leila):
    nav = words(site.get("/week/")).split('<nav class="sv-nav"')[1].split("</nav>")[0]
    assert nav.count("aria-current") == 1
    assert re.search(r'href="/week/" aria-current="page"', nav)


class TestUnit:
    def test_one_unit_is_only_said(self, site, ame):
        page = words(site.get("/"))
        assert "AME" in page
        assert "sv-unit--one" in page

    def test_several_can_be_chosen_from(self, site, anna, soc):
        give_role(anna, soc, Role.WORKER)
        page = words(site.get("/"))
        assert 'name="unit"' in page
        assert "Socialtjänsten" in page


class TestBanner:
    def test_made_up_figures_say_so(self, site):
        assert "Påhittade personer och siffror" in words(site.get("/"))

    def test_real_ones_do_not(self, site, ame):
        with setting_up():
            association = ame.agency.association
            association.made_up = False
            association.save()
        assert "Påhittade" not in words(site.get("/"))
