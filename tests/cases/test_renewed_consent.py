"""A renewed consent opens no more of a unit's rows than that unit itself has said yes to."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samvag.access.roles import Role
from samvag.cases.actions.coordination import agree, close_coordination, leave, renew_consent
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import record_contact
from samvag.cases.models import Coordination, CoordinationCase
from samvag.cases.queries.coordination import not_agreed
from samvag.cases.queries.spell import spells_of
from samvag.consents.actions.giving import Side
from samvag.gaps.models import Gap
from samvag.kernel.errors import Refused, Unseen
from samvag.people.models import Card
from tests.factories.sharing import GIVEN, PURPOSE, begin_together, in_days, join_in


@pytest.fixture
def af(unit):
    return unit("AF Norrsund", "AF", short="AF")


@pytest.fixture
def fk(unit):
    return unit("FK Norrsund", "FK", short="FK")


@pytest.fixture
def lead(staff, ame):
    return staff(ame)


@pytest.fixture
def bea(staff, af):
    return staff(af, Role.WORKER, Role.RECIPIENT)


@pytest.fixture
def theirs(lead, bea, case, af):
    """AF's case, joined to that of AME, which leads; the consent is about planning."""
    long_ago = {"opened_on": in_days(-90), "watched_from": in_days(-90)}
    begin_together(lead, case(lead, **long_ago), af)
    return join_in(bea, bea)


@pytest.fixture
def joint(theirs, bea, af, acting):
    """AF has a wait (planning) and a placement (work)."""
    with acting(bea, af) as by:
        made = Coordination.objects.get(units__case=theirs.id)
        add_spell(theirs.id, "WAIT", "Plats på kursen", by=by, first=in_days(-3))
        add_spell(theirs.id, "PLACEMENT", "Kaféet", by=by, first=in_days(-3), percent=50)
    return made


@pytest.fixture
def renewed(joint, lead, ame, acting):
    """`renewed("planning", "work")`: what the person lets them share from now on, as the lead writes it down."""

    def renews(*categories, units=()):
        with acting(lead, ame) as by:
            sides = [Side(unit.pk) for unit in units]
            said = {"purpose": PURPOSE, "until": in_days(300), "categories": categories, **GIVEN}
            return renew_consent(joint.id, by=by, sides=sides, **said)

    return renews


@pytest.fixture
def seen(joint, lead, ame, acting):
    def sees():
        with acting(lead, ame) as by:
            return sorted(row.title for row in spells_of(by, joint.person_id))

    return sees


@pytest.fixture
def asked(joint, bea, af, acting):
    def asks():
        with acting(bea, af) as by:
            return not_agreed(by, joint.id)

    return asks


def test_what_is_new_stays_closed_until_the_unit_says_yes(joint, renewed, seen, asked, bea, af, acting):
    consent = renewed("planning", "work", units=[af])
    assert seen() == ["Plats på kursen"]
    assert (asked().consent, asked().categories, asked().units) == (consent.id, ("work",), ())
    with acting(bea, af) as by:
        agree(joint.id, consent.id, by=by)
    assert seen() == ["Kaféet", "Plats på kursen"]
    assert asked() is None


def test_the_recipient_finds_it_among_what_waits(renewed, bea, af, pages, lead, ame):
    inbox = reverse("cases:inbox")
    assert "Ändrade samtycken" not in pages(bea, af).get(inbox).content.decode()
    renewed("planning", "work", units=[af])
    assert "Samma Människa" in pages(bea, af).get(inbox).content.decode().partition("Ändrade samtycken")[2]


def test_nor_is_a_gap_put_off_by_what_is_still_closed(theirs, joint, renewed, lead, ame, bea, af, acting):
    """Nobody at AME has reached the person for long; AF does today."""

    def since():
        with acting(lead, ame):
            return Gap.objects.get(rule="no_contact", case__person=joint.person_id).since

    consent, before = renewed("planning", "contact", units=[af]), since()
    with acting(bea, af) as by:
        record_contact(theirs.id, by=by, channel="PHONE", reached=True, line="Ringde.")
    assert since() == before
    with acting(bea, af) as by:
        agree(joint.id, consent.id, by=by)
    assert since() == in_days(0)


