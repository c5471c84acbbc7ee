"""What a number opens that has been proven, and that no other opens anything."""

import pytest

from samvag.access.context import acting_as, acting_as_service
from samvag.access.persons import Person, Shown, acting_as_person
from samvag.access.reading import rows
from samvag.access.roles import Role
from samvag.outbox import codes, proving
from samvag.outbox.actions import choose_own_way, drop_own_way, prove, send_proof
from samvag.people.actions import edit_card
from samvag.rights import disposing
from tests.factories import proving as proven
from tests.factories.agencies import make_association, make_staff, make_unit
from tests.factories.numbers import made_up_numbers
from tests.factories.people import make_card
from tests.harness.acting import acting, restored

HERS = made_up_numbers(1)[0]
PHONE, OTHER = "070-174 06 05", "070-174 06 09"
TO, TO_OTHER = "0701740605", "0701740609"
SMS = {"safe_channel": "SMS", "phone": PHONE}


class TestWhatOpens:
    """Committed, since the login asks on a connection of its own."""

    @pytest.fixture
    def place(self, story, gateway):
        association = make_association()

        class Place:
            ame, soc = make_unit(association, "AME"), make_unit(association, "Soc")
            anna, cilla = make_staff(ame, Role.MANAGER), make_staff(soc, Role.MANAGER)

        return Place

    @pytest.fixture
    def comes_in(self, gateway):
        """Where codes went, and as whom the last of them opens."""

        def tries(number=HERS):
            gateway.sent.clear()
            asking = codes.ask(number, "192.0.2.1")
            codes.send_codes(asking)
            went = [to for to, _text in gateway.sent]
            return went, codes.try_code(asking, gateway.code_to(went[-1])) if went else None

        return tries

    def test_no_code_goes_to_a_number_that_is_not_proven(self, place, comes_in):
        make_card(place.anna, HERS, **SMS)
        assert comes_in() == ([], None)

    def test_a_proven_one_opens_the_units_door(self, place, comes_in):
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        assert comes_in() == ([TO], Person(card.person_id, Shown.CODE, place.ame.pk))

    def test_another_number_is_not_proven_and_the_same_one_written_otherwise_is(self, place, comes_in):
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        for phone, went in ((OTHER, []), ("+46 70 174 06 05", [TO])):
            with acting(place.anna, place.ame) as by:
                edit_card(card.id, by=by, phone=phone)
            assert comes_in()[0] == went

    def test_when_another_is_proven_the_former_is_no_more(self, place, comes_in):
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        for phone, went in ((OTHER, [TO_OTHER]), (PHONE, [])):
            with acting(place.anna, place.ame) as by:
                edit_card(card.id, by=by, phone=phone)
            if phone == OTHER:
                proven.prove(place.anna, card.person_id)
            assert comes_in()[0] == went

    def test_an_address_is_proven_as_a_number_is(self, place, settings, mailoutbox, comes_in):
        settings.MAIL_FROM = "samvag@example.org"
        card = make_card(place.anna, HERS, **SMS, email="leila@example.org")
        proven.prove(place.anna, card.person_id)
        with acting(place.anna, place.ame) as by:
            edit_card(card.id, by=by, safe_channel="EMAIL")
        assert (comes_in()[0], mailoutbox) == ([], [])
        proven.prove(place.anna, card.person_id)
        comes_in()
        assert [mail.to for mail in mailoutbox] == [["leila@example.org"]]

    def test_what_one_unit_has_proven_opens_nothing_of_another_that_has_not(self, place, comes_in):
        """The same number on both cards: Soc has not had it read out by anybody."""
        card = make_card(place.anna, HERS, **SMS)
        make_card(place.cilla, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        _went, she = comes_in()
        assert opened_by(she) == {place.ame.pk}
        proven.prove(place.cilla, card.person_id)
        assert opened_by(she) == {place.ame.pk, place.soc.pk}

    def test_a_number_that_is_changed_shuts_at_once_what_it_opened(self, place, comes_in):
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        _went, she = comes_in()
        with acting(place.anna, place.ame) as by:
            edit_card(card.id, by=by, phone=OTHER)
        assert opened_by(she) == set()

    def test_her_own_number_is_proven_by_her(self, place, comes_in):
        """Until then no code goes anywhere: her choice goes before the card, proven or not."""
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        with acting_as_person(Person(card.person_id)) as she:
            choose_own_way(by=she, channel="SMS", phone=OTHER)
        assert comes_in() == ([], None)
        proven.prove_own(card.person_id)
        assert comes_in() == ([TO_OTHER], Person(card.person_id, Shown.CODE))

    def test_her_own_choice_taken_away_is_proven_no_more(self, place, comes_in):
        card = make_card(place.anna, HERS)
        for turn in range(2):
            with acting_as_person(Person(card.person_id)) as she:
                choose_own_way(by=she, channel="SMS", phone=OTHER)
            assert comes_in()[0] == [], turn
            proven.prove_own(card.person_id)
            with acting_as_person(Person(card.person_id)) as she:
                drop_own_way(by=she)

    def test_the_code_that_proves_logs_in_nobody(self, place, gateway, asked):
        card = make_card(place.anna, HERS, **SMS)
        with acting(place.anna, place.ame) as by:
            send_proof(card.id, by=by)
        proving.send_code(asked[0])
        assert codes.try_code(asked[0], gateway.code_to(TO)) is None
        assert codes.try_code(codes.ask(HERS, "192.0.2.1"), gateway.code_to(TO)) is None

    def test_a_code_is_of_no_use_after_ten_minutes(self, place, gateway, asked, owner_sql):
        card = make_card(place.anna, HERS, **SMS)
        with acting(place.anna, place.ame) as by:
            send_proof(card.id, by=by)
        proving.send_code(asked[0])
        owner_sql("UPDATE outbox_proof SET at = at - interval '10 minutes'")
        with acting(place.anna, place.ame) as by:
            assert not prove(card.id, gateway.code_to(TO), by=by)

    def test_neither_number_nor_code_is_kept_to_be_read(self, place, gateway, asked, owner_sql):
        card = make_card(place.anna, HERS, **SMS)
        with acting(place.anna, place.ame) as by:
            send_proof(card.id, by=by)
        proving.send_code(asked[0])
        kept = str(owner_sql("SELECT * FROM outbox_proof"))
        assert str(card.id) in kept
        assert TO not in kept and gateway.code_to(TO) not in kept

    def test_it_goes_with_the_card_and_her_own_with_her(self, place, owner_sql, monkeypatch, tmp_path):
        monkeypatch.setenv("SAMVAG_ERASURES", str(tmp_path / "erasures.jsonl"))
        card = make_card(place.anna, HERS, **SMS)
        proven.prove(place.anna, card.person_id)
        with acting_as_person(Person(card.person_id)) as she:
            choose_own_way(by=she, channel="SMS", phone=OTHER)
        proven.prove_own(card.person_id)
        left = "SELECT card IS NULL FROM outbox_proof WHERE proven_at IS NOT NULL ORDER BY 1"
        assert owner_sql(left) == [(False,), (True,)]
        assert disposing.dispose_person(card.person_id, lambda: acting_as(place.anna.pk, place.ame.pk))
        assert owner_sql(left) == [(True,)]
        with restored(), acting_as_service("erasures"):
            assert disposing.sweep() == 1
        assert owner_sql(left) == []


def opened_by(person):
    with acting_as_person(person):
        return {unit for (unit,) in rows("SELECT unit FROM access_person_units()")}
