"""Review of the log: drawn by chance and by rule, shown to the unit's reviewer alone, judged by somebody else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from samvag.access.roles import Role
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.people.models import Card
from samvag.rights.actions import review as actions
from samvag.rights.models import ReviewItem
from samvag.rights.queries import review as queries
from samvag.rights.terms import IN_ORDER
from tests.factories.people import make_case
from tests.harness.acting import acting

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)

DRAWS = (
    "rights_sample(current_date, current_date, 5, 1)",
    "rights_findings(current_date, current_date, 5, 1)",
)


@pytest.fixture
def vera(staff, ame):
    return staff(ame, Role.REVIEWER, name="Vera Vik")


@pytest.fixture
def ended(monkeypatch):
    """As if the day were over: what was logged today can be drawn."""
    monkeypatch.setattr(actions, "_today", lambda: TODAY + timedelta(days=1))


@pytest.fixture
def opened(pages):
    def opens(who, case):
        with acting(who, who.unit):
            card = Card.objects.get(person=case.person_id, owner_unit=who.unit).id
        assert pages(who, who.unit).get(reverse("desk:person", args=[card])).status_code == 200

    return opens


@pytest.fixture
def drawn(vera, ame, ended):
    """`drawn()` is the list as Vera sees it."""

    def draws(size=50, seed=1, who=None):
        who = who or vera
        with acting(who, who.unit) as by:
            made = actions.draw(TODAY, TODAY, size, by=by, seed=seed)
            return queries.items_of(by, made.id)

    return draws


def reasons(items, staff, case=None):
    return {reason for item in items if item.staff == staff.pk for reason in item.reasons}


class TestASample:
    def test_is_the_same_again_by_the_same_seed_and_another_by_another(self, anna, vera, ame, ended, opened):
        for _nth in range(6):
            opened(anna, make_case(anna))

        def drawn(seed):
            with acting(vera, ame) as by:
                made = actions.draw(TODAY, TODAY, 5, by=by, seed=seed)
                sample = ReviewItem.objects.filter(review=made, reasons__contains=["sample"])
                return sorted(sample.values_list("entry", "subject"))

        assert drawn(7) == drawn(7)
        assert drawn(7) != drawn(8)
        assert len(drawn(7)) == 5

    def test_keeps_seed_size_population_method_who_and_when(self, anna, vera, ame, drawn):
        make_case(anna)
        drawn(5, seed=7)
        with acting(vera, ame) as by:
            (kept,) = queries.reviews(by)
        assert (kept.seed, kept.size, kept.by, kept.due_on > TODAY) == (7, 5, "Vera Vik", True)
        assert kept.population == 2
        assert "hashint8extended" in kept.method

    def test_is_of_days_that_have_ended(self, anna, vera, ame):
        make_case(anna)
        with acting(vera, ame) as by, pytest.raises(Refused, match="till och med i går"):
            actions.draw(TODAY, TODAY, 5, by=by)

    def test_of_days_when_nothing_happened_is_refused(self, vera, ame):
        with acting(vera, ame) as by, pytest.raises(Refused, match="Ingen i verksamheten"):
            actions.draw(YESTERDAY, YESTERDAY, 5, by=by)

    def test_is_of_the_own_unit_alone(self, anna, cilla, staff, soc, drawn):
        make_case(anna)
        make_case(cilla)
        theirs = staff(soc, Role.REVIEWER)
        assert {item.staff for item in drawn()} == {anna.pk}
        assert {item.staff for item in drawn(who=theirs)} == {cilla.pk}


class TestARuleFinds:
    def test_the_same_surname_and_not_a_longer_one(self, anna, bo, drawn):
        make_case(anna, card={"given_name": "Kim", "family_name": "Lind-Ask"})
        make_case(bo, card={"given_name": "Kim", "family_name": "Bergman"})
        found = drawn()
        assert "surname" in reasons(found, anna)
        assert "surname" not in reasons(found, bo)

    def test_what_seems_to_be_her_own_record(self, anna, bo, drawn):
        make_case(anna, card={"given_name": "Anna", "family_name": "Ask"})
        make_case(bo, card={"given_name": "Anna", "family_name": "Ask"})
        found = drawn()
        assert "own" in reasons(found, anna)
        assert "surname" not in reasons(found, anna)
        assert "own" not in reasons(found, bo)

    def test_her_own_record_by_her_phone(self, staff, ame, drawn):
        elsa = staff(ame, name="Elsa Ek", phone="070-123 45 67")
        make_case(elsa, card={"given_name": "E", "family_name": "Gift", "phone": "+46701234567"})
        assert "own" in reasons(drawn(), elsa)

    def test_the_same_address_as_in_her_own_record(self, anna, bo, drawn):
        home = {"address": "Storgatan 1, 123 45 Norrsund"}
        make_case(bo, card={"given_name": "Anna", "family_name": "Ask", **home})
        make_case(anna, card={"given_name": "Kim", "family_name": "Annan", **home})
        found = drawn()
        assert "address" in reasons(found, anna)
        assert "address" not in reasons(found, bo)

    def test_a_protected_person_whose_name_is_not_told(self, anna, drawn):
        make_case(
            anna, card={"given_name": "Hemlig", "family_name": "Hemlig", "protection": "SEKRETESSMARKERING"}
        )
        found = [item for item in drawn() if "protected" in item.reasons]
        assert found
        assert {item.person for item in found} == {"Skyddad person"}

    def test_reading_through_the_whole_units_role_and_not_ones_own(self, anna, karin, opened, drawn):
        hers = make_case(anna)
        opened(anna, hers)
        opened(karin, hers)
        found = drawn()
        assert "unit" in reasons(found, karin)
        assert not [item for item in found if "unit" in item.reasons and item.why == "Arbetar med ärendet"]

    def test_many_persons_in_an_hour(self, anna, bo, opened, drawn, monkeypatch):
        for _nth in range(30):
            make_case(anna)
        for _nth in range(5):
            make_case(bo)
        found = drawn()
        assert "many" in reasons(found, anna)
        assert "many" not in reasons(found, bo)


class TestAnybodyButTheReviewer:
    @pytest.mark.parametrize("role", [role for role in Role if role != Role.REVIEWER])
    def test_draws_and_reads_nothing(self, role, staff, ame, anna, ended):
        make_case(anna)
        who = staff(ame, role)
        with acting(who, ame) as by:
            with pytest.raises(Forbidden):
                actions.draw(TODAY, TODAY, 5, by=by)
            for asked in DRAWS:
                with pytest.raises(DatabaseError, match="only a reviewer"), transaction.atomic():
                    connection.cursor().execute(f"SELECT * FROM {asked}")

    def test_of_another_unit_finds_no_review(self, anna, vera, ame, soc, staff, drawn):
        make_case(anna)
        item = drawn()[0]
        other = staff(soc, Role.REVIEWER)
        with acting(other, soc) as by:
            assert queries.reviews(by) == []
            assert queries.items_of(by, item.review) == []
            with pytest.raises(Unseen):
                queries.review_of(by, item.review)
            with pytest.raises(Unseen):
                actions.judge(item.id, IN_ORDER, by=by)


class TestJudging:
    def test_says_what_came_of_it_by_whom_and_when_and_then_it_has_ended(self, anna, vera, ame, drawn):
        make_case(anna)
        item = drawn()[0]
        with acting(vera, ame) as by:
            actions.judge(item.id, IN_ORDER, by=by, text="Hennes eget ärende.")
            (said,) = queries.said_of(by, item.id)
            assert (said.kind, said.text, said.by) == (IN_ORDER, "Hennes eget ärende.", "Vera Vik")
            assert queries.item_of(by, item.review, item.id).ended
            with pytest.raises(Forbidden, match="redan avgjort"):
                actions.judge(item.id, "REPORTED", by=by, text="Nej")

    def test_of_ones_own_reading_is_somebody_elses(self, staff, ame, opened, drawn):
        both = staff(ame, Role.REVIEWER, Role.WORKER, name="Vera Själv")
        make_case(both)
        item = drawn(who=both)[0]
        with acting(both, ame) as by:
            with pytest.raises(Forbidden, match="din egen läsning"):
                actions.judge(item.id, IN_ORDER, by=by)
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                connection.cursor().execute(
                    "INSERT INTO rights_reviewword VALUES (gen_random_uuid(), 'IN_ORDER', '', now(), %s, %s)",
                    [both.pk, item.id],
                )
        another = staff(ame, Role.REVIEWER)
        with acting(another, ame) as by:
            actions.judge(item.id, IN_ORDER, by=by)

    def test_a_colleague_who_is_asked_answers_and_sees_her_own_question_alone(
        self, anna, bo, vera, ame, drawn
    ):
        make_case(anna)
        item = drawn()[0]
        with acting(anna, ame) as by:
            assert queries.asked(by) == []
        with acting(vera, ame) as by:
            actions.judge(item.id, "ASKED", by=by, text="Varför?")
        with acting(bo, ame) as by:
            assert queries.asked(by) == []
            with pytest.raises(Unseen):
                actions.answer(item.id, by=by, text="Vet inte")
        with acting(anna, ame) as by:
            (question,) = queries.asked(by)
            assert question.person != "Har inget kort hos er"
            actions.answer(item.id, by=by, text="Hon ringde.")
            with pytest.raises(Forbidden, match="redan besvarad"):
                actions.answer(item.id, by=by, text="Igen")
        with acting(vera, ame) as by:
            assert [said.text for said in queries.said_of(by, item.id)] == ["Varför?", "Hon ringde."]
            actions.judge(item.id, IN_ORDER, by=by)


def test_that_the_names_were_shown_is_in_the_log_with_its_ground(anna, vera, ame, drawn, log):
    hers = make_case(anna)
    before = log()[-1].id
    drawn()
    told = [entry for entry in log(before) if entry.page == "rights:review"]
    assert [(one.staff, one.why(hers.person_id)) for one in told] == [(vera.pk, "review")]


def test_what_is_late_shows_and_the_report_counts_what_came_of_it(anna, vera, ame, drawn, monkeypatch):
    make_case(anna)
    first, *_others = drawn(3)
    with acting(vera, ame) as by:
        actions.judge(first.id, "REPORTED", by=by, text="Till chefen.")
        (line,) = queries.report(by, TODAY.year)
        assert (line.reported, line.in_order, line.unseen) == (1, 0, len(_others))
        assert not queries.review_of(by, first.review).overdue
        monkeypatch.setattr(queries.timezone, "localdate", lambda: TODAY + timedelta(days=20))
        assert queries.review_of(by, first.review).overdue


class TestThePages:
    def test_lead_from_a_draw_to_a_judged_list(self, anna, vera, ame, pages, ended):
        make_case(anna, card={"given_name": "Leila", "family_name": "Övning"})
        client = pages(vera, ame)
        assert "Ingen granskning är gjord" in client.get(reverse("rights:reviews")).content.decode()
        answer = client.post(reverse("rights:reviews"), {"first": TODAY, "last": TODAY, "size": 3})
        page = client.get(answer.url).content.decode()
        assert "Leila Övning" in page
        assert "Anna Ask" in page
        with acting(vera, ame) as by:
            item = queries.items_of(by, queries.reviews(by)[0].id)[0]
        where = reverse("rights:review_item", args=[item.review, item.id])
        refused = client.post(where, {"word": "ASKED", "text": ""})
        assert refused.status_code == 422
        assert client.post(where, {"word": "IN_ORDER", "text": ""}).status_code == 302
        assert "I sin ordning" in client.get(where).content.decode()

    @pytest.mark.parametrize(("role", "opens"), [("OFFICER", True), ("MANAGER", True), ("ADMIN", False)])
    def test_who_watches_over_it_finds_the_report_among_the_rights(self, ame, staff, pages, role, opens):
        browser, there = pages(staff(ame, Role[role]), ame), reverse("rights:review_report")
        assert (there in browser.get(reverse("rights:hub")).content.decode()) == opens
        assert browser.get(there).status_code == (200 if opens else 403)

    def test_the_report_as_a_file_names_no_person(self, anna, vera, ame, pages, drawn):
        make_case(anna, card={"given_name": "Leila", "family_name": "Övning"})
        drawn()
        file = pages(vera, ame).get(reverse("rights:review_report"), {"format": "csv"})
        assert file["Content-Type"] == "text/csv"
        assert "Leila" not in file.content.decode()
        assert "Vera Vik" in file.content.decode()
