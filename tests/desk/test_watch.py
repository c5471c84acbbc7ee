"""What needs me now: worst first with the act beside; on three pages; and letting it wait."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from samvag.cases.actions.case import assign
from samvag.cases.actions.work import add_step
from samvag.desk.paths import about
from samvag.gaps.terms import RULES
from tests.desk.reading import own_statements, words
from tests.desk.test_start import leave
from tests.factories.known import known
from tests.harness.acting import acting


@pytest.fixture
def forgotten(anna, case, day):
    """Somebody with whom nothing has been planned for 20 days."""

    def make(given="Leila", family="Övning"):
        facts = {"opened_on": day(-20), "watched_from": day(-20)}
        return known(anna, case(anna, card={"given_name": given, "family_name": family}, **facts))

    return make


def sentences(page) -> str:
    return words(page).split('id="att-bevaka"')[1].split("</section>")[0]


def keys(page) -> list[str]:
    return re.findall(r'name="gap" value="([^"]+)"', words(page))


class TestOnTheStartPage:
    def test_a_sentence_and_the_act_beside(self, site, forgotten):
        leila = forgotten()
        told = sentences(site.get("/"))
        assert "Leila har inget nästa steg" in told
        assert "Du är huvudkontakt." in told
        assert f'href="{leila.path("step/")}"' in told

    def test_gone_when_its_cause_is(self, site, forgotten, anna, ame, day):
        leila = forgotten()
        with acting(anna, ame) as by:
            add_step(leila.case.id, by=by, what="Ringa", due_on=day(3))
        assert "Leila" not in sentences(site.get("/"))

    def test_one_line_a_person(self, site, forgotten, anna, ame, day):
        leila = forgotten()
        with acting(anna, ame) as by:
            add_step(leila.case.id, by=by, what="Sent", due_on=day(-30))
        assert len(keys(site.get("/"))) == 1

    def test_a_colleague_has_nothing_of_it(self, pages, bo, ame, forgotten):
        forgotten()
        page = pages(bo, ame).get("/")
        assert "Inget att bevaka just nu" in words(page)

    def test_every_act_leads_somewhere(self, site, forgotten):
        forgotten()
        for path in re.findall(r'class="sv-act" href="([^"]+)"', sentences(site.get("/"))):
            assert site.get(path).status_code == 200


class TestOnTheOtherPages:
    def test_all_of_a_person_on_her_page(self, site, forgotten):
        assert "Leila har inget nästa steg" in words(site.get(forgotten().path()))

    def test_the_units_on_the_managers(self, pages, karin, bo, ame, forgotten, day):
        leila = forgotten()
        assert "Anna Ask är huvudkontakt." in sentences(pages(karin, ame).get("/unit/"))
        leave(leila.case, day(-10))
        assert "ingen huvudkontakt" in words(pages(karin, ame).get("/unit/"))

    def test_narrowed_to_one_worker(self, pages, karin, bo, anna, ame, forgotten):
        forgotten()
        with acting(karin, ame) as by:
            assign(forgotten("Kim", "Ek").case.id, bo.id, "MAIN", by=by)
        told = sentences(pages(karin, ame).get(f"/unit/?vem={bo.id}"))
        assert "Kim" in told
        assert "Leila" not in told

    def test_the_start_page_costs_the_same_with_many(self, site, forgotten):
        for number in range(5):
            forgotten(f"Kim{number}")
        few = own_statements(site, "/")
        for number in range(30):
            forgotten(f"Lo{number}")
        assert own_statements(site, "/") == few <= 6
        assert "35" in sentences(site.get("/"))


class TestLettingItWait:
    def wait(self, site, day, keys, **change):
        given = {"gap": keys, "until": day(5).isoformat(), "reason": "Hon är bortrest", "next": "/"}
        return site.post("/watch/postpone/", {**given, **change}, follow=True)

    def test_several_at_once_and_back_again(self, site, forgotten, day):
        forgotten()
        forgotten("Kim", "Ek")
        done = self.wait(site, day, keys(site.get("/")))
        assert f"2 är uppskjutna till {day(5)}." in words(done)
        assert keys(site.get("/")) == []
        undo = re.search(r'action="(/watch/[^"]+/undo/)"', words(done)).group(1)
        assert "Ångrat" in words(site.post(undo, {"next": "/"}, follow=True))
        assert len(keys(site.get("/"))) == 2

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"gap": []}, "Kryssa först för det som kan vänta."),
            ({"until": ""}, "Välj till vilken dag det kan vänta."),
            ({"reason": ""}, "Skriv varför det kan vänta."),
            ({"gap": ["nonsens"]}, "finns inte längre"),
            ({"until": "2020-01-01"}, ""),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_waits(self, site, forgotten, day, change, sentence):
        forgotten()
        found = keys(site.get("/"))
        assert sentence in words(self.wait(site, day, found, **change))
        assert keys(site.get("/")) == found

    def test_a_colleagues_cannot_be_let_wait(self, site, pages, bo, ame, forgotten, day):
        forgotten()
        found = keys(site.get("/"))
        answer = self.wait(pages(bo, ame), day, found)
        assert "uppskjut" not in words(answer)
        assert keys(site.get("/")) == found


class TestActs:
    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    @pytest.mark.parametrize("moment", ["", "EXIT"])
    def test_the_address_in_a_list_is_the_pages_own(self, rule, moment):
        ids = rule.act.ids(uuid4(), uuid4(), moment)
        assert about(rule.act.route, *ids) == reverse(rule.act.route, args=ids)
