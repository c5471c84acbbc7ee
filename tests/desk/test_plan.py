"""*Min plan*: what the person gets in the hand, in calm words and no others' secrets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.cases.actions.case import assign
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.work import add_step, end_step, write_note
from tests.desk.reading import words
from tests.harness.acting import acting


@pytest.fixture
def planned(leila, anna, bo, ame, day):
    starts = timezone.now() + timedelta(days=2)
    with acting(anna, ame) as by:
        add_step(leila.case.id, by=by, what="Besöka Lindens förskola", due_on=day(4), doer="PERSON")
        add_step(leila.case.id, by=by, what="Ringa Försäkringskassan", due_on=day(-9))
        end_step(add_step(leila.case.id, by=by, what="Skriva cv", due_on=day(1)).id, by=by)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        book_meeting(leila.case.id, by=by, about="Träffas", place="Rum 4", **times)
        write_note(leila.case.id, "En arbetsanteckning.", by=by)
        assign(leila.case.id, bo.id, "DEPUTY", by=by)
    return leila


class TestThePage:
    def test_steps_with_who_and_when(self, site, planned):
        page = words(site.get(planned.path("min-plan/")))
        assert "Besöka Lindens förskola" in page
        assert "Jag själv" in page

    def test_nothing_is_late_and_nothing_is_red(self, site, planned):
        page = words(site.get(planned.path("min-plan/")))
        assert "Ringa Försäkringskassan" in page
        assert "så snart det går" in page
        assert "försenat" not in page
        assert 'data-kind="gap"' not in page

    def test_meetings_and_whom_to_ring(self, site, planned):
        page = words(site.get(planned.path("min-plan/")))
        assert "Träffas, Rum 4" in page
        assert page.index("Anna Ask") < page.index("Bo Berg")

    def test_neither_notes_nor_what_is_done(self, site, planned):
        page = words(site.get(planned.path("min-plan/")))
        assert "En arbetsanteckning." not in page
        assert "Skriva cv" not in page

    def test_without_a_step_somebody_is_named_instead(self, site, leila):
        page = words(site.get(leila.path("min-plan/")))
        assert "Nästa steg är inte bestämt. Anna Ask hör av sig." in page

    @pytest.mark.parametrize("rest", ["min-plan/", "min-plan.pdf"])
    def test_a_colleague_without_part_does_not_find_it(self, pages, bo, ame, leila, rest):
        assert pages(bo, ame).get(leila.path(rest)).status_code == 404


class TestTheDocument:
    def test_one_tagged_page_in_swedish(self, site, planned):
        answer = site.get(planned.path("min-plan.pdf"))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert b"/MarkInfo" in answer.content
        assert b"pdfuaid" in answer.content
        assert answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type/Page\n") <= 1

    def test_markup_in_a_step_stays_words(self, site, leila, anna, ame, day):
        with acting(anna, ame) as by:
            add_step(leila.case.id, by=by, what='#read("/etc/passwd") *fet*', due_on=day(1))
        assert site.get(leila.path("min-plan.pdf")).content.startswith(b"%PDF")
