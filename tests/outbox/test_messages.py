"""What a unit has to tell: by her own way, else by its own card, in her hours, or in person."""

from datetime import datetime, time
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from samvag.access.persons import Person, acting_as_person
from samvag.outbox import sending
from samvag.outbox.actions import choose_own_way, tell
from samvag.outbox.events import message_waiting
from samvag.outbox.hours import may_send, next_time
from samvag.outbox.queries import own_choice, told
from samvag.people.actions import mark_card, take_in
from samvag.people.models import Card
from tests.harness.acting import restored
from tests.harness.serving import free_port

SMS = {"safe_channel": "SMS", "phone": "070-174 06 05"}
MAIL = {"safe_channel": "EMAIL", "email": "Leila@example.org"}


@pytest.fixture
def person(case, anna):
    """`person(**card)`: somebody whom Anna has at AME; her id."""
    return lambda **card: case(anna, card=card).person_id


@pytest.fixture
def tells(anna, ame, acting):
    """Anna tells a person something, and the job does its part; what Anna then sees."""

    def done(person) -> Any:
        with acting(anna, ame) as by:
            done.message = message = tell(person, by=by).id
        with restored():
            done.later = sending.deliver(message, ame.pk)
        with acting(anna, ame) as by:
            return told(by, [message])[message]

    return done


@pytest.fixture
def mail(settings):
    """A mail server on this machine."""

    class Kept:
        def __init__(self) -> None:
            self.got: list[Any] = []

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            self.got.append(envelope)
            return "250 OK"

    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.MAIL_FROM = "samvag@example.org"
    yield kept
    controller.stop()


def test_by_the_units_card(person, tells, gateway):
    assert tells(person(**SMS)).state == "SENT"
    assert gateway.sent == [("0701740605", "Du har ett meddelande i Min väg.")]


def test_by_mail(person, tells, mail):
    assert tells(person(**MAIL)).state == "SENT"
    (envelope,) = mail.got
    assert (envelope.rcpt_tos, envelope.mail_from) == (["leila@example.org"], "samvag@example.org")
    assert "AME" not in envelope.content.decode()


@pytest.mark.parametrize(
    "card",
    [
        {},
        {"phone": "070-174 06 05"},
        {**SMS, "safe_channel": "VISIT"},
        {**SMS, "safe_channel": "LETTER"},
        MAIL,
    ],
    ids=["nothing", "no channel", "meetings", "letters", "a channel that this installation has not"],
)
def test_without_an_allowed_way_it_is_told_in_person(person, tells, gateway, card):
    assert tells(person(**card)).in_person
    assert gateway.sent == []


def test_a_protected_person_is_never_written_to(person, tells, gateway, anna, ame, acting):
    hers = person(**SMS)
    with acting(anna, ame) as by:
        mark_card(Card.objects.get(person=hers).id, "SEKRETESSMARKERING", "Visade beslutet.", by=by)
    assert tells(hers).in_person
    assert gateway.sent == []


def test_a_gateway_that_says_no(person, tells, gateway):
    gateway.answers = 503
    assert tells(person(**SMS)).state == "FAILED"


def test_her_own_choice_goes_before_the_card(person, tells, gateway):
    hers = person(**SMS)
    with acting_as_person(Person(hers)) as she:
        choose_own_way(by=she, channel="SMS", phone="0701740609")
    assert tells(hers).state == "SENT"
    assert [to for to, _text in gateway.sent] == ["0701740609"]


def test_also_when_it_is_no(person, tells, gateway):
    hers = person(**SMS)
    with acting_as_person(Person(hers)) as she:
        choose_own_way(by=she, channel="VISIT")
    assert tells(hers).in_person
    assert gateway.sent == []


def test_never_by_another_units_card(person, tells, gateway, cilla, acting):
    hers = person()
    with acting(cilla, cilla.unit) as by:
        take_in(hers, by=by, given_name="Samma", family_name="Människa", **SMS)
    assert tells(hers).in_person
    assert gateway.sent == []


def test_outside_her_hours_it_waits(person, tells, gateway):
    now = timezone.localtime()
    closed = (
        {"safe_from": time(23, 58), "safe_until": time(23, 59)} if now.hour < 23 else {"safe_until": time(1)}
    )
    assert tells(person(**SMS, **closed)).state == "WAITING"
    assert gateway.sent == []
    assert tells.later > timezone.now()


@pytest.mark.parametrize(
    ("clock", "allowed", "next_at"),
    [
        ("07:59", False, "2026-11-23 08:00"),
        ("08:00", True, ""),
        ("15:59", True, ""),
        ("16:00", False, "2026-11-24 08:00"),
    ],
)
def test_the_hours(clock, allowed, next_at):
    now = timezone.make_aware(datetime.fromisoformat(f"2026-11-23 {clock}"))
    assert may_send(now, time(8), time(16)) == allowed
    if not allowed:
        assert f"{timezone.localtime(next_time(now, time(8))):%Y-%m-%d %H:%M}" == next_at


def test_it_is_sent_once(person, tells, gateway, ame):
    tells(person(**SMS))
    with restored():
        sending.deliver(tells.message, ame.pk)
    assert len(gateway.sent) == 1


def test_it_is_put_in_line_with_what_it_tells(person, anna, ame, acting, monkeypatch):
    heard: list[Any] = []
    monkeypatch.setattr(message_waiting, "_listeners", [lambda **facts: heard.append(facts)])
    hers = person(**SMS)
    with acting(anna, ame) as by:
        message = tell(hers, by=by)
    assert heard == [{"message": message.id, "unit": ame.pk}]


class TestWhatAUnitIsToldOfHerChoice:
    def test_that_there_is_one_and_whether_letters_may_come(self, person, anna, ame, acting):
        hers = person(**SMS)
        with acting_as_person(Person(hers)) as she:
            choose_own_way(by=she, channel="SMS", phone="0701740609", letters_home=False)
        with acting(anna, ame) as by:
            choice = own_choice(by, Card.objects.get(person=hers).id)
        assert (choice.letters_home, choice.channel, choice.destination) == (False, "", "")

    def test_the_rest_when_she_says_so(self, person, anna, ame, acting):
        hers = person(**SMS)
        with acting_as_person(Person(hers)) as she:
            choose_own_way(by=she, channel="SMS", phone="0701740609", shown_to_units=True)
        with acting(anna, ame) as by:
            assert own_choice(by, Card.objects.get(person=hers).id).destination == "0701740609"

    def test_a_colleague_without_part_and_another_unit_are_told_nothing(
        self, person, anna, bo, cilla, ame, soc, acting
    ):
        hers = person(**SMS)
        with acting_as_person(Person(hers)) as she:
            choose_own_way(by=she, channel="SMS", phone="0701740609", shown_to_units=True)
        with acting(anna, ame):
            card = Card.objects.get(person=hers).id
        for staff, unit in ((bo, ame), (cilla, soc)):
            with acting(staff, unit) as by:
                assert own_choice(by, card) is None
