"""A number is proven by a code that went there and is said back, by whom it is meant, before it is over."""

from datetime import time

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from samvag.access.persons import Person, Shown, acting_as_person
from samvag.access.reading import rows
from samvag.access.roles import Role
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.outbox import proving
from samvag.outbox.actions import choose_own_way, prove, prove_own, send_own_proof, send_proof
from samvag.outbox.queries import proof_of_own, way_of_card
from samvag.people.actions import edit_card, mark_card, take_in
from samvag.people.models import Card
from tests.factories import proving as proven
from tests.factories.numbers import made_up_numbers
from tests.harness.acting import restored

HERS = made_up_numbers(1)[0]
PHONE, OTHER = "070-174 06 05", "070-174 06 09"
TO, TO_OTHER = "0701740605", "0701740609"
SMS = {"safe_channel": "SMS", "phone": PHONE}
TODAY = timezone.localdate().isoformat()


class TestTheCode:
    @pytest.fixture
    def card(self, case, anna, ame, acting):
        hers = case(anna, card=SMS).person_id
        with acting(anna, ame):
            return Card.objects.get(person=hers).id

    @pytest.fixture
    def sends(self, card, anna, ame, acting, gateway, asked):
        """Anna has one sent; what came to the telephone."""

        def done():
            with acting(anna, ame) as by:
                send_proof(card, by=by)
            with restored():
                proving.send_code(asked[-1])
            return gateway.code_to(TO)

        return done

    @pytest.fixture
    def says(self, card, anna, ame, acting):
        def done(code):
            with acting(anna, ame) as by:
                return prove(card, code, by=by)

        return done

    @pytest.fixture
    def since(self, card, anna, ame, acting):
        """Since when it is proven."""

        def done():
            with acting(anna, ame) as by:
                way = way_of_card(by, card)
                return way and way.proven_at

        return done

    def test_read_out_it_proves_the_number(self, sends, says, since, gateway):
        code = sends()
        assert since() is None
        assert says(f" {code[:3]} {code[3:]} ")
        assert since()
        assert [to for to, _text in gateway.sent] == [TO]

    def test_another_does_not(self, sends, says, since):
        wrong = f"{(int(sends()) + 1) % 10**6:06}"
        assert not says(wrong)
        assert since() is None

    def test_nor_the_right_one_after_five_wrong(self, sends, says, since):
        code = sends()
        for _time in range(5):
            assert not says(f"{(int(code) + 1) % 10**6:06}")
        assert not says(code)
        assert since() is None

    def test_five_wrong_ones_on_the_page_count_though_it_says_no(self, sends, card, anna, ame, pages, since):
        code, path = sends(), reverse("my_way:prove", args=[card])
        browser = pages(anna, ame)
        for _time in range(5):
            page = browser.post(path, {"code": f"{(int(code) + 1) % 10**6:06}"}).content.decode()
            assert "Koden stämmer inte" in page
        browser.post(path, {"code": code})
        assert since() is None

    def test_the_latest_counts(self, sends, says):
        first, second = sends(), sends()
        assert not says(first) or first == second
        assert says(second)

    def test_it_proves_what_it_went_to(self, sends, says, since, card, anna, ame, acting, asked):
        """The number is changed before the code is said: the page asks for none, and the database takes none."""
        code = sends()
        with acting(anna, ame) as by:
            edit_card(card, by=by, phone=OTHER)
            assert not proving.is_right(card, asked[0], code)
        assert not says(code)
        assert since() is None

    def test_one_that_was_asked_for_goes_to_no_other_number(self, card, anna, ame, acting, gateway, asked):
        with acting(anna, ame) as by:
            send_proof(card, by=by)
            edit_card(card, by=by, phone=OTHER)
        with restored():
            proving.send_code(asked[0])
        assert gateway.sent == []

    def test_five_an_hour(self, sends):
        for _time in range(5):
            sends()
        with pytest.raises(Refused, match="Vänta en timme"):
            sends()

    def test_never_outside_her_hours(self, sends, card, anna, ame, acting, gateway):
        hour = min((timezone.localtime().hour + 2) % 24, 22)
        with acting(anna, ame) as by:
            edit_card(card, by=by, safe_from=time(hour), safe_until=time(hour, 59))
        with pytest.raises(Refused, match="utanför de tider"):
            sends()
        assert gateway.sent == []

    def test_nor_where_nothing_can_be_sent(self, sends, settings):
        settings.SMS_URL = ""
        with pytest.raises(Refused, match="Härifrån kan inget skickas"):
            sends()

    def test_nor_when_she_has_chosen_for_herself(self, sends, card, anna, ame, acting, since):
        with acting(anna, ame):
            hers = Card.objects.get(id=card).person_id
        with acting_as_person(Person(hers)) as she:
            choose_own_way(by=she, channel="VISIT")
        with pytest.raises(Refused, match="inget nummer"):
            sends()

    def test_nor_to_somebody_protected(self, sends, card, anna, ame, acting, gateway, asked):
        sends()
        with acting(anna, ame) as by:
            send_proof(card, by=by)
            mark_card(card, "SEKRETESSMARKERING", "Visade beslutet.", by=by)
        gateway.sent.clear()
        with restored():
            proving.send_code(asked[-1])
        assert gateway.sent == []

    def test_what_is_done_is_logged_without_the_number(self, sends, says, log):
        says(sends())
        entries = [entry for entry in log() if entry.action.startswith("way.")]
        assert [entry.action for entry in entries] == ["way.send_code", "way.prove"]
        assert not [entry for entry in entries if entry.detail]

    def test_a_wrong_one_is_told_to_the_watch_without_number_or_code(self, sends, says, caplog):
        code = sends()
        wrong = f"{(int(code) + 1) % 10**6:06}"
        says(wrong)
        assert "proof.refused" in caplog.text
        assert not [said for said in (TO, PHONE, code, wrong) if said in caplog.text]


