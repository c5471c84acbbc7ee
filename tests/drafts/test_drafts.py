"""Drafts of forms: kept for the writer alone, gone when the form is saved, and after thirty days."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from samvag.drafts.actions import MOST_BYTES, MOST_DRAFTS, drop_draft, keep_draft
from samvag.drafts.jobs import dispose
from samvag.drafts.models import Draft
from samvag.drafts.queries import draft_at
from samvag.kernel.errors import Refused

PLACE = "/people/x/step/"
FIELDS = {"what": ["Boka läkartid"], "staff": ["1", "2"]}


def test_what_was_written_is_there_again(anna, ame, acting):
    with acting(anna, ame) as by:
        keep_draft(PLACE, FIELDS, by=by)
        assert draft_at(by, PLACE).fields == FIELDS
        keep_draft(PLACE, {"what": ["Ring"]}, by=by)
        assert draft_at(by, PLACE).text("what") == "Ring"
        assert Draft.objects.count() == 1


def test_nobody_else_sees_or_reaches_it(anna, karin, ame, acting):
    """Not her manager either."""
    with acting(anna, ame) as by:
        keep_draft(PLACE, FIELDS, by=by)
    with acting(karin, ame) as by:
        assert (draft_at(by, PLACE), Draft.objects.exists(), Draft.objects.update(place="/")) == (
            None,
            False,
            0,
        )
        drop_draft(PLACE, by=by)
        Draft.objects.all().delete()
    with acting(anna, ame) as by:
        assert draft_at(by, PLACE).fields == FIELDS


def test_two_who_write_have_a_draft_each(anna, karin, ame, acting):
    for writer in (anna, karin):
        with acting(writer, ame) as by:
            keep_draft(PLACE, {"what": [f"Av {writer.name}"]}, by=by)
    with acting(anna, ame) as by:
        assert draft_at(by, PLACE).text("what") == "Av Anna Ask"


def test_an_emptied_form_has_none(anna, ame, acting):
    with acting(anna, ame) as by:
        keep_draft(PLACE, FIELDS, by=by)
        keep_draft(PLACE, {"what": [" "], "staff": []}, by=by)
        assert draft_at(by, PLACE) is None


def test_too_much_is_refused_and_what_was_kept_stays(anna, ame, acting):
    with acting(anna, ame) as by:
        keep_draft(PLACE, FIELDS, by=by)
        with pytest.raises(Refused, match="för mycket text"):
            keep_draft(PLACE, {"what": ["å" * MOST_BYTES]}, by=by)
        assert draft_at(by, PLACE).fields == FIELDS


def test_the_oldest_go_when_there_are_very_many(anna, ame, acting):
    with acting(anna, ame) as by:
        for number in range(MOST_DRAFTS + 2):
            keep_draft(f"/{number}/", FIELDS, by=by)
        assert (draft_at(by, "/1/"), draft_at(by, "/2/") is None) == (None, False)
        assert Draft.objects.count() == MOST_DRAFTS


def test_after_thirty_days_it_goes_and_not_before(anna, ame, acting):
    with acting(anna, ame) as by:
        for days in (29, 31):
            keep_draft(f"/{days}/", FIELDS, by=by)
            Draft.objects.filter(place=f"/{days}/").update(saved_at=timezone.now() - timedelta(days=days))
    assert dispose() == 1
    with acting(anna, ame) as by:
        assert (draft_at(by, "/29/") is None, draft_at(by, "/31/")) == (False, None)


class TestTheAddress:
    @pytest.fixture
    def browser(self, anna, ame, pages):
        return pages(anna, ame)

    def asked(self, browser):
        return browser.get("/utkast/", {"draft-of": PLACE}).json()

    def test_keeps_what_is_sent_and_gives_it_back(self, browser):
        sent = {
            "draft-of": PLACE,
            "next": "/",
            "what": "Boka läkartid",
            "staff": ["1", "2"],
            "drawn": "ett:kvitto",
        }
        answer = browser.post("/utkast/", sent)
        assert answer.json()["clock"] == f"{timezone.localtime():%H:%M}"
        assert self.asked(browser)["fields"] == {**FIELDS, "drawn": ["ett:kvitto"]}

    def test_a_number_and_a_password_are_never_kept(self, browser):
        browser.post(
            "/utkast/", {"draft-of": PLACE, "what": "x", "number": "200001012384", "password": "hemligt"}
        )
        assert self.asked(browser)["fields"] == {"what": ["x"]}

    def test_lets_it_go_when_told(self, browser):
        browser.post("/utkast/", {"draft-of": PLACE, "what": "x"})
        browser.post("/utkast/", {"draft-of": PLACE, "draft-drop": "1"})
        assert "fields" not in self.asked(browser)

    def test_somebody_who_is_logged_out_is_sent_to_log_in(self, client, db):
        assert client.post("/utkast/", {"draft-of": PLACE, "what": "x"}).status_code == 302


def test_a_form_that_is_refused_keeps_its_draft(anna, ame, case, pages):
    from tests.factories.known import known

    leila = known(anna, case(anna))
    browser, path = pages(anna, ame), leila.path("step/")
    browser.post("/utkast/", {"draft-of": path, "what": "Boka läkartid"})
    assert (
        browser.post(path, {"draft-of": path, "what": "Boka läkartid", "due_on": "aldrig"}).status_code == 422
    )
    assert browser.get("/utkast/", {"draft-of": path}).json()["fields"] == {"what": ["Boka läkartid"]}


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_database_itself_shows_a_draft_to_its_writer_alone():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'drafts_draft'"
        )
        assert cursor.fetchone() == (True, True)
