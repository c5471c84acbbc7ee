"""What was let out to whom, on what ground: a row a share and a refusal, kept as it was written."""

import pytest
from django.db import ProgrammingError, connection, transaction

from samvag.access.roles import Role
from samvag.cases.actions.handover import send_handover
from samvag.consents.actions.disclosing import disclose
from samvag.consents.actions.giving import Side, refuse_consent
from samvag.consents.actions.withdrawing import withdraw
from samvag.consents.models import Disclosure
from samvag.consents.queries.consents import living_consents_of
from samvag.consents.queries.grounds import disclosures_of
from samvag.consents.terms import INFO_EXCHANGE, REFUSED, SHARED, SPOKEN
from samvag.kernel.errors import Forbidden, Refused, Unseen
from tests.factories.sharing import GIVEN, PURPOSE


@pytest.fixture
def tell(shared, anna, ame, acting):
    def told(kinds=("work",), **facts):
        with acting(anna, ame) as by:
            said = {"outcome": SHARED, "way": SPOKEN, **facts}
            return disclose(shared.person_id, list(kinds), by=by, **said)

    return told


@pytest.fixture
def consent(shared, anna, ame, acting):
    with acting(anna, ame) as by:
        return living_consents_of(by, shared.person_id)[0].id


def written(acting, who, unit, person):
    with acting(who, unit) as by:
        return [(row.to, row.way_code, row.outcome_code, row.kinds) for row in disclosures_of(by, person)]


def test_each_unit_has_written_what_it_opened_for_the_other(shared, anna, bea, ame, af, acting):
    opened = ["planning", "work"]
    assert written(acting, anna, ame, shared.person_id) == [("AF Norrsund", "OPENED", "SHARED", opened)]
    assert written(acting, bea, af, shared.person_id) == [("AME", "OPENED", "SHARED", opened)]


def test_a_no_is_one_too(shared, anna, ame, soc, acting):
    with acting(anna, ame) as by:
        refuse_consent(shared.person_id, INFO_EXCHANGE, by=by, purpose=PURPOSE, sides=[Side(soc.id)], **GIVEN)
    assert ("Socialtjänsten", "OPENED", "REFUSED", ["planning"]) in written(
        acting, anna, ame, shared.person_id
    )


def test_a_hand_over_is_one_too(shared, anna, ame, af, acting):
    with acting(anna, ame) as by:
        send_handover(shared.id, af.id, "Ta emot.", by=by)
    first = written(acting, anna, ame, shared.person_id)[0]
    assert first == ("AF Norrsund", "HANDED_OVER", "SHARED", ["contact", "planning"])


def test_what_was_said_stands_on_the_consent(tell, consent, af):
    assert tell(to_unit=af.id, consent=consent).consent_id == consent


@pytest.mark.parametrize("kinds", [["health"], ["work", "health"]])
def test_not_what_the_consent_leaves_out(kinds, tell, consent, af):
    with pytest.raises(Refused, match="omfattar inte"):
        tell(kinds, to_unit=af.id, consent=consent)


def test_not_to_whom_it_does_not_name(tell, consent, soc):
    with pytest.raises(Refused, match="omfattar inte"):
        tell(to_unit=soc.id, consent=consent)


def test_not_on_one_that_is_withdrawn(tell, consent, anna, ame, af, acting):
    with acting(anna, ame) as by:
        withdraw(consent, by=by)
    with pytest.raises(Refused, match="gäller inte"):
        tell(to_unit=af.id, consent=consent)


def test_not_on_another_persons(tell, af, anna, case):
    from tests.factories.sharing import make_consent

    with pytest.raises(Refused, match="gäller inte"):
        tell(to_unit=af.id, consent=make_consent(anna, case(anna), af, categories=["work"]).id)


def test_by_law_to_somebody_outside(tell):
    assert tell(to_outside="Akuten, dr Ek", basis="OSL_10_2").to_outside == "Akuten, dr Ek"


@pytest.mark.parametrize("basis", ["", "OSL_10_15A", "OSL_26_1"])
def test_a_share_without_a_ground_is_refused(basis, tell):
    with pytest.raises(Refused, match="den grund i lagen"):
        tell(to_outside="Akuten", basis=basis)


def test_but_a_refusal_needs_none(tell):
    assert tell(to_outside="Grannen", outcome=REFUSED).outcome == REFUSED


@pytest.mark.parametrize("to", [{}, {"to_outside": " "}, "both"])
def test_it_says_to_whom_and_to_one_alone(to, tell, af):
    with pytest.raises(Refused, match="skriv vem"):
        tell(basis="OSL_10_2", **({"to_unit": af.id, "to_outside": "Akuten"} if to == "both" else to))


def test_and_what(tell):
    with pytest.raises(Refused, match="vilka uppgifter"):
        tell([], to_outside="Akuten", basis="OSL_10_2")


def test_who_may(shared, bo, ame, staff, acting):
    with acting(bo, ame) as by, pytest.raises(Unseen):
        disclose(shared.person_id, ["work"], by=by, outcome=REFUSED, way=SPOKEN, to_outside="Grannen")
    with acting(staff(ame, Role.ADMIN), ame) as by, pytest.raises(Forbidden):
        disclose(shared.person_id, ["work"], by=by, outcome=REFUSED, way=SPOKEN, to_outside="Grannen")


@pytest.mark.parametrize(
    "statement", ["UPDATE consents_disclosure SET note = ''", "DELETE FROM consents_disclosure"]
)
def test_it_stays_as_it_was_written(statement, shared, anna, ame, acting):
    with (
        acting(anna, ame),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_receiver_does_not_read_the_givers_list(shared, bea, af, ame, acting):
    with acting(bea, af):
        assert not Disclosure.objects.filter(owner_unit=ame).exists()


def test_the_page_writes_and_shows(of_shared, anna, ame, pages):
    path, browser = of_shared.path("consents/disclosures/"), pages(anna, ame)
    sent = {
        "outcome": REFUSED,
        "to_outside": "Granne Göran",
        "kinds": ["work"],
        "way": SPOKEN,
        "note": "Ringde.",
    }
    assert browser.post(f"{path}new/", {**sent, "to_outside": ""}).status_code == 422
    assert browser.post(f"{path}new/", sent).status_code == 302
    page = browser.get(path).content.decode()
    for words in ("Granne Göran", "Lämnades inte ut", "Ringde.", "Öppnades i Samväg"):
        assert words in page
