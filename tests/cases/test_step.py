"""Steps: what, who, when, why ended, and reminding those who never log in."""

from datetime import timedelta

import pytest

from samvag.cases.actions.external import add_external, end_external
from samvag.cases.actions.steps import remind, reopen_step
from samvag.cases.actions.work import add_step, end_step
from samvag.cases.models import Assignment, Step
from samvag.cases.queries.steps import step_of, steps_ahead, steps_ended
from samvag.kernel.errors import Refused, Unseen

FACTS = {
    "agency_kind": "FK",
    "organisation": "Försäkringskassan",
    "name": "Ulla Ulv",
    "phone": "0771-52 45 24",
}


@pytest.fixture
def ulla(anna, ame, acting):
    with acting(anna, ame) as by:
        return add_external(by=by, **FACTS)


@pytest.fixture
def form(today):
    return {"what": "Boka läkartid", "due_on": (today + timedelta(days=7)).isoformat(), "doer": "STAFF",
            "staff": "", "unit": "", "external": "", "external_kind": "KOMMUN", "category": "health"}  # fmt: skip


@pytest.fixture
def step(anna, ame, leila, acting, today):
    with acting(anna, ame) as by:
        return add_step(leila.case.id, by=by, what="Ringa vårdcentralen", due_on=today)


@pytest.fixture
def waiting(anna, ame, leila, ulla, acting, today):
    """A step that waits for Ulla since three days."""
    with acting(anna, ame) as by:
        due = today - timedelta(days=3)
        return add_step(leila.case.id, by=by, what="Beslut", due_on=due, doer="EXTERNAL", whom=ulla.id)


def ahead(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        return steps_ahead(by, leila.person)


@pytest.mark.parametrize(("doer", "who"), [("STAFF", "Anna Ask"), ("PERSON", "Personen själv")])
def test_somebody_does_it(anna, ame, leila, pages, form, acting, doer, who):
    whom = {"staff": str(anna.id)} if doer == "STAFF" else {}
    assert pages(anna, ame).post(leila.path("step/"), {**form, "doer": doer, **whom}).status_code == 302
    (row,) = ahead(anna, ame, leila, acting)
    assert (row.what, row.who, row.category_words) == ("Boka läkartid", who, "Hälsa")


def test_another_unit_does_it(anna, ame, soc, leila, pages, form, acting):
    pages(anna, ame).post(leila.path("step/"), {**form, "doer": "UNIT", "unit": str(soc.id)})
    (row,) = ahead(anna, ame, leila, acting)
    assert row.who == "Socialtjänsten"


def test_the_own_unit_is_not_another(anna, ame, leila, acting, today):
    with acting(anna, ame) as by, pytest.raises(Refused, match="annan verksamhet"):
        add_step(leila.case.id, by=by, what="X", due_on=today, doer="UNIT", whom=ame.id)


def test_a_colleague_who_is_to_do_it_may_see_the_person(anna, bo, ame, leila, pages, form, acting):
    assert pages(bo, ame).get(leila.path("step/")).status_code == 404
    pages(anna, ame).post(leila.path("step/"), {**form, "staff": str(bo.id)})
    assert pages(bo, ame).get(leila.path("step/")).status_code == 200


def test_the_main_contact_keeps_the_case(anna, bo, ame, leila, acting, today):
    with acting(anna, ame) as by:
        add_step(leila.case.id, by=by, what="X", due_on=today, whom=bo.id)
        roles = dict(Assignment.objects.filter(case=leila.case).values_list("staff__name", "role"))
    assert roles == {"Anna Ask": "MAIN", "Bo Berg": "WORKER"}


def test_somebody_who_does_not_work_here_cannot_be_given_a_step(anna, ame, cilla, leila, acting, today):
    with acting(anna, ame) as by, pytest.raises(Refused, match="arbetar inte hos er"):
        add_step(leila.case.id, by=by, what="X", due_on=today, whom=cilla.id)


def test_an_external_contact_is_asked(anna, ame, leila, ulla, pages, form, acting):
    pages(anna, ame).post(leila.path("step/"), {**form, "doer": "EXTERNAL", "external": str(ulla.id)})
    (row,) = ahead(anna, ame, leila, acting)
    assert (row.who, row.phone) == ("Ulla Ulv, Försäkringskassan", "0771-52 45 24")


def test_a_new_external_contact_is_named_in_the_same_form(anna, ame, leila, pages, form, acting):
    new = {
        "external": "NEW",
        "external_name": "Per Palm",
        "external_organisation": "Vårdcentralen",
        "external_kind": "REGION",
    }
    pages(anna, ame).post(leila.path("step/"), {**form, "doer": "EXTERNAL", **new})
    (row,) = ahead(anna, ame, leila, acting)
    assert row.who == "Per Palm, Vårdcentralen"


def test_one_who_is_in_the_register_is_not_put_there_again(anna, ame, leila, ulla, pages, form, acting):
    named = {"name": "ulla ulv", "organisation": "Försäkringskassan ", "kind": "FK"}
    new = {f"external_{field}": value for field, value in named.items()}
    pages(anna, ame).post(leila.path("step/"), {**form, "doer": "EXTERNAL", "external": "NEW", **new})
    (row,) = ahead(anna, ame, leila, acting)
    assert row.whom == ulla.id


def test_another_units_external_contact_is_not_there_to_ask(
    ame, cilla, soc, ulla, somebody_else, acting, today
):
    with acting(cilla, soc) as by, pytest.raises(Refused, match="finns inte i ert register"):
        add_step(somebody_else.case.id, by=by, what="X", due_on=today, doer="EXTERNAL", whom=ulla.id)


def test_nor_is_one_that_is_no_longer_to_be_asked(anna, ame, leila, ulla, acting, today):
    with acting(anna, ame) as by:
        end_external(ulla.id, by=by)
        with pytest.raises(Refused):
            add_step(leila.case.id, by=by, what="X", due_on=today, doer="EXTERNAL", whom=ulla.id)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": " "}, "Skriv vad som ska göras."),
        ({"due_on": "2020-01-01"}, "Dagen har redan varit."),
        ({"due_on": "32 maj"}, "Skriv datumet som ÅÅÅÅ-MM-DD"),
        ({"doer": "NOBODY"}, "Det alternativet finns inte längre."),
        ({"doer": "UNIT"}, "Välj vem som ska göra det."),
        ({"doer": "UNIT", "unit": "not-a-uuid"}, "Det alternativet finns inte längre."),
        ({"doer": "EXTERNAL"}, "Välj vem som ska göra det."),
        ({"doer": "EXTERNAL", "external": "NEW"}, "Skriv både namn och organisation."),
    ],
)
def test_a_refused_step_is_still_there(anna, ame, leila, pages, form, wrong, sentence):
    response = pages(anna, ame).post(leila.path("step/"), {**form, **wrong})
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert "what" in wrong or 'value="Boka läkartid"' in page