@pytest.mark.usefixtures("gateway")
class TestWhoMay:
    @pytest.fixture
    def hers(self, case, anna):
        return case(anna, card=SMS).person_id

    @pytest.fixture
    def card(self, hers, anna, ame, acting):
        with acting(anna, ame):
            return Card.objects.get(person=hers).id

    def test_whoever_has_the_person_and_who_keeps_the_unit(self, card, anna, karin, ame, acting, asked):
        for staff in (anna, karin):
            with acting(staff, ame) as by:
                send_proof(card, by=by)
        assert len(asked) == 2

    def test_no_colleague_without_part_in_it_and_no_other_unit(
        self, card, hers, bo, cilla, ame, soc, acting, asked
    ):
        with acting(cilla, soc) as by:
            take_in(hers, by=by, given_name="Samma", family_name="Människa", **SMS)
        for staff, unit in ((bo, ame), (cilla, soc)):
            with acting(staff, unit) as by:
                with pytest.raises(Unseen):
                    send_proof(card, by=by)
                with pytest.raises(Unseen):
                    prove(card, "123456", by=by)
                assert (proving.way_now(card), proving.ask(card)) == (None, None), (
                    "nor of the database itself"
                )
        assert asked == []

    def test_no_role_that_meets_no_persons(self, card, staff, ame, acting):
        with acting(staff(ame, Role.ADMIN), ame) as by, pytest.raises(Forbidden, match="inte pröva något"):
            send_proof(card, by=by)

    def test_not_she_herself_of_a_units_card(self, card, hers):
        with acting_as_person(Person(hers)):
            assert (proving.way_now(card), proving.ask(card)) == (None, None)

    def test_of_her_own_choice_she_alone_who_has_shown_who_she_is(self, hers, anna, ame, acting, asked):
        with acting_as_person(Person(hers)) as she:
            choose_own_way(by=she, channel="SMS", phone=OTHER)
            send_own_proof(by=she)
        by_card = Person(hers, Shown.CODE, ame.pk)
        with acting_as_person(by_card):
            for act in (lambda: send_own_proof(by=by_card), lambda: prove_own("123456", by=by_card)):
                with pytest.raises(Forbidden):
                    act()
            assert (proving.way_now(None), proving.ask(None)) == (None, None)
        with acting(anna, ame):
            assert (proving.way_now(None), proving.ask(None)) == (None, None)
        assert len(asked) == 1

    def test_only_the_service_that_sends_makes_a_code(self, card, anna, ame, acting, asked):
        with acting(anna, ame) as by:
            send_proof(card, by=by)
            for said in (
                "SELECT * FROM outbox_proof_to(%(asked)s)",
                "SELECT outbox_keep_proof(%(asked)s, 'x')",
            ):
                with pytest.raises(ProgrammingError, match="only the outbox"), transaction.atomic():
                    rows(said, {"asked": asked[0]})


