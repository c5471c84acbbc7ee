"""The start page: my people with the next step and the last contact, filtered, sorted, and only mine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.work import add_step, end_step, record_contact
from samvag.cases.models import Assignment
from samvag.kernel.periods import period
from tests.desk.reading import logged_persons, names_in, own_statements, without_tokens, words
from tests.factories.agencies import send_away
from tests.harness.acting import acting


@pytest.fixture
def people(anna, ame, case, day):
    """Anna's persons by family name: what comes next, and when somebody last reached them."""

    def make(family: str, due: int | None = None, reached: int | None = None):
        made = case(anna, card={"given_name": "Kim", "family_name": family})
        with acting(anna, ame) as by:
            if due is not None:
                add_step(made.id, by=by, what=f"Steg för {family}", due_on=day(due))
            if reached is not None:
                record_contact(made.id, by=by, channel="PHONE", reached=True, on=day(-reached))
        return made

    return make


class TestMyPeople:
    def test_mine_are_there(self, site, leila):
        assert "Leila Övning" in words(site.get("/"))

    def test_a_colleagues_are_not(self, pages, bo, ame, leila):
        assert "Leila" not in words(pages(bo, ame).get("/"))

    def test_nor_another_units(self, pages, cilla, soc, leila):
        assert "Leila" not in words(pages(cilla, soc).get("/"))

    def test_those_of_whom_i_cover_for_are(self, pages, anna, bo, ame, leila, today):
        send_away(anna, ame, today, today, bo)
        assert "Leila Övning" in words(pages(bo, ame).get("/"))

    def test_but_not_after_the_absence(self, pages, anna, bo, ame, leila, day):
        send_away(anna, ame, day(-5), day(-1), bo)
        assert "Leila" not in words(pages(bo, ame).get("/"))

    def test_the_first_open_step_is_the_next_one(self, site, leila, anna, ame, day):
        with acting(anna, ame) as by:
            done = add_step(leila.case.id, by=by, what="Det som är klart", due_on=day(1))
            end_step(done.id, by=by)
            add_step(leila.case.id, by=by, what="Det som kommer sen", due_on=day(9))
            add_step(leila.case.id, by=by, what="Det som kommer först", due_on=day(3))
        page = words(site.get("/"))
        assert "Det som kommer först" in page
        assert "Det som kommer sen" not in page
        assert "Det som är klart" not in page

    def test_a_booked_meeting_is_a_next_step_too(self, site, leila, anna, ame):
        starts = timezone.now() + timedelta(days=2)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        with acting(anna, ame) as by:
            book_meeting(leila.case.id, by=by, about="Lära känna", **times)
        assert "Möte: Lära känna" in words(site.get("/"))

    def test_only_reaching_somebody_counts_as_contact(self, site, leila, anna, ame):
        with acting(anna, ame) as by:
            record_contact(leila.case.id, by=by, channel="PHONE", reached=False)
        assert "aldrig nådd" in words(site.get("/"))

    def test_everybody_shown_is_in_the_read_log(self, site, people):
        shown = {people("Ek").person_id, people("Al").person_id}
        assert logged_persons(site, "/") == shown

    def test_and_nobody_who_was_filtered_away(self, site, people):
        people("Ek", due=3)
        shown = people("Al").person_id
        assert logged_persons(site, "/?steg=saknas", part=True) == {shown}


