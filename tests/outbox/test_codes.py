"""The code at the login of Min väg: where it goes, what it opens, and that nobody learns anything by asking."""

import re
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samvag.access.persons import KEY, Person, Shown, acting_as_person, person_logged_in
from samvag.access.roles import Role
from samvag.agencies.models import Staff
from samvag.kernel.errors import Refused
from samvag.outbox import codes
from samvag.outbox.actions import choose_own_way
from samvag.people.actions import edit_card, mark_card
from samvag.people.models import Card
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_card
from tests.factories.proving import prove, prove_own
from tests.harness.acting import acting, restored

HERS, NOBODYS, *MORE = made_up_numbers(60)
PHONE, OTHER = "070-174 06 05", "070-174 06 09"
SMS = {"safe_channel": "SMS", "phone": PHONE}
QUOTED = re.compile(r"'[^']*'|\b\d+\b")


@pytest.fixture
def place(story, gateway):
    """Committed, since the login asks on a connection of its own."""
    association = make_association()

    class Place:
        ame, soc = make_unit(association, "AME"), make_unit(association, "Soc")
        anna, cilla = make_staff(ame, Role.MANAGER), make_staff(soc, Role.MANAGER)

    return Place


def proven_card(worker: Staff, number: str, **facts: Any) -> Card:
    card = make_card(worker, number, **facts)
    prove(worker, card.person_id)
    return card


def asks(number: str = HERS, address: str = "192.0.2.1") -> UUID:
    """As the page and then its job."""
    asked = codes.ask(number, address)
    codes.send_codes(asked)
    return asked


class TestWhereItGoes:
    def test_to_the_safe_number_on_the_units_card_and_it_opens_that_units_door(self, place, gateway):
        card = proven_card(place.anna, HERS, **SMS)
        asked = asks()
        assert [to for to, _text in gateway.sent] == ["0701740605"]
        person = codes.try_code(asked, gateway.code_to("0701740605"))
        assert person == Person(card.person_id, Shown.CODE, place.ame.pk)
        assert gateway.keys == {"Bearer nyckel"}

    @pytest.mark.parametrize(
        "card",
        [
            {"phone": PHONE},
            {"safe_channel": "SMS"},
            {"safe_channel": "VISIT", "phone": PHONE},
            {"safe_channel": "PHONE", "phone": PHONE},
            {"safe_channel": "LETTER", "phone": PHONE},
            {"safe_channel": "EMAIL", "phone": PHONE},
            {**SMS, "protection": "SEKRETESSMARKERING"},
        ],
        ids=["no channel", "no number", "meetings", "calls", "letters", "mail without address", "protected"],
    )
    def test_never_otherwise(self, place, gateway, card):
        made = proven_card(place.anna, HERS, **SMS)
        with acting(place.anna, place.ame) as by:
            if "protection" in card:
                mark_card(made.id, card["protection"], "Visade beslutet.", by=by)
            else:
                edit_card(made.id, by=by, **{"safe_channel": "", "phone": "", **card})
        asks()
        assert gateway.sent == []

    def test_another_units_number_is_another_door_and_the_same_number_the_same(self, place, gateway):
        """So what one unit's card says can be told from the answer of no other's."""
        card = proven_card(place.anna, HERS, **SMS)
        proven_card(place.cilla, HERS, safe_channel="SMS", phone=OTHER)
        asked = asks()
        assert {to for to, _text in gateway.sent} == {"0701740605", "0701740609"}
        first = codes.try_code(asked, gateway.code_to("0701740609"))
        assert first == Person(card.person_id, Shown.CODE, place.soc.pk)
        assert codes.try_code(asked, gateway.code_to("0701740605")) is None, "one of them, once"
        with acting(place.cilla, place.soc) as by:
            edit_card(Card.objects.get().id, by=by, phone="+46 70-174 06 05")
        prove(place.cilla, card.person_id)
        gateway.sent.clear()
        asks()
        assert [to for to, _text in gateway.sent] == ["0701740605"]

    def test_her_own_choice_goes_before_every_card(self, place, gateway):
        card = proven_card(place.anna, HERS, **SMS)
        with acting_as_person(Person(card.person_id)) as she:
            choose_own_way(by=she, channel="SMS", phone=OTHER)
        prove_own(card.person_id)
        asked = asks()
        assert [to for to, _text in gateway.sent] == ["0701740609"]
        assert codes.try_code(asked, gateway.code_to("0701740609")) == Person(card.person_id, Shown.CODE)

    def test_also_when_it_is_that_nothing_is_sent(self, place, gateway):
        card = proven_card(place.anna, HERS, **SMS)
        with acting_as_person(Person(card.person_id)) as she:
            choose_own_way(by=she, channel="VISIT")
        asks()
        assert gateway.sent == []

    def test_only_in_her_hours(self, place, gateway):
        now = timezone.localtime()
        hour = (now.hour + 2) % 24
        card = proven_card(
            place.anna, HERS, **SMS, safe_from=time(min(hour, 22)), safe_until=time(min(hour, 22), 59)
        )
        asks()
        assert gateway.sent == []
        with acting(place.anna, place.ame) as by:
            edit_card(card.id, by=by, safe_from=None, safe_until=None)
        asks()
        assert len(gateway.sent) == 1

    def test_nothing_is_said_in_it_of_whom_or_what(self, place, gateway):
        proven_card(place.anna, HERS, **SMS, given_name="Leila", family_name="Övning")
        asks()
        ((_to, text),) = gateway.sent
        assert not [word for word in ("Leila", "Övning", "AME", HERS) if word in text]

    def test_two_persons_with_the_same_number_get_each_her_own(self, place, gateway):
        """A phone that relatives share opens to each only her own."""
        people = {number: proven_card(place.anna, number, **SMS).person_id for number in (HERS, MORE[0])}
        for number, person in people.items():
            asked = asks(number)
            assert codes.try_code(asked, gateway.code_to("0701740605")).id == person


