"""Only the few who are named open a protected person, and only with a part in the case too."""

import pytest

from samvag.access.roles import Role
from samvag.cases.actions.case import assign
from samvag.cases.actions.protecting import hand_protected, lift, mark
from samvag.cases.actions.receiving import receive_person
from samvag.cases.models import Case, Note
from samvag.cases.queries.protected import protected_cases
from samvag.cases.terms import WORKER
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.people.actions import end_opener, name_opener, register_person
from samvag.people.models import Card, Named
from samvag.people.queries import find_person, number_of, search_people
from tests.factories.agencies import send_away
from tests.factories.people import identity_of
from tests.factories.sharing import in_days
from tests.protected.conftest import NAMES, NUMBER

VALUES = ["SEKRETESSMARKERING", "SKYDDAD"]


@pytest.fixture(params=VALUES)
def hidden(request, marked):
    return marked(request.param)


def opens(pages, staff, it):
    return pages(staff, staff.unit).get(it.path()).status_code


class TestWhoOpens:
    def test_nobody_is_closed_out_while_there_is_no_protection(self, siv, anna, karin, pages):
        assert (opens(pages, anna, siv), opens(pages, karin, siv)) == (200, 200)

    def test_who_marked_her_opens(self, hidden, anna, pages):
        assert opens(pages, anna, hidden) == 200

    def test_a_colleague_with_part_in_the_case_does_not(self, siv, marked, anna, bo, ame, pages, acting):
        with acting(anna, ame) as by:
            assign(siv.case.id, bo.id, WORKER, by=by)
        assert opens(pages, bo, siv) == 200
        assert opens(pages, bo, marked()) == 404

    def test_she_does_when_she_is_named(self, siv, marked, anna, bo, ame, pages, acting):
        with acting(anna, ame) as by:
            assign(siv.case.id, bo.id, WORKER, by=by)
        assert opens(pages, bo, marked(named=(bo,))) == 200

    def test_to_be_named_without_part_is_not_enough(self, marked, bo, pages):
        assert opens(pages, bo, marked(named=(bo,))) == 404

    def test_the_manager_does_not_unless_named(self, hidden, karin, ame, pages, acting):
        assert opens(pages, karin, hidden) == 404
        with acting(karin, ame) as by:
            name_opener(hidden.person, karin.id, "Handleder.", by=by)
        assert opens(pages, karin, hidden) == 200

    def test_cover_alone_does_not(self, hidden, anna, bo, ame, pages):
        send_away(anna, ame, in_days(0), in_days(3), bo)
        assert opens(pages, bo, hidden) == 404

    def test_naming_ends_with_its_last_day(self, hidden, karin, ame, pages, acting):
        with acting(karin, ame) as by:
            name_opener(hidden.person, karin.id, "Handleder.", by=by, until=in_days(0))
            Named.objects.filter(staff=karin).update(period=(in_days(-5), in_days(0)))
        assert opens(pages, karin, hidden) == 404

    def test_what_was_written_is_closed_too(self, hidden, anna, bo, karin, ame, acting):
        for staff, seen in ((anna, 1), (bo, 0), (karin, 0)):
            with acting(staff, ame):
                assert Case.objects.filter(person=hidden.person).count() == seen
                assert Card.objects.filter(person=hidden.person).count() == seen

    def test_nobody_else_writes_about_her(self, hidden, karin, ame, acting):
        with acting(karin, ame):
            assert not Card.objects.filter(person=hidden.person).update(phone="")
            assert not Note.objects.filter(person=hidden.person).exists()

    def test_lifted_everybody_with_a_part_opens_again(self, hidden, anna, karin, ame, pages, acting):
        with acting(anna, ame) as by:
            lift(hidden.card, "Skatteverket har tagit bort det.", by=by)
        assert opens(pages, karin, hidden) == 200

    def test_nothing_comes_back_by_itself(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by:
            lift(hidden.card, "Skatteverket har tagit bort det.", by=by)
            card = Card.objects.get(id=hidden.card)
        assert (card.phone, card.email, card.address) == ("", "", "")


class TestNaming:
    def test_a_worker_names_nobody(self, hidden, anna, bo, ame, acting):
        with acting(anna, ame) as by, pytest.raises(Forbidden, match="chefen"):
            name_opener(hidden.person, bo.id, "Hjälper till.", by=by)

    def test_not_past_the_actions_either(self, hidden, anna, bo, ame, acting):
        from django.db import ProgrammingError, transaction

        with acting(anna, ame) as by, pytest.raises(ProgrammingError), transaction.atomic():
            Named(
                owner_unit=ame, person_id=hidden.person, category="contact", created_by_id=by.staff, staff=bo,
                period=(in_days(0), None), reason="x",
            ).save(force_insert=True)  # fmt: skip

    def test_a_reason_is_asked(self, hidden, karin, bo, ame, acting):
        with acting(karin, ame) as by, pytest.raises(Refused, match="varför"):
            name_opener(hidden.person, bo.id, " ", by=by)

    def test_somebody_is_always_left(self, hidden, karin, ame, acting):
        with acting(karin, ame) as by:
            (row,) = Named.objects.filter(person=hidden.person)
            with pytest.raises(Refused, match="någon annan"):
                end_opener(row.id, by=by)

    def test_the_manager_gives_the_case_to_another_without_opening_it(
        self, hidden, anna, bo, karin, ame, pages, acting
    ):
        with acting(karin, ame) as by:
            (it,) = protected_cases(by)
            hand_protected(it.case, it.person, bo.id, "Anna slutar.", by=by)
            end_opener(next(one.id for one in it.named), by=by)
        assert (opens(pages, bo, hidden), opens(pages, anna, hidden), opens(pages, karin, hidden)) == (
            200, 404, 404,
        )  # fmt: skip

    def test_only_who_may_open_marks(self, siv, bo, bea, ame, af, acting):
        for staff, unit in ((bo, ame), (bea, af)):
            with acting(staff, unit) as by, pytest.raises(Unseen):
                mark(siv.card, "SKYDDAD", "Hörde det.", by=by)


class TestThePageOfReferences:
    def test_it_has_the_reference_and_who_is_responsible_and_no_name(self, hidden, karin, ame, pages):
        page = pages(karin, ame).get("/people/protected/").content.decode()
        assert hidden.case.reference in page
        assert "Anna Ask" in page
        assert not [marker for marker in (*NAMES.values(), NUMBER[-4:], str(hidden.card)) if marker in page]

    def test_a_worker_does_not_open_it(self, hidden, anna, ame, pages):
        assert pages(anna, ame).get("/people/protected/").status_code == 403

    def test_a_recipient_reads_it_and_names_nobody(self, hidden, staff, ame, pages):
        browser = pages(staff(ame, Role.RECIPIENT), ame)
        assert hidden.case.reference in browser.get("/people/protected/").content.decode()
        assert browser.get(f"/people/protected/{hidden.case.id}/").status_code == 403

    def test_another_units_manager_sees_none(self, hidden, staff, af, pages):
        browser = pages(staff(af, Role.MANAGER), af)
        assert hidden.case.reference not in browser.get("/people/protected/").content.decode()
        assert browser.get(f"/people/protected/{hidden.case.id}/").status_code == 404

    def test_she_is_named_on_the_page(self, hidden, karin, bo, ame, pages):
        told = {"staff": str(bo.id), "reason": "Tar över.", "lead": "on"}
        browser = pages(karin, ame)
        assert browser.post(f"/people/protected/{hidden.case.id}/", told).status_code == 302
        page = browser.get(f"/people/protected/{hidden.case.id}/").content.decode()
        assert "Tar över." in page
        assert opens(pages, bo, hidden) == 200


class TestSearch:
    def test_the_named_finds_her(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by:
            assert [hit.card for hit in search_people(by, "Gömdahl")] == [hidden.card]
            assert find_person(by, NUMBER).hits[0].card == hidden.card

    def test_others_find_nobody(self, hidden, bo, karin, bea, ame, af, acting):
        for staff, unit in ((bo, ame), (karin, ame), (bea, af)):
            with acting(staff, unit) as by:
                assert not search_people(by, "Gömdahl")
                found = find_person(by, NUMBER)
                assert (found.hits, found.keepers, bool(found.unknown)) == ((), (), True)
                assert number_of(by, hidden.card) == ""

    def test_the_answer_is_that_of_a_number_nobody_has(self, hidden, bo, ame, pages):
        from tests.factories.numbers import made_up_numbers

        unknown = made_up_numbers(6)[5]
        pages_of = [
            pages(bo, ame).post("/people/", {"q": number}).content.decode().replace(number, "N")
            for number in (NUMBER, unknown)
        ]
        assert without_tokens(pages_of[0]) == without_tokens(pages_of[1])


class TestRegisteringAgain:
    def test_a_colleague_learns_nothing(self, hidden, bo, ame, pages):
        from tests.factories.numbers import made_up_numbers

        answers = []
        for number in (NUMBER, made_up_numbers(7)[6]):
            told = {
                "kind": "NUMBER",
                "number": number,
                "given_name": "Siv",
                "family_name": "G",
                "protection": "INGEN",
            }
            made = pages(bo, ame).post("/people/register/new/", told)
            page = pages(bo, ame).get(made["Location"])
            answers.append(
                (
                    made.status_code,
                    page.status_code,
                    f"{number[:8]}-{number[8:]}"[:8] in page.content.decode(),
                )
            )
        assert answers[0] == answers[1]
        assert answers[0][:2] == (302, 200)

    def test_she_finds_what_she_made_and_the_number_is_hers(self, hidden, bo, ame, acting):
        with acting(bo, ame) as by:
            card, _case = receive_person(identity_of(NUMBER), by=by, **NAMES)
            assert card.person_id != hidden.person
            assert number_of(by, card.id) == identity_of(NUMBER).number

    def test_the_named_are_told_whom_to_talk_to(self, hidden, anna, bo, ame, pages):
        told = {
            "kind": "NUMBER",
            "number": NUMBER,
            "given_name": "Siv",
            "family_name": "G",
            "protection": "INGEN",
        }
        pages(bo, ame).post("/people/register/new/", told)
        page = pages(anna, ame).get(hidden.path("protection/")).content.decode()
        assert "registrerad en gång till" in page
        assert "Prata med Bo Berg" in page

    def test_another_unit_is_touched_by_nothing(self, hidden, bea, af, acting):
        with acting(bea, af) as by:
            assert register_person(identity_of(NUMBER), by=by, **NAMES).person_id == hidden.person


def without_tokens(page):
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
