"""What the page says that each other unit sees is what that unit's staff really get from the database."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from samvag.access.roles import Role
from samvag.cases.actions.coordination import leave
from samvag.cases.actions.protecting import mark, share_expressly
from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.consents.actions.blocking import block
from samvag.consents.actions.lawful import share_by_law
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.models import Consent
from samvag.consents.queries.consents import living_consents_of
from samvag.consents.queries.seen import seen_by_others
from samvag.kernel.categories import Category
from samvag.rights.actions.restriction import restrict
from tests.factories.known import known
from tests.factories.people import make_case
from tests.factories.sharing import GIVEN, PURPOSE, begin_together, in_days, join_in, make_consent
from tests.protected.conftest import again

OPENED = ["planning", "work", "health"]
BLOCKED = {"said_how": "SKRIFTLIGT"}


class Shared:
    """Leila at AME with rows of every category; AF is invited by a consent to three, and joins unless told not to."""

    def __init__(self, anna, karin, bea, recipient, acting, *, joins=True):
        self.anna, self.karin, self.bea, self.acting = anna, karin, bea, acting
        self.case = make_case(anna)
        begin_together(anna, self.case, bea_unit(recipient), categories=OPENED)
        if joins:
            join_in(recipient, bea)
        with acting(anna, anna.unit) as by:
            for number, category in enumerate(Category):
                for _more in range(number % 3):
                    write_note(self.case.id, "Text", by=by, category=category)
            add_step(self.case.id, by=by, what="Ringa", due_on=in_days(3))
            record_contact(self.case.id, by=by, channel="PHONE", reached=True, line="Bra.")

    @property
    def person(self):
        return self.case.person_id

    @property
    def consent(self):
        with self.acting(self.anna, self.anna.unit) as by:
            return living_consents_of(by, self.person)[0].id

    def does(self, act, *given, who=None, **more):
        who = who or self.anna
        with self.acting(who, who.unit) as by:
            return act(*given, by=by, **more)

    def told(self, who=None):
        """What the page says, as (category, rows), of what AF sees now."""
        who = who or self.anna
        with self.acting(who, who.unit) as by:
            found = seen_by_others(by, self.person)
        return {kind.category.value: kind.rows for one in found for kind in one.open if kind.rows}

    def got(self, *staff):
        """What AF's staff get from every table with rows about persons, AME's rows alone."""
        counts = Counter()
        for who in staff or (self.bea,):
            with self.acting(who, who.unit), connection.cursor() as cursor:
                seen = Counter()
                for table in person_tables():
                    cursor.execute(
                        f"SELECT category, count(*) FROM {table} WHERE person_id = %s AND owner_unit_id = %s"
                        " GROUP BY 1",
                        [self.person, self.anna.unit.pk],
                    )
                    seen.update(dict(cursor.fetchall()))
                counts |= seen
        return dict(counts)


def bea_unit(recipient):
    return recipient.unit


def person_tables():
    """All that have a person, an owner and a category, but the consents, which are seen by being named in them."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if {"owner_unit", "person", "category"} <= {field.name for field in model._meta.get_fields()}
        and model._meta.db_table not in ("consents_consent", "cases_coordination", "cases_handover")
    ]


def of_law(it, *kinds):
    why = {"basis": "OSL_10_2", "reason": "Behövs.", "until": in_days(9)}
    it.does(share_by_law, it.person, it.bea.unit.pk, kinds, who=it.karin, **why)


def taken_back(it):
    it.does(withdraw, it.consent)


STATES = {
    "as it was given": lambda it: None,
    "a category taken back": lambda it: it.does(withdraw_category, it.consent, "health"),
    "the unit taken back": lambda it: it.does(withdraw_party, it.consent, it.bea.unit.pk),
    "all taken back": taken_back,
    "all blocked": lambda it: it.does(block, it.person, **BLOCKED),
    "a kind blocked": lambda it: it.does(block, it.person, kinds=["work"], **BLOCKED),
    "blocked towards them": lambda it: it.does(block, it.person, toward=it.bea.unit.pk, **BLOCKED),
    "by law alone": lambda it: (taken_back(it), of_law(it, "social", "housing")),
    "by law beside": lambda it: of_law(it, "social"),
    "by law and blocked": lambda it: (of_law(it, "social"), it.does(block, it.person, kinds=["social"], **BLOCKED)),
    "they have left": lambda it: it.does(leave, coordination(it), "Färdigt.", who=it.bea),
    "restricted": lambda it: it.does(restrict, known(it.anna, it.case).card, "ACCURACY", "Fel.", who=it.karin),
    "protected": lambda it: it.does(mark, known(it.anna, it.case).card, "SKYDDAD", "Visade.", named=[]),
}  # fmt: skip
EMPTY = {"all taken back", "the unit taken back", "all blocked", "blocked towards them", "they have left", "restricted",
         "protected"}  # fmt: skip


def coordination(it):
    from samvag.cases.queries.coordination import open_coordination_of

    with it.acting(it.anna, it.anna.unit) as by:
        return open_coordination_of(by, it.person).id


@pytest.fixture
def leila(anna, karin, bea, recipient, acting):
    return Shared(anna, karin, bea, recipient, acting)