class TestTheCode:
    @pytest.fixture
    def asked(self, place, gateway):
        proven_card(place.anna, HERS, **SMS)
        return asks()

    def test_it_works_once(self, asked, gateway):
        code = gateway.code_to("0701740605")
        assert codes.try_code(asked, f" {code[:3]} {code[3:]} ")
        assert codes.try_code(asked, code) is None

    def test_not_after_ten_minutes(self, asked, gateway, owner_sql):
        owner_sql("UPDATE outbox_asked SET at = at - interval '10 minutes'")
        assert codes.try_code(asked, gateway.code_to("0701740605")) is None

    def test_nor_after_five_wrong_ones(self, asked, gateway):
        code = gateway.code_to("0701740605")
        wrong = f"{(int(code) + 1) % 10**6:06}"
        for _time in range(5):
            assert codes.try_code(asked, wrong) is None
        assert codes.try_code(asked, code) is None

    def test_nor_for_what_somebody_else_asked(self, asked, gateway):
        again = codes.ask(NOBODYS, "192.0.2.9")
        assert codes.try_code(again, gateway.code_to("0701740605")) is None

    def test_it_is_kept_only_as_a_keyed_hash(self, asked, gateway, owner_sql):
        kept = str(owner_sql("SELECT * FROM outbox_code")) + str(owner_sql("SELECT * FROM outbox_asked"))
        assert gateway.code_to("0701740605") not in kept
        assert HERS.replace("-", "") not in kept
        assert "192.0.2.1" not in kept

    def test_a_gateway_that_says_no_leaves_nothing_in_the_log(self, place, gateway, caplog):
        proven_card(place.anna, HERS, **SMS)
        gateway.answers = 500
        asks()
        assert "HTTPError" in caplog.text
        assert not [word for word in ("0701740605", HERS, "Din kod") if word in caplog.text]


class TestAskingTellsNothing:
    def test_it_is_answered_alike_by_the_same_statements(self, place, gateway):
        """Known with a way, with one that is not proven, or with none, and unknown: the same page, and nothing done for
        one that is not for another."""
        proven_card(place.anna, HERS, **SMS)
        make_card(place.anna, MORE[0])
        make_card(place.anna, MORE[1], **SMS)
        answers, done = set(), set()
        for number in (NOBODYS, HERS, *MORE[:2], HERS, NOBODYS):
            page = Client(REMOTE_ADDR="192.0.2.7")
            with (
                CaptureQueriesContext(connections["auth"]) as asked,
                CaptureQueriesContext(connection) as own,
            ):
                response = page.post("/min-vag/logga-in/", {"number": number})
            done.add(tuple(QUOTED.sub("?", query["sql"]) for query in (*asked, *own)))
            shown = page.get("/min-vag/kod/")
            answers.add((response.status_code, response["Location"], len(shown.content)))
        assert len(answers) == 1
        assert len(done) == 1

    def test_too_often_for_one_number_known_or_not(self, place, gateway):
        proven_card(place.anna, HERS, **SMS)
        for number in (HERS, NOBODYS):
            for turn in range(5):
                codes.ask(number, f"192.0.2.{turn}")
            with pytest.raises(Refused, match="Vänta en timme"):
                codes.ask(number, "192.0.2.99")

    def test_too_often_from_one_address(self, place, gateway):
        for number in MORE[:30]:
            codes.ask(number, "192.0.2.7")
        with pytest.raises(Refused, match="Vänta en timme"):
            codes.ask(MORE[31], "192.0.2.7")
        assert codes.ask(MORE[31], "192.0.2.8")

    def test_what_is_no_number_is_said_at_once(self, place):
        page = Client().post("/min-vag/logga-in/", {"number": "hej"})
        assert page.status_code == 422


def test_she_comes_in_and_goes_out(place, gateway):
    card = proven_card(place.anna, HERS, **SMS)
    page = Client()
    assert page.get("/min-vag/")["Location"] == "/min-vag/logga-in/"
    assert page.post("/min-vag/logga-in/", {"number": HERS})["Location"] == "/min-vag/kod/"
    before = page.session.session_key
    codes.send_codes(UUID(page.session["asked"]))
    assert page.post("/min-vag/kod/", {"code": "000"}).status_code == 422
    assert page.post("/min-vag/kod/", {"code": gateway.code_to("0701740605")})["Location"] == "/min-vag/"
    assert page.session.session_key != before
    assert page.session[KEY]["id"] == str(card.person_id)
    assert "Logga ut" in page.get("/min-vag/").content.decode()
    assert page.get("/people/")["Location"].startswith("/konto/login/")
    left = page.session.get_expiry_date() - timezone.now()
    assert left <= timedelta(minutes=30)
    page.post("/min-vag/logga-ut/")
    assert page.get("/min-vag/")["Location"] == "/min-vag/logga-in/"


def test_an_e_id_lets_in_whom_somebody_here_knows_and_nobody_else(place, rf):
    from samvag.access.sessions import SessionStore

    card = make_card(place.anna, HERS)
    request = rf.post("/")
    request.session = SessionStore()
    assert not person_logged_in(request, NOBODYS)
    with restored():
        assert person_logged_in(request, HERS)
    assert request.session[KEY] == {"id": str(card.person_id), "shown": "eid", "door": ""}