class TestThePages:
    @pytest.fixture
    def hers(self, case, anna):
        return case(anna, card=SMS).person_id

    @pytest.fixture
    def card(self, hers, anna, ame, acting):
        with acting(anna, ame):
            return Card.objects.get(person=hers).id

    @pytest.fixture
    def came(self, gateway, asked):
        """What came to a number, when the job has done its part."""

        def code(to):
            with restored():
                proving.send_code(asked[-1])
            return gateway.code_to(to)

        return code

    def test_it_is_said_plainly_that_it_is_not_proven_and_then_since_when(self, card, hers, anna, ame, pages):
        browser = pages(anna, ame)
        paths = [reverse(name, args=[card]) for name in ("people:card", "my_way:asked", "my_way:prove")]
        for path in paths:
            page = browser.get(path).content.decode()
            assert "Inte prövat" in page and "Prövat 2" not in page, path
        proven.prove(anna, hers)
        for path in paths:
            page = browser.get(path).content.decode()
            assert f"Prövat {TODAY}" in page and "Inte prövat" not in page, path

    def test_the_person_reads_it_out_and_her_worker_writes_it(self, card, anna, ame, pages, came):
        browser, path = pages(anna, ame), reverse("my_way:prove", args=[card])
        assert 'name="code"' not in browser.get(path).content.decode(), "nothing has been sent"
        assert browser.post(reverse("my_way:prove_send", args=[card]))["Location"] == path
        assert 'name="code"' in browser.get(path).content.decode()
        assert browser.post(path, {"code": ""}).status_code == 422
        assert browser.post(path, {"code": came(TO)})["Location"] == path
        assert f"Prövat {TODAY}" in browser.get(path).content.decode()

    def test_she_proves_her_own_when_she_has_chosen(self, hers, her_pages, came):
        browser, path = her_pages(hers), reverse("my_way:contact_prove")
        chosen = {"channel": "SMS", "phone": OTHER}
        assert browser.post("/min-vag/kontakt/", chosen)["Location"] == path
        assert "inte prövat än" in browser.get("/min-vag/kontakt/").content.decode()
        assert browser.post(reverse("my_way:contact_prove_send"))["Location"] == path
        code = came(TO_OTHER)
        wrong = browser.post(path, {"code": f"{(int(code) + 1) % 10**6:06}"})
        assert "Koden stämmer inte" in wrong.content.decode()
        assert browser.post(path, {"code": code})["Location"] == "/min-vag/kontakt/"
        assert f"prövat {TODAY}" in browser.get("/min-vag/kontakt/").content.decode()
        assert browser.post("/min-vag/kontakt/", chosen)["Location"] == "/min-vag/", "it is already"
        with acting_as_person(Person(hers)) as she:
            assert proof_of_own(she).proven_at

    def test_the_login_says_that_it_must_be_proven(self, client, db):
        assert "måste vara prövad" in client.get("/min-vag/logga-in/").content.decode()
