"""Handing over: only by consent, answered by the receiver, and never an avslag."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.handover import accept_handover, cannot_take, send_handover, withdraw_handover
from samvag.cases.events import row_changed
from samvag.cases.models import Assignment, Case, Handover, Note
from samvag.cases.queries.handover import handover, handovers_of, inbox
from samvag.consents.actions.blocking import block
from samvag.consents.actions.giving import Side
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.people.models import Card
from tests.factories.sharing import make_consent

NAMES = {"given_name": "Leila", "family_name": "Påhitt"}


@pytest.fixture
def af(unit):
    return unit("AF Norrsund", "AF", short="AF", answer_days=3)


@pytest.fixture
def leila(case, anna):
    return case(anna, "200001012384", card=NAMES)


@pytest.fixture
def consent(anna, leila, af):
    return make_consent(anna, leila, af)


@pytest.fixture
def sent(anna, leila, af, ame, consent, acting):
    with acting(anna, ame) as by:
        return send_handover(leila.id, af.id, "Leila vill börja studera.", by=by)


def test_without_consent_it_is_not_sent(anna, leila, ame, af, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="inte sagt ja till att ni berättar för AF"):
        send_handover(leila.id, af.id, "Hej", by=by)


@pytest.mark.parametrize("near", ["other unit", "takes only", "other category", "withdrawn"])
def test_nor_with_one_that_nearly_fits(near, anna, leila, ame, af, unit, acting):
    others = {"other unit": [unit("FK", "FK")]}.get(near, [af])
    facts = {
        "takes only": {"sides": [Side(af.id, receives=False)]}, "other category": {"categories": ["health"]}
    }.get(near, {})  # fmt: skip
    given = make_consent(anna, leila, *others, **facts)
    with acting(anna, ame) as by:
        if near == "withdrawn":
            withdraw(given.id, by=by)
        with pytest.raises(Refused):
            send_handover(leila.id, af.id, "Hej", by=by)


def test_the_database_asks_for_the_consent_too(anna, leila, ame, af, unit, acting):
    """The row itself, past the action: another unit's name in the consent is not enough."""
    consent = make_consent(anna, leila, unit("FK", "FK"))
    row = Handover(
        case=leila, owner_unit=ame, person_id=leila.person_id, category="planning", to_unit=af, consent=consent,
        person_name="x", message="x", sent_on=date(2026, 1, 1), answer_by=date(2026, 1, 8),
    )  # fmt: skip
    with acting(anna, ame), pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_the_receiver_answers_within_what_it_has_promised(sent):
    from samvag.kernel.workdays import add_workdays

    assert sent.answer_by == add_workdays(timezone.localdate(), 3, resting=True)


def test_it_comes_to_the_receivers_inbox_and_nobody_elses(sent, recipient, bea, unit, staff, acting):
    with acting(recipient, recipient.unit) as by:
        (row,) = inbox(by)
        assert (row.person_name, row.person_number, row.message) == (
            "Leila Påhitt", "200001012384", "Leila vill börja studera.",
        )  # fmt: skip
    stranger = staff(unit("FK", "FK"), Role.RECIPIENT)
    for other in (bea, stranger):
        with acting(other, other.unit) as by:
            assert inbox(by) == []
            with pytest.raises(Unseen):
                handover(by, sent.id)


def test_accepting_makes_the_units_own_card_case_and_note(sent, recipient, bea, af, leila, acting):
    with acting(recipient, af) as by:
        accept_handover(sent.id, by=by, main=bea.id, answer="Bea ringer på torsdag", **NAMES)
    with acting(bea, af) as by:
        card = Card.objects.get(owner_unit=af)
        case = Case.objects.get(owner_unit=af)
        assert (card.person_id, case.person_id) == (leila.person_id, leila.person_id)
        assert (card.given_name, card.sex, card.born) == ("Leila", "K", date(2000, 1, 1))
        assert Assignment.objects.get(case=case, role="MAIN").staff_id == bea.id
        assert "Leila vill börja studera." in Note.objects.get(owner_unit=af).text
        assert handover(by, sent.id).answer == "Bea ringer på torsdag"


def test_one_whom_the_unit_knows_already_keeps_her_card_and_case(sent, recipient, bea, af, case, acting):
    theirs = case(bea, "200001012384", card={"given_name": "Leyla", "family_name": "Annan stavning"})
    with acting(recipient, af) as by:
        accept_handover(sent.id, by=by, main=bea.id)
        assert Card.objects.filter(owner_unit=af).count() == 1
        assert handover(by, sent.id).card == Card.objects.get(owner_unit=af).id
        assert Case.objects.get(owner_unit=af).id == theirs.id


def test_protection_is_told_along(anna, ame, af, case, recipient, bea, acting):
    hidden = case(anna, card={"protection": "SKYDDAD", **NAMES})
    make_consent(anna, hidden, af)
    with acting(anna, ame) as by:
        sent = send_handover(hidden.id, af.id, "Hej", by=by)
    with acting(recipient, af) as by:
        accept_handover(sent.id, by=by, main=bea.id, **NAMES)
        assert Card.objects.get(owner_unit=af).protection == "SKYDDAD"


