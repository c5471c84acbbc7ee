"""Why a person was shown is found by the database as it logs, one ground for each person."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.roles import Role
from samvag.agencies.actions import edit_unit
from samvag.cases.actions.case import end_assignment
from samvag.cases.actions.team import appoint
from samvag.cases.actions.work import write_note
from samvag.cases.models import Assignment
from samvag.people.models import Card
from tests.factories.agencies import send_away
from tests.factories.people import make_card
from tests.factories.sharing import begin_together, join_in, make_consent
from tests.harness.acting import acting

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def log_read(actor: Actor, person: UUID) -> None:
    """As the middleware does it, for a page that there is none of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_log_read('desk:person', ARRAY[%s::uuid])", [person])


def card_of(case, worker) -> str:
    with acting(worker, worker.unit):
        return Card.objects.get(person=case.person_id, owner_unit=worker.unit).id


@pytest.fixture
def read(pages, log):
    """`read(anna, page)` is the entry that her reading left."""

    def reads(who, page, unit=None, **asked):
        answer = pages(who, unit or who.unit).get(page + (f"?{urlencode(asked)}" if asked else ""))
        assert answer.status_code == 200
        found = log()[-1]
        assert (found.action, found.staff, found.unit) == ("read", who.pk, (unit or who.unit).pk)
        return found

    return reads


class TestAPersonIsShownTo:
    def test_who_works_with_the_case(self, anna, case, read):
        hers = case(anna)
        assert (
            read(anna, reverse("desk:person", args=[card_of(hers, anna)])).why(hers.person_id) == "assigned"
        )

    def test_who_covers_for_somebody_who_is_away(self, anna, bo, ame, case, pages, log):
        hers = case(anna)
        where = reverse("desk:person", args=[card_of(hers, anna)])
        send_away(anna, ame, TODAY, TODAY, bo)
        assert pages(bo, ame).get(where).status_code == 200
        assert log()[-1].why(hers.person_id) == "cover"

    def test_who_answers_for_the_whole_unit(self, anna, karin, case, read):
        hers = case(anna)
        assert read(karin, reverse("desk:person", args=[card_of(hers, anna)])).why(hers.person_id) == "unit"

    def test_a_manager_who_works_with_the_case_as_who_works_with_it(self, karin, case, read):
        hers = case(karin)
        assert (
            read(karin, reverse("desk:person", args=[card_of(hers, karin)])).why(hers.person_id) == "assigned"
        )

    def test_a_list_says_it_of_each_person(self, staff, ame, anna, case, read):
        boss = staff(ame, Role.MANAGER, Role.WORKER)
        own, others = case(boss), case(anna)
        entry = read(boss, reverse("desk:caseload"))
        assert {own.person_id: "assigned", others.person_id: "unit"}.items() <= dict(
            zip(entry.persons, entry.grounds, strict=True)
        ).items()

    def test_who_is_on_the_team_with_consent_and_has_no_part_in_the_own_case(
        self, anna, af, bea, recipient, staff, case, log, acting
    ):
        hers = case(anna)
        together = begin_together(anna, hers, af)
        join_in(recipient, bea)
        on_team = staff(af)
        with acting(bea, af) as by:
            appoint(together.id, on_team.pk, "MEMBER", by=by)
            end_assignment(Assignment.objects.get(staff=on_team).id, by=by)
        with acting(on_team, af) as actor:
            log_read(actor, hers.person_id)
        assert log()[-1].why(hers.person_id) == "team"

    def test_who_has_got_an_invitation(self, anna, af, recipient, case, read):
        hers = case(anna)
        begin_together(anna, hers, af)
        assert read(recipient, reverse("cases:inbox")).why(hers.person_id) == "received"

    def test_a_colleague_who_finds_her_by_number_without_part_in_the_case(
        self, anna, bo, ame, case, pages, log
    ):
        hers = case(anna, "197109259288")
        pages(bo, ame).post(reverse("people:search"), {"q": "197109259288"})
        assert log()[-1].why(hers.person_id) == "own_unit"


class TestAnAct:
    def test_says_on_what_ground_it_was_done(self, anna, ame, case, log, acting):
        hers = case(anna)
        with acting(anna, ame) as by:
            write_note(hers.id, "En anteckning", by=by)
        entry = log()[-1]
        assert (entry.action, entry.why(hers.person_id)) == ("note.create", "assigned")

    def test_of_registering_somebody_new_is_just_that(self, anna, log):
        card = make_card(anna)
        entry = log()[-1]
        assert (entry.action, entry.why(card.person_id)) == ("person.register", "own_unit")

    def test_about_no_person_has_no_ground(self, karin, ame, log, acting):
        with acting(karin, ame) as by:
            edit_unit(ame.id, by=by, does="Stöd")
        entry = log()[-1]
        assert (entry.persons, entry.grounds) == ((), ())


def test_a_consent_alone_is_no_ground_to_have_been_shown(anna, af, recipient, case, log, acting):
    """Somebody of a unit that a consent names, without any part: the database knows of no ground, and says so."""
    hers = case(anna)
    make_consent(anna, hers, af)
    with acting(recipient, af) as actor:
        log_read(actor, hers.person_id)
    assert log()[-1].why(hers.person_id) == "unknown"
