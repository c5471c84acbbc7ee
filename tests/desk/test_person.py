"""The person's page: who opens it, what stands on it, whose each row is, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.cases.actions.attachment import add_attachment
from samvag.cases.actions.case import assign, close_case
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.participation import start_participation
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import add_step, end_step, record_contact, write_note
from tests.desk.reading import logged_persons, own_statements, without_tokens, words
from tests.factories.sharing import make_intervention
from tests.harness.acting import acting

PARTS = ("handelser", "insatser", "samtycken", "handlingar", "uppgifter")


class TestWhoOpensIt:
    def test_the_main_contact(self, site, leila):
        assert "Leila Övning" in words(site.get(leila.path()))

    def test_the_manager(self, pages, karin, ame, leila):
        assert pages(karin, ame).get(leila.path()).status_code == 200

    def test_a_colleague_without_part_does_not_find_it(self, pages, bo, ame, leila):
        assert pages(bo, ame).get(leila.path()).status_code == 404

    def test_another_unit_does_not_find_our_card(self, pages, cilla, soc, leila):
        assert pages(cilla, soc).get(leila.path()).status_code == 404

    def test_not_even_one_with_whom_everything_is_shared(self, pages, cilla, soc, leila, theirs):
        assert pages(cilla, soc).get(leila.path()).status_code == 404
        assert pages(cilla, soc).get(theirs.path()).status_code == 200

    def test_whoever_looked_is_in_the_log(self, site, leila):
        assert logged_persons(site, leila.path()) == {leila.person}


class TestAbove:
    def test_the_next_step_is_the_first_due_with_who_does_it(self, site, leila, anna, ame, day):
        with acting(anna, ame) as by:
            add_step(leila.case.id, by=by, what="Senare", due_on=day(20))
            add_step(leila.case.id, by=by, what="Ringa skolan", due_on=day(3), doer="PERSON")
        page = words(site.get(leila.path()))
        assert page.index("Ringa skolan") < page.index("Senare")
        assert "Personen själv" in page

    def test_without_a_step_it_says_so_and_how_to_plan_one(self, site, leila):
        page = words(site.get(leila.path()))
        assert "Inget steg är planerat." in page
        assert f"{leila.path()}step/" in page

    def test_who_leads_with_telephone_and_how_many_have(self, site, leila, anna, bo, ame, pages, karin):
        assert "huvudkontakten" not in words(site.get(leila.path()))
        with acting(karin, ame) as by:
            assign(leila.case.id, bo.id, "MAIN", by=by, from_day=timezone.localdate() + timedelta(days=0))
        page = words(pages(karin, ame).get(leila.path()))
        assert "Bo Berg" in page

    def test_it_says_whose_view_of_the_way_it_is(self, site, leila):
        assert "Så här ser AME vägen" in words(site.get(leila.path()))

    def test_the_way_stands_as_a_table_too(self, site, leila, anna, ame, day):
        course = make_intervention(ame, anna, "Ungdomsspåret")
        with acting(anna, ame) as by:
            start_participation(leila.case.id, course, by=by, first=day(0))
        page = words(site.get(leila.path()))
        table = page[page.index("Vägen som tabell") :]
        assert "Ungdomsspåret" in table

    def test_a_closed_case_is_read_but_not_worked_on(self, site, leila, anna, ame):
        with acting(anna, ame) as by:
            close_case(leila.case.id, "MOVED", by=by)
        page = words(site.get(leila.path()))
        assert "Ärendet avslutades" in page
        assert f"{leila.path()}contact/" not in page
        assert f"{leila.path()}open/" in page


class TestParts:
    @pytest.fixture
    def life(self, leila, anna, ame, day):
        course = make_intervention(ame, anna, "Ungdomsspåret")
        starts = timezone.now() + timedelta(days=2)
        with acting(anna, ame) as by:
            record_contact(leila.case.id, by=by, channel="PHONE", reached=True, line="Vill jobba med djur.")
            record_contact(leila.case.id, by=by, channel="SMS", reached=False)
            write_note(leila.case.id, "Tar bussen själv.", by=by)
            done = add_step(leila.case.id, by=by, what="Skriva cv", due_on=day(1))
            end_step(done.id, by=by)
            times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
            book_meeting(leila.case.id, by=by, about="Uppföljning", **times)
            start_participation(leila.case.id, course, by=by, first=day(0))
            add_spell(leila.case.id, "WAIT", "praktikplats", by=by, first=day(0))
            add_attachment(leila.case.id, by=by, name="intyg.txt", data=b"Hej.")
        return leila

    def test_each_says_how_much_there_is(self, site, life):
        page = words(site.get(life.path()))
        for word, count in (
            ("Händelser", 5),
            ("Insatser och perioder", 2),
            ("Samtycken", 0),
            ("Bilagor", 1),
        ):
            assert f'{word} <span class="sv-count">{count}</span>' in " ".join(page.split())

    def test_events_are_told_newest_first(self, site, life):
        page = words(site.get(life.path()))
        page = page[page.index('class="dk-events"') :]
        assert page.index("Uppföljning") < page.index("Vill jobba med djur.")
        assert "nådde inte" in page

    @pytest.mark.parametrize(
        ("kind", "stays", "goes"),
        [
            ("CONTACT", "Vill jobba med djur.", "Tar bussen själv."),
            ("NOTE", "Tar bussen själv.", "Vill jobba med djur."),
            ("STEP", "Skriva cv", "Tar bussen själv."),
            ("MEETING", "bokat", "Tar bussen själv."),
            ("nonsens", "Tar bussen själv.", ""),
        ],
    )
    def test_events_by_kind(self, site, life, kind, stays, goes):
        page = words(site.get(life.path(f"?typ={kind}")))
        told = page[page.index('class="dk-events"') :]
        assert stays in told
        assert not goes or goes not in told

    def test_the_others_are_one_click_away(self, site, life):
        assert "Ungdomsspåret" in part(site, life, "insatser")
        assert "praktikplats" in part(site, life, "insatser")
        assert "intyg.txt" in part(site, life, "handlingar")
        assert "Inga samtycken" in part(site, life, "samtycken")
        assert "Ändra uppgifter" in part(site, life, "uppgifter")

    @pytest.mark.parametrize("name", PARTS)
    def test_the_part_is_the_same_as_in_the_page(self, site, life, name):
        page = site.get(life.path(f"?del={name}"))
        alone = site.get(life.path(f"?del={name}"), headers={"HX-Request": "true"})
        assert "HX-Request" in alone["Vary"]
        assert without_tokens(alone) in without_tokens(page)
        assert '<svg class="w' not in words(alone)

    @pytest.mark.parametrize("name", PARTS)
    def test_at_most_six_statements_however_long_the_life(self, site, life, anna, ame, name):
        few = own_statements(site, life.path(f"?del={name}"))
        with acting(anna, ame) as by:
            for number in range(50):
                record_contact(life.case.id, by=by, channel="PHONE", reached=True)
                write_note(life.case.id, f"Anteckning {number}", by=by)
        assert own_statements(site, life.path(f"?del={name}")) == few <= 6

    def test_a_long_life_shows_the_latest_and_how_many_are_left(self, site, leila, anna, ame):
        with acting(anna, ame) as by:
            for number in range(30):
                write_note(leila.case.id, f"Anteckning nummer {number}.", by=by)
        page = words(site.get(leila.path()))
        assert page.count("Anteckning nummer") == 25
        assert "Visa 5 äldre" in page
        assert words(site.get(leila.path("?alla=1"))).count("Anteckning nummer") == 30


class TestShared:
    """Two units with a consent for planning and contacts between them."""

    @pytest.fixture
    def from_soc(self, theirs, cilla, soc, day):
        with acting(cilla, soc) as by:
            write_note(theirs.case.id, "Boendet är ordnat.", by=by)
            write_note(theirs.case.id, "Något om hälsan.", by=by, category="health")
        return theirs

    def test_what_is_shared_says_whose_it_is(self, site, leila, from_soc):
        page = words(site.get(leila.path()))
        assert "Boendet är ordnat." in page
        assert "delas av Socialtjänsten" in page

    def test_another_category_is_not_there(self, site, leila, from_soc):
        assert "Något om hälsan." not in words(site.get(leila.path()))

    def test_nor_anything_for_a_colleague_outside_the_team(self, pages, karin, ame, leila, from_soc):
        assert "Boendet är ordnat." not in words(pages(karin, ame).get(leila.path()))

    def test_the_team_stands_beside_the_way(self, site, leila, from_soc):
        assert "Cilla Ceder" in words(site.get(leila.path()))


def part(site, who, name):
    return words(site.get(who.path(f"?del={name}"), headers={"HX-Request": "true"}))
