"""Rectification: what was wrong is put right with what stood there kept; a no is kept with the person's own words."""

import pytest
from django.utils import timezone

from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.cases.models import Contact, Note
from samvag.kernel.errors import Conflict, Refused, Unseen
from samvag.people.models import Card
from samvag.rights.actions.correction import correct_row, decline_correction
from samvag.rights.models import Correction
from samvag.rights.queries.correction import corrections_of
from tests.factories.known import known
from tests.factories.sharing import begin_together, join_in
from tests.harness.pages import drawn


@pytest.fixture
def ours(anna, case):
    return known(anna, case(anna))


@pytest.fixture
def note(anna, ame, ours, acting):
    with acting(anna, ame) as by:
        return write_note(ours.case.id, "Har varit sjukskriven.", by=by)


def test_a_note_is_put_right_long_afterwards_and_what_stood_there_is_kept(anna, ame, ours, note, acting):
    with acting(anna, ame) as by:
        (one,) = correct_row(
            "anteckning", note.id, "Fel person", by=by, version=1, text="Har inte varit sjuk."
        )
        assert Note.objects.get(id=note.id).text == "Har inte varit sjuk."
        (told,) = corrections_of(by, ours.person)
    assert (told.before, told.after, told.reason) == (
        "Har varit sjukskriven.",
        "Har inte varit sjuk.",
        "Fel person",
    )
    assert one.category == note.category


def test_contacts_steps_and_the_card_too(anna, ame, ours, acting):
    with acting(anna, ame) as by:
        contact = record_contact(ours.case.id, by=by, channel="PHONE", reached=True, line="Fel")
        step = add_step(ours.case.id, by=by, what="Fel", due_on=timezone.localdate())
        correct_row("kontakt", contact.id, "Skrev fel", by=by, line="Rätt", reached=False)
        correct_row("steg", step.id, "Skrev fel", by=by, what="Rätt")
        correct_row("uppgifter", ours.card, "Bytt nummer", by=by, phone="070-000 00 00")
        assert (Contact.objects.get().line, Card.objects.get().phone) == ("Rätt", "070-000 00 00")
        assert Correction.objects.count() == 4
        said = {(one.before, one.after) for one in corrections_of(by, ours.person)}
    assert {("ja", "nej"), ("fel", "rätt")} <= {(before.lower(), after.lower()) for before, after in said}


def test_a_no_is_kept_with_the_reason_and_her_own_words(anna, ame, ours, note, acting):
    with acting(anna, ame) as by:
        decline_correction(
            "anteckning", note.id, "text", "Det står så i intyget.", "Jag var aldrig sjuk.", by=by
        )
        (told,) = corrections_of(by, ours.person)
        assert Note.objects.get(id=note.id).text == note.text
    assert (told.declined, told.statement, told.after) == (True, "Jag var aldrig sjuk.", note.text)


def test_nothing_of_it_is_ever_overwritten(anna, ame, note, acting):
    from django.db import ProgrammingError, transaction

    with acting(anna, ame) as by:
        correct_row("anteckning", note.id, "Fel", by=by, text="Rätt")
        for act in (lambda: Correction.objects.update(before="x"), lambda: Correction.objects.all().delete()):
            with pytest.raises(ProgrammingError), transaction.atomic():
                act()


@pytest.mark.parametrize(
    ("reason", "text"), [(" ", "Nytt"), ("Fel", "Har varit sjukskriven.")], ids=["no reason", "no change"]
)
def test_what_says_nothing_is_refused(anna, ame, note, acting, reason, text):
    with acting(anna, ame) as by, pytest.raises(Refused):
        correct_row("anteckning", note.id, reason, by=by, text=text)


def test_two_cannot_correct_the_same_unread(anna, ame, note, acting):
    with acting(anna, ame) as by:
        correct_row("anteckning", note.id, "Fel", by=by, version=1, text="Rätt")
        with pytest.raises(Conflict):
            correct_row("anteckning", note.id, "Fel", by=by, version=1, text="Också rätt")


def test_nobody_without_a_part_in_it(bo, cilla, ame, soc, note, ours, acting, pages):
    for one, unit in ((bo, ame), (cilla, soc)):
        with acting(one, unit) as by, pytest.raises(Unseen):
            correct_row("anteckning", note.id, "Fel", by=by, text="Rätt")
        assert pages(one, unit).get(f"/people/{ours.card}/ratta/anteckning/{note.id}/").status_code == 404


def test_those_who_share_it_are_told_and_do_not_change_it(anna, ame, cilla, soc, staff, acting, case):
    from samvag.access.roles import Role
    from tests.factories.agencies import give_role

    give_role(cilla, soc, Role.RECIPIENT)
    mine = case(anna)
    begin_together(anna, mine, soc, categories=["planning"])
    join_in(cilla, cilla)
    with acting(anna, ame) as by:
        shared = write_note(mine.id, "Fel", by=by)
        hidden = write_note(mine.id, "Fel", by=by, category="health")
        correct_row("anteckning", shared.id, "Skrev fel", by=by, text="Rätt")
        correct_row("anteckning", hidden.id, "Skrev fel", by=by, text="Rätt")
    with acting(cilla, soc) as by:
        (told,) = corrections_of(by, mine.person_id)
        assert (told.row, told.after, told.before, told.reason) == (shared.id, "Rätt", "", "")
        with pytest.raises(Unseen):
            correct_row("anteckning", shared.id, "Vi vet bättre", by=by, text="Annat")


def test_the_pages_correct_and_decline(anna, ame, ours, note, pages):
    browser, there = pages(anna, ame), f"/people/{ours.card}/ratta/anteckning/{note.id}/"
    assert "Har varit sjukskriven." in browser.get(f"/people/{ours.card}/ratta/").content.decode()
    assert browser.post(there, {"text": "Rätt"}).status_code == 422
    as_drawn = {"drawn": drawn(browser.get(there))}
    browser.post(there, {"text": "Rätt", "reason": "Skrev fel", **as_drawn})
    browser.post(there, {"decline": "1", "field": "text", "statement": "Nej", "reason": "Så är det"})
    page = browser.get(f"/people/{ours.card}/ratta/").content.decode()
    assert "Stod förut: Har varit sjukskriven." in page
    assert "Personen själv säger: Nej" in page
