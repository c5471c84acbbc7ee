"""The unit's register of those who never log in."""

import pytest

from samvag.access.roles import Role
from samvag.agencies.models import ExternalContact
from samvag.cases.actions.external import add_external, edit_external, end_external
from samvag.cases.queries.external import external_contacts
from samvag.kernel.errors import Forbidden, Unseen

FORM = {
    "agency_kind": "FK",
    "organisation": "Försäkringskassan",
    "name": "Ulla Ulv",
    "title": "",
    "phone": "0771-52 45 24",
    "email": "",
    "tags": "aktivitetsersättning, unga",
}


@pytest.fixture
def ulla(anna, ame, acting):
    with acting(anna, ame) as by:
        return add_external(by=by, **{**FORM, "tags": ["unga"]})


def test_everybody_in_the_unit_who_meets_persons_keeps_it(anna, bo, ame, pages, acting):
    pages(anna, ame).post("/external/new/", FORM)
    with acting(bo, ame) as by:
        (row,) = external_contacts(by)
    assert (row.name, row.kind_words, row.tags) == (
        "Ulla Ulv",
        "Försäkringskassan",
        ["aktivitetsersättning", "unga"],
    )


def test_another_unit_has_its_own(cilla, soc, ulla, pages, acting):
    with acting(cilla, soc) as by:
        assert external_contacts(by) == []
        with pytest.raises(Unseen):
            edit_external(ulla.id, by=by, **FORM)
    assert pages(cilla, soc).get(f"/external/{ulla.id}/").status_code == 404


def test_an_administrator_who_meets_no_persons_does_not(ame, staff, pages, acting):
    admin = staff(ame, Role.ADMIN)
    assert pages(admin, ame).get("/external/").status_code == 403
    with acting(admin, ame) as by, pytest.raises(Forbidden):
        add_external(by=by, **FORM)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Skriv kontaktens namn."),
        ({"organisation": " "}, "Skriv var kontakten arbetar."),
        ({"phone": ""}, "Skriv telefon eller e-post"),
        ({"phone": "ring mig"}, "Skriv numret med siffror"),
        ({"email": "ulla@"}, "Skriv adressen som namn@exempel.se."),
        ({"agency_kind": "KGB"}, "Det alternativet finns inte längre."),
    ],
)
def test_a_refused_contact_is_still_there(anna, ame, pages, wrong, sentence):
    response = pages(anna, ame).post("/external/new/", {**FORM, "title": "Handläggare", **wrong})
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert 'value="Handläggare"' in page


def test_it_is_changed(anna, ame, ulla, pages, acting):
    pages(anna, ame).answer(f"/external/{ulla.id}/", {**FORM, "name": "Ulla Uv"})
    with acting(anna, ame):
        assert ExternalContact.objects.get().name == "Ulla Uv"


def test_one_who_has_left_cannot_be_chosen_and_can_come_back(anna, ame, leila, ulla, pages):
    browser, chosen = pages(anna, ame), f'value="{ulla.id}"'
    assert chosen in browser.get(leila.path("step/")).content.decode()
    browser.post(f"/external/{ulla.id}/end/")
    assert chosen not in browser.get(leila.path("step/")).content.decode()
    browser.post(f"/external/{ulla.id}/end/?again=yes")
    assert chosen in browser.get(leila.path("step/")).content.decode()


def test_past_steps_still_say_who_it_was(anna, ame, leila, ulla, acting, today):
    from samvag.cases.actions.work import add_step
    from samvag.cases.queries.steps import steps_ahead

    with acting(anna, ame) as by:
        add_step(leila.case.id, by=by, what="Beslut", due_on=today, doer="EXTERNAL", whom=ulla.id)
        end_external(ulla.id, by=by)
        assert steps_ahead(by, leila.person)[0].who == "Ulla Ulv, Försäkringskassan"