@pytest.mark.parametrize("state", STATES)
def test_it_says_what_they_get(state, leila):
    STATES[state](leila)
    reads = leila.karin if state == "restricted" else leila.anna
    assert leila.told(reads) == leila.got()
    assert bool(leila.got()) == (state not in EMPTY)


def test_a_protected_person_whom_the_unit_says_it_of_expressly(anna, karin, bea, recipient, ame, acting):
    """Marked before, so that the coordination goes on by a consent that is said to hold."""
    it = Shared.__new__(Shared)
    it.anna, it.karin, it.bea, it.acting = anna, karin, bea, acting
    it.case = make_case(anna)
    it.does(mark, known(anna, it.case).card, "SEKRETESSMARKERING", "Visade.", named=[])
    it.case = again(it.person, anna).case
    begin_together(anna, it.case, recipient.unit, categories=OPENED)
    join_in(recipient, bea)
    it.does(write_note, it.case.id, "Text", category="work")
    assert it.told() == it.got() == {}
    it.does(share_expressly, it.consent)
    assert it.told() == it.got()
    assert it.got()["work"] == 1


def test_before_anybody_there_is_on_the_team_it_waits(anna, karin, bea, recipient, acting):
    it = Shared(anna, karin, bea, recipient, acting, joins=False)
    assert it.told() == it.got() == {}
    with acting(anna, anna.unit) as by:
        (one,) = seen_by_others(by, it.person)
    assert one.waits == "arbete och praktik, hälsa, planering"
    assert "boende" in one.unseen


def test_one_that_only_lets_hand_over_opens_no_row(anna, ame, af, case, acting):
    leila = case(anna)
    make_consent(anna, leila, af)
    with acting(anna, ame) as by:
        (one,) = seen_by_others(by, leila.person_id)
    assert (one.open, one.handed) == ([], "planering")


def test_who_is_bound_by_contract_never_gets_what_law_guards(anna, ame, unit, case, acting):
    firm = unit("Företaget", "EMPLOYER", secrecy_regime="AVTAL")
    leila = case(anna)
    make_consent(anna, leila, firm, categories=["planning"])
    with acting(anna, ame) as by:
        (one,) = seen_by_others(by, leila.person_id)
    assert "hälsa" in one.unseen


def test_a_colleague_without_part_and_another_unit_are_told_nothing(leila, bo, soc, staff, acting):
    for who, unit in ((bo, bo.unit), (staff(soc, Role.MANAGER), soc)):
        with acting(who, unit) as by:
            assert seen_by_others(by, leila.person) == []
    with acting(leila.karin, leila.karin.unit) as by:
        assert len(seen_by_others(by, leila.person)) == 1


def test_when_the_other_unit_marks_her_the_sharing_ends_and_both_say_so(leila, af, staff, acting):
    from samvag.people.models import Card

    chief = staff(af, Role.MANAGER, Role.RECIPIENT)
    with acting(chief, af) as by:
        theirs = Card.objects.get(person=leila.person, owner_unit=af)
        mark(theirs.id, "SEKRETESSMARKERING", "Visade.", by=by, named=[])
    assert leila.told() == leila.got() == {}


# Before one saves.


@pytest.fixture
def browser(anna, ame, pages):
    return pages(anna, ame)


def test_narrowing_is_shown_before_it_is_done(leila, browser, bea):
    path = known(leila.anna, leila.case).path(f"consents/{leila.consent}/withdraw/")
    before = leila.got()
    page = browser.post(path, {"what": "category:health", "how": "", "preview": "1"}).content.decode()
    shown = page.split("Så här blir det")[1]
    assert "arbete och praktik" in shown.split("Ser inte")[0]
    assert "hälsa" in shown.split("Ser inte")[1]
    assert leila.got() == before
    assert browser.post(path, {"what": "category:health", "how": ""}).status_code == 302
    assert "health" not in leila.got()


def test_giving_is_shown_before_it_is_done(browser, anna, ame, af, case, acting):
    leila = known(anna, case(anna))
    sent = {
        "purpose": PURPOSE, "unit_1": af.pk, "direction_1": "BOTH", "categories": ["work"], "until": in_days(50),
        "given_by": "PERSON", "language": "sv", "main": anna.pk, **GIVEN,
    }  # fmt: skip
    page = browser.post(leila.path("coordination/"), {**sent, "preview": "1"})
    assert page.status_code == 200
    shown = page.content.decode().split("Så här blir det")[1]
    assert "Syns när någon därifrån är med i teamet" in shown
    with acting(anna, ame):
        assert not Consent.objects.exists()
    assert browser.post(leila.path("coordination/"), sent).status_code == 302
    assert (
        "arbete och praktik"
        in browser.get(leila.path("consents/")).content.decode().split("Vad ser andra?")[1]
    )


def test_what_is_wrong_is_said_and_nothing_is_shown(browser, anna, case):
    path = known(anna, case(anna)).path("consents/new/?kind=INFO_EXCHANGE")
    page = browser.post(path, {"answer": "yes", "preview": "1"})
    assert page.status_code == 422
    assert "Så här blir det" not in page.content.decode()
