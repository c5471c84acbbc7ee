"""What another unit sees of the day's work: exactly what the person has let it, marked with whose it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.cases.actions.attachment import add_attachment
from samvag.cases.actions.external import add_external
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.steps import remind
from samvag.cases.actions.work import add_step, copied_to_journal, end_step, record_contact, write_note
from samvag.cases.models import Reminder
from samvag.cases.queries.attachments import attachment_content, attachments_of
from samvag.cases.queries.contacts import contacts_of, note_of, notes_of
from samvag.cases.queries.meetings import meeting_of, meetings_of
from samvag.cases.queries.steps import step_of, steps_ahead
from samvag.cases.queries.subject import subject_of
from samvag.cases.queries.timeline import timeline_of
from samvag.kernel.errors import Forbidden, Unseen


@pytest.fixture
def work(anna, ame, leila, acting, today):
    """What Anna has written, in categories that are shared and in one that is not."""
    now = timezone.now()
    with acting(anna, ame) as by:
        ulla = add_external(by=by, agency_kind="FK", organisation="FK", name="Ulla Ulv", phone="0771-524 524")
        made = {
            "contact": record_contact(leila.case.id, by=by, channel="PHONE", reached=True, line="Om hösten"),
            "note": write_note(leila.case.id, "Vill bli kock", by=by, category="planning"),
            "hidden": write_note(leila.case.id, "Sover dåligt", by=by, category="health"),
            "step": add_step(leila.case.id, by=by, what="Beslut", due_on=today, doer="EXTERNAL", whom=ulla.id),
            "meeting": book_meeting(
                leila.case.id, by=by, about="Planera", place="Torget 1", others=[("Ulla Ulv", "FK")],
                starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1),
            ),
            "paper": add_attachment(leila.case.id, by=by, name="plan.pdf", data=b"%PDF-1.7", category="planning"),
            "intyg": add_attachment(leila.case.id, by=by, name="intyg.pdf", data=b"%PDF-1.7", category="health"),
        }  # fmt: skip
        remind(made["step"].id, "PHONE", by=by)
    return made


def everything(by, person) -> list[str]:
    return [
        *[row.line for row in contacts_of(by, person)],
        *[row.text for row in notes_of(by, person)],
        *[row.what for row in steps_ahead(by, person)],
        *[row.about for row in meetings_of(by, person)],
        *[row.name for row in attachments_of(by, person)],
        *[row.words for row in timeline_of(by, person)],
    ]


def test_without_consent_nothing_is_seen(cilla, soc, leila, work, acting):
    with acting(cilla, soc) as by:
        assert everything(by, leila.person) == []
        assert by.seen == set()


def test_with_consent_the_shared_categories_are_seen_and_no_other(cilla, soc, leila, work, shared, acting):
    with acting(cilla, soc) as by:
        seen = everything(by, leila.person)
    assert {"Om hösten", "Vill bli kock", "Beslut", "Planera", "plan.pdf"} <= set(seen)
    assert not {"Sover dåligt", "intyg.pdf"} & set(seen)


def test_each_row_says_whose_it_is(anna, ame, cilla, soc, leila, work, shared, acting):
    with acting(cilla, soc) as by:
        rows = [*contacts_of(by, leila.person), *notes_of(by, leila.person), *steps_ahead(by, leila.person)]
        assert {row.unit for row in rows} == {"AME"}
        assert {row.by for row in rows} == {"Anna Ask"}
    with acting(anna, ame) as by:
        assert {row.unit for row in contacts_of(by, leila.person)} == {""}


def test_a_colleague_there_who_is_not_on_the_team_sees_nothing(soc, staff, leila, work, shared, acting):
    with acting(staff(soc), soc) as by:
        assert everything(by, leila.person) == []


def test_another_units_external_contact_is_not_named(cilla, soc, leila, work, shared, acting):
    with acting(cilla, soc) as by:
        (row,) = steps_ahead(by, leila.person)
    assert (row.who, row.phone, row.external_name) == ("Extern kontakt hos AME", "", "")


def test_what_is_shared_is_read_and_never_changed(cilla, soc, leila, work, shared, acting):
    with acting(cilla, soc) as by:
        assert attachment_content(by, leila.person, work["paper"].id).data == b"%PDF-1.7"
        for find, row in ((note_of, "note"), (step_of, "step"), (meeting_of, "meeting")):
            with pytest.raises(Unseen):
                find(by, leila.person, work[row].id)
        with pytest.raises(Unseen):
            attachment_content(by, leila.person, work["intyg"].id)
        for act, row in ((end_step, "step"), (copied_to_journal, "note")):
            with pytest.raises((Forbidden, Unseen)):
                act(work[row].id, by=by)


def test_the_card_of_another_unit_is_no_way_in(cilla, soc, leila, shared, acting, pages):
    with acting(cilla, soc) as by, pytest.raises(Unseen):
        subject_of(by, leila.card)
    assert pages(cilla, soc).get(leila.path("contact/")).status_code == 404
    assert pages(cilla, soc).get(shared.path("contact/")).status_code == 200


def test_the_pages_say_who_shares(cilla, soc, work, shared, pages):
    browser = pages(cilla, soc)
    for rest, words in (("note/", "Vill bli kock"), ("contact/", "Om hösten"), ("attachment/", "plan.pdf")):
        page = browser.get(shared.path(rest)).content.decode()
        assert words in page
        assert "Delas av AME" in page
    assert "Sover dåligt" not in browser.get(shared.path("note/")).content.decode()


def test_reminders_are_seen_as_their_step_is(cilla, soc, leila, work, shared, acting, today):
    with acting(cilla, soc):
        assert Reminder.objects.count() == 1
    with acting(cilla, soc) as by:
        assert steps_ahead(by, leila.person)[0].reminded_on == today


def test_the_timeline_is_one_statement_and_tells_all_kinds(anna, ame, leila, work, acting):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with acting(anna, ame) as by:
        end_step(work["step"].id, by=by)
        with CaptureQueriesContext(connection) as captured:
            rows = timeline_of(by, leila.person)
    assert len(captured) == 1
    assert {row.kind for row in rows} == {
        "CONTACT",
        "NOTE",
        "STEP",
        "ATTACHMENT",
    }  # the meeting has not been yet