def test_one_with_no_more_in_it_asks_nothing(renewed, seen, asked, af):
    renewed("planning", units=[af])
    assert seen() == ["Plats på kursen"]
    assert asked() is None


def test_a_unit_that_is_new_in_it_sees_nothing_of_the_others_before_they_say_yes(renewed, asked, af, fk):
    renewed("planning", units=[af, fk])
    assert (asked().categories, asked().units) == ((), (fk.name,))


def test_the_one_that_writes_it_down_has_said_yes(joint, renewed, lead, ame, af, acting):
    renewed("planning", "work", units=[af])
    with acting(lead, ame) as by:
        assert not_agreed(by, joint.id) is None


def test_yes_is_said_to_what_was_read(joint, renewed, seen, af, bea, acting):
    read = renewed("planning", "work", units=[af])
    renewed("planning", "work", "health", units=[af])
    with acting(bea, af) as by, pytest.raises(Refused, match="ändrats igen"):
        agree(joint.id, read.id, by=by)
    assert seen() == ["Plats på kursen"]


def test_who_is_not_in_it_has_nothing_to_say_yes_to(joint, renewed, fk, af, staff, acting):
    consent = renewed("planning", "work", units=[af])
    stranger = staff(fk, *Role)
    with acting(stranger, fk) as by, pytest.raises(Unseen):
        agree(joint.id, consent.id, by=by)


def test_the_page_asks_and_takes_the_answer(joint, renewed, seen, bea, af, pages, acting):
    consent = renewed("planning", "work", units=[af])
    with acting(bea, af):
        card = Card.objects.get(owner_unit=af, person=joint.person_id).id
    client, page = pages(bea, af), reverse("cases:coordination", args=[card])
    assert "arbete och praktik" in client.get(page).content.decode().partition("Säg ja till ändringen")[0]
    where = reverse("cases:coordination_agree", args=[card])
    assert client.post(where, {"consent": "x"}).status_code == 302
    assert seen() == ["Plats på kursen"]
    assert client.post(where, {"consent": consent.id})["Location"] == page
    assert seen() == ["Kaféet", "Plats på kursen"]
    assert "Säg ja till ändringen" not in client.get(page).content.decode()


class TestTheDatabaseItself:
    """What the leading unit would have to write by hand is refused."""

    @pytest.fixture(autouse=True)
    def as_lead(self, joint, lead, ame, af):
        self.joint, self.lead, self.ame, self.af = joint, lead, ame, af

    def refuse(self, acting, statement, *values, match):
        refused = pytest.raises(DatabaseError, match=match)
        with acting(self.lead, self.ame), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    def test_nobody_says_yes_for_another_unit(self, renewed, acting):
        consent = renewed("planning", "work", units=[self.af])
        says = "UPDATE cases_coordinationcase SET agreed_id = %s WHERE unit_id = %s"
        self.refuse(acting, says, consent.id, self.af.id, match="links its own case")

    def test_what_others_have_said_yes_to_gets_no_wider(self, bea, acting):
        with acting(bea, self.af):
            agreed = CoordinationCase.objects.get(unit=self.af).agreed_id
        adds = "INSERT INTO consents_consentcategory (id, consent_id, category) VALUES (gen_random_uuid(), %s, 'work')"
        self.refuse(acting, adds, agreed, match="gets no wider")

    def test_who_has_left_is_not_brought_back_with_her_case(self, bea, acting):
        with acting(bea, self.af) as by:
            leave(self.joint.id, "Klart", by=by)
        back = "UPDATE cases_coordinationcase SET left_on = NULL, left_reason = '' WHERE unit_id = %s"
        self.refuse(acting, back, self.af.id, match="invited anew")

    def test_what_is_closed_stays_closed(self, acting):
        with acting(self.lead, self.ame) as by:
            close_coordination(self.joint.id, "Klart", by=by)
        opens = "UPDATE cases_coordination SET closed_on = NULL WHERE id = %s"
        self.refuse(acting, opens, self.joint.id, match="stays closed")
