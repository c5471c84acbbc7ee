"""Contact in fifteen seconds."""

from datetime import timedelta

import pytest

from samvag.cases.actions.undo import undo_contact
from samvag.cases.actions.work import record_contact
from samvag.cases.models import Contact, Step
from samvag.cases.policy import may_undo
from samvag.cases.queries.contacts import contacts_of
from samvag.kernel.errors import Forbidden, Unseen
from samvag.kernel.workdays import is_workday
from tests.factories.known import known


@pytest.fixture
def form(today):
    """As the page sends it when only the last button has been touched."""
    return {
        "channel": "PHONE",
        "line": "",
        "later": "",
        "on": today.isoformat(),
        "direction": "OUT",
        "reached": "yes",
    }


def test_two_taps_are_enough(anna, ame, leila, pages, form, acting):
    page = pages(anna, ame).get(leila.path("contact/")).content.decode()
    assert 'name="reached" value="yes"' in page
    response = pages(anna, ame).post(leila.path("contact/"), form)
    assert (response.status_code, response["Location"]) == (302, leila.path())
    with acting(anna, ame) as by:
        (row,) = contacts_of(by, leila.person)
    assert (row.channel, row.reached, row.by, row.unit) == ("PHONE", True, "Anna Ask", "")


def test_the_safest_channel_is_the_one_to_begin_with(anna, ame, case, pages):
    shy = known(anna, case(anna, card={"safe_channel": "SMS"}))
    page = pages(anna, ame).get(shy.path("contact/")).content.decode()
    assert 'value="SMS" checked' in page
    assert "Nås säkrast med sms" in page


def test_a_next_day_becomes_a_step_on_a_working_day(anna, ame, leila, pages, form, acting, today):
    pages(anna, ame).post(leila.path("contact/"), {**form, "later": "7", "step": "Ringa igen"})
    with acting(anna, ame):
        step = Step.objects.get()
    assert (step.what, step.staff_id) == ("Ringa igen", anna.id)
    assert is_workday(step.due_on)
    assert today + timedelta(days=7) <= step.due_on <= today + timedelta(days=11)


def test_a_next_day_without_words_is_a_new_contact(anna, ame, leila, pages, form, acting):
    pages(anna, ame).post(leila.path("contact/"), {**form, "later": "14"})
    with acting(anna, ame):
        assert Step.objects.get().what == "Ny kontakt"


def test_no_next_day_makes_no_step_though_words_were_left(anna, ame, leila, pages, form, acting):
    pages(anna, ame).post(leila.path("contact/"), {**form, "later": "", "step": "Kvarglömt"})
    with acting(anna, ame):
        assert not Step.objects.exists()


def test_it_returns_to_the_list_it_came_from(anna, ame, leila, pages, form):
    assert (
        pages(anna, ame).post(leila.path("contact/"), {**form, "next": "/?vy=alla"})["Location"]
        == "/?vy=alla"
    )


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "people"]
)
def test_it_never_returns_to_somebody_elses_address(anna, ame, leila, pages, form, elsewhere):
    response = pages(anna, ame).post(leila.path("contact/"), {**form, "next": elsewhere})
    assert response["Location"] == leila.path()


def test_from_the_sheet_over_a_list_the_list_is_shown_anew(anna, ame, leila, pages, form):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    response = pages(anna, ame).post(leila.path("contact/"), {**form, "next": "/"}, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/")


def test_the_sheet_is_a_part_of_the_page(anna, ame, leila, pages):
    browser = pages(anna, ame)
    whole = browser.get(leila.path("contact/")).content.decode()
    part = browser.get(leila.path("contact/"), headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    without = lambda text: [line for line in text.split("\n") if "csrf" not in line]  # noqa: E731
    assert "\n".join(without(part.content.decode().strip())) in "\n".join(without(whole))
    assert "HX-Request" in part["Vary"]


BAD = [
    ({"reached": ""}, "Välj ett av alternativen."),
    ({"channel": "PIGEON"}, "Det alternativet finns inte längre."),
    ({"on": "i går"}, "Skriv datumet som ÅÅÅÅ-MM-DD"),
    ({"on": "2999-01-01"}, "Kontrollera årtalet"),
    ({"later": "DAY"}, "Välj vilken dag, eller välj Ingen."),
    ({"later": "DAY", "next_on": "2020-01-01"}, "Dagen har redan varit."),
    ({"line": "x" * 201}, "Texten är för lång: 201 tecken av högst 200."),
    ({"line": "a\x00b"}, "Null-tecken"),
]


@pytest.mark.parametrize(("wrong", "sentence"), BAD, ids=[sentence for _wrong, sentence in BAD])
def test_what_was_typed_is_kept_and_the_sentence_says_what_to_do(
    anna, ame, leila, pages, form, acting, wrong, sentence
):
    given = {**form, "line": "Pratade om praktik", **wrong}
    response = pages(anna, ame).post(leila.path("contact/"), given)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "line" in wrong or 'value="Pratade om praktik"' in page
    with acting(anna, ame):
        assert not Contact.objects.exists()


def test_a_contact_in_the_future_is_refused(anna, ame, leila, pages, form, today):
    later = (today + timedelta(days=1)).isoformat()
    response = pages(anna, ame).post(leila.path("contact/"), {**form, "on": later})
    assert "Dagen har inte varit än." in response.content.decode()


def test_the_writer_takes_it_back_with_its_step(anna, ame, leila, pages, form, acting):
    browser = pages(anna, ame)
    browser.post(leila.path("contact/"), {**form, "later": "7"})
    with acting(anna, ame):
        contact = Contact.objects.get()
    browser.post(leila.path(f"contact/{contact.id}/undo/"))
    with acting(anna, ame):
        assert not Contact.objects.exists()
        assert not Step.objects.exists()


def test_a_colleague_cannot_take_it_back(anna, karin, ame, leila, acting):
    with acting(anna, ame) as by:
        contact = record_contact(leila.case.id, by=by, channel="PHONE", reached=True)
    with acting(karin, ame) as by, pytest.raises(Forbidden, match="Bara den som skrev det"):
        undo_contact(contact.id, by=by)


def test_after_ten_minutes_it_stands(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        contact = record_contact(leila.case.id, by=by, channel="PHONE", reached=True)
    assert may_undo(by, contact, contact.created_at + timedelta(minutes=10))
    too_late = may_undo(by, contact, contact.created_at + timedelta(minutes=10, seconds=1))
    assert not too_late
    assert "tio minuter" in too_late.reason


def test_a_colleague_without_part_in_the_case_does_not_find_the_person(bo, ame, leila, pages, acting):
    assert pages(bo, ame).get(leila.path("contact/")).status_code == 404
    with acting(bo, ame) as by, pytest.raises(Unseen):
        record_contact(leila.case.id, by=by, channel="PHONE", reached=True)


def test_the_manager_does(karin, ame, leila, pages, form):
    assert pages(karin, ame).post(leila.path("contact/"), form).status_code == 302


def test_another_unit_does_not(cilla, soc, leila, pages, form):
    assert pages(cilla, soc).post(leila.path("contact/"), form).status_code == 404


def test_in_a_closed_case_the_form_says_how_to_go_on(anna, ame, leila, pages, form, acting):
    from samvag.cases.actions.case import close_case

    with acting(anna, ame) as by:
        close_case(leila.case.id, "WORK", by=by)
    response = pages(anna, ame).post(leila.path("contact/"), form)
    assert response.status_code == 422
    assert "Öppna ärende" in response.content.decode()