class TestFilters:
    """Each filter with one who passes it and one who only nearly does."""

    @pytest.mark.parametrize(
        ("query", "stays", "goes"),
        [
            ({"q": "öst"}, "Östman", "Ek"),
            ({"q": "ost"}, "Östman", "Ek"),
            ({"q": "n", "steg": "saknas"}, "Utan", "Östman"),
            ({"steg": "saknas"}, "Utan", "Ek"),
            ({"steg": "sent"}, "Sen", "Ek"),
            ({"steg": "vecka"}, "Ek", "Sen"),
            ({"kontakt": "30"}, "Glömd", "Ek"),
            ({"kontakt": "aldrig"}, "Utan", "Glömd"),
            ({"huvud": "jag"}, "Ek", ""),
            ({"huvud": "annan"}, "", "Ek"),
        ],
    )
    def test_narrows(self, site, people, query, stays, goes):
        people("Östman", due=20, reached=2)
        people("Ek", due=7, reached=30)
        people("Sen", due=-1, reached=2)
        people("Utan")
        people("Glömd", due=20, reached=31)
        shown = names_in(site.post("/filters/show/", {"page": "start", **query}, follow=True))
        assert (f"Kim {stays}" in shown) or not stays
        assert f"Kim {goes}" not in shown or not goes

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("namn", ["Al", "Ek", "Åberg"]),
            ("-namn", ["Åberg", "Ek", "Al"]),
            ("steg", ["Åberg", "Ek", "Al"]),
            ("-steg", ["Al", "Ek", "Åberg"]),
            ("kontakt", ["Ek", "Al", "Åberg"]),
            ("nonsens", ["Al", "Ek", "Åberg"]),
        ],
    )
    def test_sorts(self, site, people, sort, order):
        people("Ek", due=3)
        people("Åberg", due=1, reached=1)
        people("Al", due=5, reached=9)
        assert names_in(site.get(f"/?sort={sort}")) == [f"Kim {family}" for family in order]

    def test_an_address_of_nonsense_opens_the_list(self, site, leila):
        assert "Leila" in words(site.get("/?steg=%27;drop&kontakt=x&vem=1&page=-1&sort=name"))

    def test_nobody_left_says_so_and_how_to_see_all(self, site, leila):
        page = words(site.get("/?steg=sent"))
        assert "Ingen passar filtret" in page
        assert "Rensa" in page


def test_the_part_is_the_same_as_in_the_page(site, people):
    for family in ("Al", "Ek"):
        people(family, due=3)
    page = site.get("/?steg=vecka")
    part = site.get("/?steg=vecka", headers={"HX-Request": "true"})
    assert "HX-Request" in part["Vary"]
    assert "<html" not in words(part)
    assert without_tokens(part) in without_tokens(page)


class TestCost:
    @pytest.mark.parametrize("path", ["/", "/?steg=vecka&sort=-kontakt"])
    def test_at_most_six_statements_for_five_as_for_fifty(self, site, people, path):
        for number in range(5):
            people(f"Ek{number}", due=2, reached=3)
        few = own_statements(site, path)
        for number in range(45):
            people(f"Al{number}", due=2, reached=3)
        assert own_statements(site, path) == few <= 6

    def test_fifty_a_page_and_the_rest_on_the_next(self, site, people):
        for number in range(52):
            people(f"Ek{number:02}")
        assert len(names_in(site.get("/"))) == 50
        assert names_in(site.get("/?page=2")) == ["Kim Ek50", "Kim Ek51"]


class TestOthers:
    def test_a_role_without_persons_gets_a_page_without_persons(self, pages, staff, ame, leila):
        page = pages(staff(ame, Role.ADMIN), ame).get("/")
        assert page.status_code == 200
        assert "möter inga personer" in words(page)
        assert "Leila" not in words(page)

    def test_the_manager_is_told_whom_nobody_leads(self, pages, karin, anna, ame, leila, day):
        assert "ingen huvudkontakt" not in words(pages(karin, ame).get("/"))
        leave(leila.case, day(-1))
        assert "1 person i verksamheten har ingen huvudkontakt" in words(pages(karin, ame).get("/"))

    def test_a_worker_is_not(self, pages, bo, ame, leila, day):
        leave(leila.case, day(-1))
        assert "ingen huvudkontakt" not in words(pages(bo, ame).get("/"))

    def test_nobody_logged_in_is_sent_to_the_login(self, client):
        assert client.get("/").status_code == 302


def leave(case, last):
    """The main contact's assignment ended, as when she has left the unit."""
    with acting(case.created_by_id, case.owner_unit_id):
        Assignment.objects.filter(case=case).update(period=period(last - timedelta(days=30), last))
