"""Simple meetings: booked, moved, cancelled, the interpreter, and how it went."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from samvag.cases.actions import meeting as actions
from samvag.cases.models import Contact, Meeting
from samvag.cases.queries.meetings import meeting_of, meetings_ahead, meetings_of, own_meetings
from samvag.desk.queries.week import meetings_this_week
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.factories.agencies import send_away
from tests.factories.known import known


def at(days: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


def booked(leila, by, *, days=3, hours=(9, 10), **facts):
    about = facts.pop("about", "Planera hösten")
    return actions.book_meeting(
        leila.case.id, by=by, about=about, starts_at=at(days, hours[0]), ends_at=at(days, hours[1]), **facts
    )


@pytest.fixture
def form(today):
    day = (today + timedelta(days=3)).isoformat()
    when = {"day": day, "starts": "09:00", "ends": "10:30"}
    where = {"form": "PHYSICAL", "place": "Torget 1"}
    return {
        "about": "Planera hösten",
        **when,
        **where,
        "with_person": "on",
        "others": "",
        "interpreter": "NONE",
    }


@pytest.fixture
def ahead(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        return booked(leila, by)


@pytest.fixture
def yesterday(anna, bo, ame, leila, acting):
    with acting(anna, ame) as by:
        return booked(leila, by, days=-1, staff=[bo.id], others=[("Ulla Ulv", "FK")])


def only(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        (row,) = meetings_of(by, leila.person)
    return row


def test_it_is_booked_with_time_place_and_people(anna, bo, ame, leila, pages, form, acting):
    people = {"staff": [str(bo.id)], "others": "Ulla Ulv, Försäkringskassan\nMamma"}
    pages(anna, ame).post(leila.path("meeting/"), {**form, **people})
    row = only(anna, ame, leila, acting)
    assert timezone.localtime(row.starts_at).strftime("%H:%M") == "09:00"
    assert [(one.name, one.organisation) for one in row.participants] == [
        ("Anna Ask", ""), ("Bo Berg", ""), ("Mamma", ""), ("Ulla Ulv", "Försäkringskassan"),
    ]  # fmt: skip


def test_the_card_says_that_an_interpreter_is_needed(anna, ame, case, pages):
    person = known(anna, case(anna, card={"interpreter": True, "language": "dari"}))
    page = pages(anna, ame).get(person.path("meeting/")).content.decode()
    assert 'value="NEEDED" selected' in page
    assert 'value="dari"' in page


def test_the_interpreter_is_ordered_and_confirmed(anna, ame, leila, pages, form, acting):
    browser = pages(anna, ame)
    browser.post(leila.path("meeting/"), {**form, "interpreter": "NEEDED", "interpreter_language": "dari"})
    row = only(anna, ame, leila, acting)
    for state, missing in (("ORDERED", True), ("CONFIRMED", False)):
        shown = leila.path(f"meeting/{row.id}/")
        browser.answer(f"{shown}interpreter/", {"state": state}, shown=shown)
        row = only(anna, ame, leila, acting)
        assert (row.interpreter, row.interpreter_missing) == (state, missing)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": ""}, "Skriv vad mötet gäller."),
        ({"day": ""}, "Välj ett datum."),
        ({"starts": "25:00"}, "Skriv klockslaget som TT:MM"),
        ({"ends": "09:00"}, "Mötet måste sluta efter att det har börjat."),
        ({"interpreter": "NEEDED"}, "Skriv vilket språk tolken ska tala."),
        ({"staff": ["11111111-1111-4111-8111-111111111111"]}, "Det alternativet finns inte längre."),
        ({"others": "\n".join(f"Namn {n}" for n in range(21))}, "Högst 20 andra"),
    ],
)
def test_a_refused_meeting_is_still_there(anna, ame, leila, pages, form, acting, wrong, sentence):
    response = pages(anna, ame).post(leila.path("meeting/"), {**form, **wrong})
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (422, True)
    assert 'value="Torget 1"' in page
    with acting(anna, ame):
        assert not Meeting.objects.exists()


@pytest.mark.parametrize("written", ["14:30", "14.30", "1430"])
def test_a_clock_is_understood_as_people_write_it(anna, ame, leila, pages, form, acting, written):
    pages(anna, ame).post(leila.path("meeting/"), {**form, "starts": written, "ends": "15:00"})
    assert f"{timezone.localtime(only(anna, ame, leila, acting).starts_at):%H:%M}" == "14:30"


def test_somebody_who_does_not_work_here_is_not_a_colleague(anna, ame, cilla, leila, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="arbetar inte hos er"):
        booked(leila, by, staff=[cilla.id])


def test_it_is_moved_and_those_who_stay_stay(anna, bo, ame, leila, pages, form, acting):
    with acting(anna, ame) as by:
        row = booked(leila, by, staff=[bo.id])
    before = {one.name: one.id for one in only(anna, ame, leila, acting).participants}
    people = {"staff": [str(bo.id)], "others": "Ulla Ulv"}
    moved = {**form, **people, "starts": "13:00", "ends": "14:00"}
    pages(anna, ame).answer(leila.path(f"meeting/{row.id}/edit/"), moved)
    after = only(anna, ame, leila, acting)
    assert f"{timezone.localtime(after.starts_at):%H:%M}" == "13:00"
    assert before.items() <= {one.name: one.id for one in after.participants}.items()


def test_it_is_cancelled_and_can_be_taken_back(anna, ame, leila, ahead, pages, acting):
    browser = pages(anna, ame)
    browser.post(leila.path(f"meeting/{ahead.id}/cancel/"), {"reason": "Återbud"})
    assert only(anna, ame, leila, acting).cancel_reason == "Återbud"
    with acting(anna, ame) as by:
        assert meetings_ahead(by, leila.person, timezone.now()) == []
    browser.post(leila.path(f"meeting/{ahead.id}/restore/"))
    with acting(anna, ame) as by:
        assert len(meetings_ahead(by, leila.person, timezone.now())) == 1


class TestHowItWent:
    def told(self, pages, anna, ame, leila, meeting, **answers):
        shown = leila.path(f"meeting/{meeting.id}/")
        return pages(anna, ame).answer(f"{shown}held/", {"held": "yes", **answers}, shown=shown)

    def test_the_person_who_came_has_been_reached(self, anna, bo, ame, leila, yesterday, pages, acting):
        there = [str(one.id) for one in only(anna, ame, leila, acting).participants if one.name == "Bo Berg"]
        self.told(pages, anna, ame, leila, yesterday, person_came="yes", attended=there)
        row = only(anna, ame, leila, acting)
        assert (row.held, row.person_came) == (True, True)
        assert {one.name: one.attended for one in row.participants} == {
            "Anna Ask": False, "Bo Berg": True, "Ulla Ulv": False,
        }  # fmt: skip
        with acting(anna, ame):
            contact = Contact.objects.get()
        assert (contact.channel, contact.reached, contact.meeting_id) == ("MEETING", True, yesterday.id)
        assert contact.on == timezone.localdate(yesterday.starts_at)

    def test_the_one_who_did_not_come_was_tried(self, anna, ame, leila, yesterday, pages, acting):
        self.told(pages, anna, ame, leila, yesterday, person_came="no")
        with acting(anna, ame):
            assert Contact.objects.get().reached is False

    def test_a_changed_answer_changes_the_contact(self, anna, ame, leila, yesterday, pages, acting):
        for came in ("no", "yes"):
            self.told(pages, anna, ame, leila, yesterday, person_came=came)
        with acting(anna, ame):
            assert Contact.objects.get().reached is True

    def test_a_meeting_that_was_not_held_is_no_contact(self, anna, ame, leila, yesterday, pages, acting):
        self.told(pages, anna, ame, leila, yesterday, held="no", person_came="yes")
        assert only(anna, ame, leila, acting).held is False
        with acting(anna, ame):
            assert not Contact.objects.exists()

    def test_nor_is_one_without_the_person(self, anna, ame, leila, pages, acting):
        with acting(anna, ame) as by:
            without = booked(leila, by, days=-1, with_person=False)
        self.told(pages, anna, ame, leila, without)
        with acting(anna, ame):
            assert not Contact.objects.exists()

    def test_whether_the_person_came_must_be_said(self, anna, ame, leila, yesterday, pages):
        response = self.told(pages, anna, ame, leila, yesterday)
        assert (response.status_code, "Säg om personen kom." in response.content.decode()) == (422, True)

    def test_not_before_it_has_begun(self, anna, ame, ahead, acting):
        with acting(anna, ame) as by, pytest.raises(Refused, match="inte börjat"):
            actions.tell_how_it_went(ahead.id, by=by, held=True, person_came=True)

    def test_a_held_meeting_is_not_moved_or_cancelled(self, anna, ame, leila, yesterday, acting):
        with acting(anna, ame) as by:
            actions.tell_how_it_went(yesterday.id, by=by, held=True, person_came=True)
            with pytest.raises(Refused):
                actions.cancel_meeting(yesterday.id, "", by=by)


class TestCalendarFile:
    def event(self, anna, ame, leila, meeting, pages):
        response = pages(anna, ame).get(leila.path(f"meeting/{meeting.id}/meeting.ics"))
        assert response["Content-Type"].startswith("text/calendar")
        assert response["Content-Disposition"].startswith("attachment")
        return response.content.decode(), Calendar.from_ical(response.content).walk("VEVENT")[0]

    def test_it_tells_when_and_where_and_nothing_of_whom(self, anna, bo, ame, leila, pages, acting):
        with acting(anna, ame) as by:
            meeting = booked(leila, by, place="Torget 1", staff=[bo.id], others=[("Ulla Ulv", "FK")])
        text, event = self.event(anna, ame, leila, meeting, pages)
        assert event.decoded("dtstart") == meeting.starts_at
        assert str(event["location"]) == "Torget 1"
        assert not [word for word in ("Leila", "Övning", "Ulla", "Bo Berg", "Planera") if word in text]

    def test_where_a_protected_person_is_to_be_stays_here(self, anna, ame, case, pages, acting):
        hidden = known(anna, case(anna, card={"protection": "SKYDDAD"}))
        with acting(anna, ame) as by:
            with pytest.raises(Refused, match="Säg den muntligt"):
                booked(hidden, by, place="Skyddat boende")
            meeting = booked(hidden, by, place="")
        text, event = self.event(anna, ame, hidden, meeting, pages)
        assert "location" not in event
        assert "Skyddat" not in text

    def test_a_cancelled_meeting_is_taken_away_there_too(self, anna, ame, leila, ahead, pages, acting):
        _text, first = self.event(anna, ame, leila, ahead, pages)
        with acting(anna, ame) as by:
            actions.cancel_meeting(ahead.id, "", by=by)
        text, event = self.event(anna, ame, leila, ahead, pages)
        assert "METHOD:CANCEL" in text
        assert (event["status"], event["sequence"] > first["sequence"]) == ("CANCELLED", True)


def test_nobody_without_part_in_the_case_finds_it(bo, ame, leila, ahead, pages, form, acting):
    browser = pages(bo, ame)
    assert browser.get(leila.path(f"meeting/{ahead.id}/meeting.ics")).status_code == 404
    for rest in ("edit/", "cancel/", "restore/", "interpreter/", "held/"):
        assert (
            browser.post(leila.path(f"meeting/{ahead.id}/{rest}"), {**form, "state": "ORDERED"}).status_code
            == 404
        )
    with acting(bo, ame) as by, pytest.raises(Unseen):
        actions.set_interpreter(ahead.id, "ORDERED", by=by)


def test_in_a_closed_case_it_stands_as_it_was(anna, ame, leila, ahead, acting):
    from samvag.cases.actions.case import close_case

    with acting(anna, ame) as by:
        close_case(leila.case.id, "WORK", by=by)
        with pytest.raises(Forbidden):
            actions.set_interpreter(ahead.id, "ORDERED", by=by)
        assert meeting_of(by, leila.person, ahead.id).interpreter == "NONE"


def test_my_week_has_the_meetings_i_take_part_in(anna, karin, ame, leila, ahead, acting):
    with acting(anna, ame) as by:
        assert [row.name for row in own_meetings(by, at(0, 0), at(10, 0))] == ["Leila Övning"]
    with acting(karin, ame) as by:
        assert own_meetings(by, at(0, 0), at(10, 0)) == []


def test_while_a_colleague_is_away_her_meetings_are_her_covers(anna, karin, bo, ame, leila, ahead, acting):
    """On the start page as in the week; and nobody else's."""
    send_away(anna, ame, timezone.localdate(), None, karin)
    with acting(karin, ame) as by:
        assert [row.name for row in own_meetings(by, at(0, 0), at(10, 0))] == ["Leila Övning"]
        assert [row.name for _, day in meetings_this_week(by) for row in day] == ["Leila Övning"]
    with acting(bo, ame) as by:
        assert own_meetings(by, at(0, 0), at(10, 0)) == []
        assert meetings_this_week(by) == []
