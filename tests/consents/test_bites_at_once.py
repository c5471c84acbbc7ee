"""What is taken back is gone on the next request: on every page, in every file, and in what waited in a queue."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samvag.cases.actions.attachment import add_attachment
from samvag.cases.actions.handover import send_handover
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.work import add_step, write_note
from samvag.cases.models import Handover
from samvag.consents.actions.blocking import block
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.queries.consents import living_consents_of
from samvag.people.models import Card
from tests.factories.sharing import begin_together, in_days, join_in

MARK = "Bageriet Vetekornet"
#: Every job there is, and why nothing of another unit's rows can be carried out by it after a withdrawal.
JOBS = {
    "access.nightly": "forgets which transactions changed what sets are made of, after an hour",
    "drafts.nightly": "removes what one has begun to write oneself",
    "gaps.nightly": "reads the sets of the day in the transaction in which it writes",
    "intake.bring_in_list": "brings in the unit's own list",
    "outbox.deliver": "tells the person herself",
    "outbox.send_codes": "sends the person her own code",
    "outbox.send_proof": "sends a code to the person's own number",
    "rights.dispose": "takes away the unit's own rows",
    "rights.nightly": "takes away the unit's own rows",
}


@pytest.fixture
def shown(anna, bea, recipient, ame, af, case, acting):
    """Every kind of row with the mark in it, by AME, and where AF's Bea reads it."""
    leila = case(anna)
    begin_together(anna, leila, af, categories=["planning", "contact", "work"])
    join_in(recipient, bea)
    soon = timezone.now() + timedelta(days=2)
    with acting(anna, ame) as by:
        add_step(leila.id, by=by, what=MARK, due_on=in_days(3))
        note = write_note(leila.id, MARK, by=by)
        times = {"starts_at": soon, "ends_at": soon + timedelta(hours=1)}
        meeting = book_meeting(leila.id, by=by, about=MARK, **times)
        paper = add_attachment(leila.id, by=by, name="brev.txt", data=MARK.encode())
    with acting(bea, af):
        card = Card.objects.get(person=leila.person_id, owner_unit=af).id
    pages = {
        "desk:person": [card], "desk:plan": [card], "cases:note_text": [card, note.id],
        "cases:meeting_show": [card, meeting.id], "cases:meeting_file": [card, meeting.id],
        "cases:attachment_get": [card, paper.id],
    }  # fmt: skip
    return leila, [reverse(name, args=ids) for name, ids in pages.items()]


def shows(browser, paths):
    """Where the mark is read: in an answer's text, or in a file's."""
    found = []
    for path in paths:
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200 and MARK.encode() in body:
            found.append(path)
    return found


def the_consent(leila, by):
    return living_consents_of(by, leila.person_id)[0].id


WAYS = {
    "all of it": lambda leila, af, by: withdraw(the_consent(leila, by), by=by),
    "the unit": lambda leila, af, by: withdraw_party(the_consent(leila, by), af.id, by=by),
    "a spärr": lambda leila, af, by: block(leila.person_id, by=by, said_how="SKRIFTLIGT"),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_page_and_file_on_the_next_request(way, shown, anna, bea, ame, af, pages, acting):
    leila, paths = shown
    browser = pages(bea, af)
    before = shows(browser, paths)
    assert {path.rstrip("/").rsplit("/", 1)[-1] for path in before} >= {"plan"} or len(before) >= 3, before
    with acting(anna, ame) as by:
        WAYS[way](leila, af, by)
    assert shows(browser, paths) == []
    assert browser.get(paths[0]).status_code == 200, "her own unit's page is there as before"


def test_a_part_of_it_closes_that_part_and_no_more(shown, anna, bea, ame, af, pages, acting):
    leila, paths = shown
    browser = pages(bea, af)
    before = shows(browser, paths)
    with acting(anna, ame) as by:
        withdraw_category(the_consent(leila, by), "work", by=by)
    assert shows(browser, paths) == before
    with acting(anna, ame) as by:
        withdraw_category(the_consent(leila, by), "planning", by=by)
    assert shows(browser, paths) == []


def test_a_hand_over_that_waits_for_an_answer(shown, anna, recipient, ame, af, pages, acting):
    leila, _paths = shown
    with acting(anna, ame) as by:
        sent = send_handover(leila.id, af.id, MARK, by=by)
    inbox, path = pages(recipient, af), reverse("cases:handover_answer", args=[sent.id])
    assert MARK in inbox.get(path).content.decode()
    with acting(anna, ame) as by:
        withdraw(the_consent(leila, by), by=by)
    assert inbox.get(path).status_code == 404
    with acting(recipient, af):
        assert not Handover.objects.filter(message=MARK).exists()


def test_an_invitation_that_waits_for_an_answer(anna, recipient, ame, af, case, pages, acting):
    leila = case(anna, card={"given_name": "Vetekorna"})
    begin_together(anna, leila, af, message=MARK)
    inbox = pages(recipient, af)
    assert "Vetekorna" in inbox.get(reverse("cases:inbox")).content.decode()
    with acting(anna, ame) as by:
        withdraw(the_consent(leila, by), by=by)
    assert "Vetekorna" not in inbox.get(reverse("cases:inbox")).content.decode()


def test_every_job_says_why_it_carries_nothing_out():
    from procrastinate.contrib.django import app

    assert {name for name in app.tasks if "builtin" not in name} == set(JOBS)