def test_it_is_moved_and_given_to_somebody_else(anna, ame, leila, step, pages, form, acting):
    pages(anna, ame).answer(leila.path(f"step/{step.id}/"), {**form, "doer": "PERSON"})
    (row,) = ahead(anna, ame, leila, acting)
    assert (row.what, row.who, row.due_on.isoformat()) == ("Boka läkartid", "Personen själv", form["due_on"])


def test_a_step_that_is_late_may_be_changed_without_moving_it(anna, ame, leila, waiting, pages, form, acting):
    late = {**form, "what": "Beslut om pengar", "due_on": waiting.due_on.isoformat(), "doer": "PERSON"}
    assert pages(anna, ame).answer(leila.path(f"step/{waiting.id}/"), late).status_code == 302


def test_it_ends_with_a_reason_and_can_be_opened_again(anna, ame, leila, step, pages, acting):
    browser = pages(anna, ame)
    browser.post(leila.path(f"step/{step.id}/end/"), {"reason": "NOT_NEEDED", "note": "Löste sig"})
    assert ahead(anna, ame, leila, acting) == []
    with acting(anna, ame) as by:
        (row,) = steps_ended(by, leila.person)
    assert (row.end_words, row.end_note) == ("Behövs inte längre", "Löste sig")
    browser.post(leila.path(f"step/{step.id}/reopen/"))
    assert len(ahead(anna, ame, leila, acting)) == 1


def test_it_ends_once(anna, ame, step, acting):
    with acting(anna, ame) as by:
        end_step(step.id, by=by)
        with pytest.raises(Refused, match="redan avslutat"):
            end_step(step.id, by=by)


def test_an_open_step_is_not_opened_again(anna, ame, step, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="inte avslutat"):
        reopen_step(step.id, by=by)


def test_nobody_without_part_in_the_case_touches_it(bo, ame, leila, step, pages, form, acting):
    browser = pages(bo, ame)
    for rest in ("", "end/", "reopen/", "remind/"):
        assert browser.post(leila.path(f"step/{step.id}/{rest}"), form).status_code == 404
    with acting(bo, ame) as by, pytest.raises(Unseen):
        end_step(step.id, by=by)


class TestReminding:
    def test_the_page_has_the_number_and_words_to_say_and_to_send(self, anna, ame, leila, waiting, pages):
        page = pages(anna, ame).get(leila.path(f"step/{waiting.id}/remind/")).content.decode()
        assert 'href="tel:0771-524524"' in page
        assert "3 dagar sen" in page
        said, sent = page.split("Att skicka")
        assert "Jag ringer om Leila Övning. Vi väntar på: Beslut." in said
        assert "Leila" not in sent.split('id="message"')[1].split("</p>")[0]
        assert "Beslut" not in sent.split('id="message"')[1].split("</p>")[0]

    def test_it_is_noted_each_time(self, anna, ame, leila, waiting, pages, acting, today):
        for channel in ("PHONE", "EMAIL"):
            pages(anna, ame).post(leila.path(f"step/{waiting.id}/remind/"), {"channel": channel})
        with acting(anna, ame) as by:
            row = step_of(by, leila.person, waiting.id)
        assert (row.reminded, row.reminded_on) == (2, today)

    def test_a_step_of_our_own_is_not_reminded_of(self, anna, ame, step, acting):
        with acting(anna, ame) as by, pytest.raises(Refused, match="extern kontakt"):
            remind(step.id, "PHONE", by=by)

    def test_one_that_ended_is_not_either(self, anna, ame, waiting, acting):
        with acting(anna, ame) as by:
            end_step(waiting.id, by=by)
            with pytest.raises(Refused):
                remind(waiting.id, "PHONE", by=by)
            assert Step.objects.get().reminders.count() == 0