def test_cannot_take_says_why_and_the_sender_reads_it(sent, recipient, af, anna, ame, leila, acting):
    with acting(recipient, af) as by:
        with pytest.raises(Refused, match="några ord"):
            cannot_take(sent.id, "FULL", "  ", by=by)
        cannot_take(sent.id, "FULL", "Nästa start är i mars", by=by)
        assert not Case.objects.filter(owner_unit=af).exists()
    with acting(anna, ame) as by:
        (row,) = handovers_of(by, leila.person_id)
        assert (row.state, row.reason_label, row.answer) == (
            "CANNOT",
            "Ingen plats nu",
            "Nästa start är i mars",
        )


def test_a_worker_does_not_answer_for_the_unit(sent, bea, af, case, acting):
    case(bea, "200001012384")  # She knows the person, so she reads it.
    with acting(bea, af) as by:
        assert handover(by, sent.id).message
        with pytest.raises(Forbidden):
            accept_handover(sent.id, by=by, main=bea.id)


def test_the_sender_does_not_answer_herself(sent, anna, ame, acting):
    with acting(anna, ame) as by, pytest.raises(Forbidden):
        accept_handover(sent.id, by=by, main=anna.id)


def test_taken_back_it_leaves_the_inbox(sent, anna, ame, recipient, af, acting):
    with acting(anna, ame) as by:
        withdraw_handover(sent.id, by=by)
    with acting(recipient, af) as by:
        assert inbox(by) == []
        with pytest.raises(Refused, match="redan besvarad eller återtagen"):
            accept_handover(sent.id, by=by, main=recipient.id, **NAMES)


def test_withdrawn_consent_takes_it_from_the_inbox_at_once(sent, consent, anna, ame, recipient, af, acting):
    with acting(anna, ame) as by:
        withdraw(consent.id, by=by)
    with acting(recipient, af) as by:
        assert inbox(by) == []
        with pytest.raises(Unseen):
            accept_handover(sent.id, by=by, main=recipient.id, **NAMES)


def test_so_does_the_kind_of_rows_that_is_taken_back_out_of_it(anna, leila, ame, af, recipient, acting):
    """The consent lives on with what else it holds."""
    consent = make_consent(anna, leila, af, categories=["planning", "work"])
    with acting(anna, ame) as by:
        row = send_handover(leila.id, af.id, "Leila vill börja studera.", by=by)
    for taken, waits in (("work", 1), ("planning", 0)):
        with acting(recipient, af) as by:
            assert len(inbox(by)) == 1
        with acting(anna, ame) as by:
            withdraw_category(consent.id, taken, by=by)
            assert handover(by, row.id)
        with acting(recipient, af) as by:
            assert len(inbox(by)) == waits


def test_and_a_sender_who_no_longer_gives(anna, leila, ame, af, unit, recipient, acting):
    soc = unit("Soc", branch="SOC")
    consent = make_consent(anna, leila, af, soc)
    with acting(anna, ame) as by:
        send_handover(leila.id, af.id, "Leila vill börja studera.", by=by)
        withdraw_party(consent.id, ame.id, by=by)
    with acting(recipient, af) as by:
        assert inbox(by) == []


def test_a_spärr_goes_before_the_consent_and_says_so(anna, leila, ame, af, unit, consent, acting):
    fk = unit("FK", "FK")
    make_consent(anna, leila, fk)
    with acting(anna, ame) as by:
        block(leila.person_id, by=by, said_how="SKRIFTLIGT", toward=af.id)
        with pytest.raises(Refused, match="inte sagt ja"):
            send_handover(leila.id, af.id, "Leila vill börja studera.", by=by)
        assert send_handover(leila.id, fk.id, "Leila vill börja studera.", by=by)


def test_the_receiver_cannot_change_what_was_sent(sent, recipient, af, acting):
    with (
        acting(recipient, af),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE cases_handover SET message = 'Något annat', state = 'CANNOT', reason = 'FULL'")


def test_one_waits_at_a_time(sent, anna, leila, ame, af, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="väntar redan på svar"):
        send_handover(leila.id, af.id, "Igen", by=by)


def test_both_units_watch_it(anna, leila, ame, af, consent, recipient, bea, acting):
    heard = []

    def listen(owner_unit, person, category):
        heard.append(owner_unit)

    row_changed.listen(listen)
    try:
        with acting(anna, ame) as by:
            sent = send_handover(leila.id, af.id, "Hej", by=by)
        assert set(heard) == {ame.id, af.id}
        heard.clear()
        with acting(recipient, af) as by:
            cannot_take(sent.id, "AGE", "Tyvärr", by=by)
        assert set(heard) == {ame.id, af.id}
    finally:
        row_changed._listeners.remove(listen)
