"""The pages on which units meet: every act by form, as people do it, without JavaScript."""

import pytest
from django.urls import reverse

from samvag.access.roles import Role
from samvag.cases.models import Assignment, CaseloadMove, Handover, Participation, Spell
from samvag.consents.models import Consent
from samvag.people.models import Card
from tests.factories.sharing import begin_together, in_days, join_in, make_consent, make_intervention


@pytest.fixture
def leila(case, anna):
    return case(anna, "200001012384", card={"given_name": "Leila", "family_name": "Påhitt"})


@pytest.fixture
def card(anna, ame, leila, acting):
    with acting(anna, ame):
        return Card.objects.get(person=leila.person_id).id


@pytest.fixture
def site(pages, anna, ame):
    return pages(anna, ame)


def words(response):
    return response.content.decode()


def send(site, name, *args, **values):
    """Posts a form; the answer is where one is sent on to, or the page with what must change."""
    path = reverse(name, args=args) + values.pop("query", "")
    response = (site.answer if name in CHANGES else site.post)(path, values)
    assert response.status_code in (302, 422), response.status_code
    return response


#: Forms of a row that stands already: they say what they were drawn from.
CHANGES = {"cases:uppgifter", "cases:participation_correct", "cases:spell_change", "cases:team_part"}


PERSON_PAGES = [
    "consents:list", "consents:give", "cases:participation", "cases:spell", "cases:assign", "cases:close",
    "cases:handover", "cases:coordination",
]  # fmt: skip


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_a_colleague_without_part_does_not_find_the_page(name, site, card, pages, staff, ame):
    assert site.get(reverse(name, args=[card])).status_code == 200
    assert pages(staff(ame), ame).get(reverse(name, args=[card])).status_code == 404


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_nor_does_another_unit_that_shares_everything(name, card, anna, leila, af, staff, pages):
    """Under one's own card only: another unit's card has no pages of ours."""
    bea = staff(af)
    begin_together(anna, leila, af, categories=["contact", "planning"])
    join_in(staff(af, Role.RECIPIENT), bea)
    assert pages(bea, af).get(reverse(name, args=[card])).status_code == 404


class TestConsents:
    def given(self, af, **more):
        return {
            "answer": "yes", "purpose": "Hjälpas åt", "unit_1": af.id, "direction_1": "BOTH",
            "categories": ["planning"], "until": in_days(100), "given_how": "SKRIFTLIGT", "given_by": "PERSON",
            "language": "sv", **more,
        }  # fmt: skip

    def test_given_listed_and_taken_back(self, site, card, af, acting, anna, ame):
        send(site, "consents:give", card, query="?kind=INFO_EXCHANGE", **self.given(af))
        listed = words(site.get(reverse("consents:list", args=[card])))
        assert "AF ser: planering" in listed
        assert f"till {in_days(100)}" in listed
        with acting(anna, ame):
            consent = Consent.objects.get()
        send(site, "consents:withdraw", card, consent.id, what="whole", how="I telefon")
        listed = words(site.get(reverse("consents:list", args=[card])))
        assert "Inget delas" in listed
        assert "I telefon" in listed

    def test_what_is_wrong_is_said_and_what_was_written_is_kept(self, site, card, af):
        answer = send(
            site, "consents:give", card, query="?kind=INFO_EXCHANGE",
            **self.given(af, until=in_days(900), purpose="Något eget"),
        )  # fmt: skip
        assert answer.status_code == 422
        assert "högst 12 månader" in words(answer)
        assert "Något eget" in words(answer)

    def test_a_no_is_kept_without_end_or_categories(self, site, card, af):
        send(
            site, "consents:give", card, query="?kind=INFO_EXCHANGE",
            **self.given(af, answer="no", categories=[], until=""),
        )  # fmt: skip
        assert "Personen tackade nej" in words(site.get(reverse("consents:list", args=[card])))

    def test_follow_up_asks_for_no_units(self, site, card):
        page = words(site.get(reverse("consents:give", args=[card]) + "?kind=FINSAM_FOLLOWUP"))
        assert "FK 9443" in page
        assert 'name="unit_1"' not in page

    def test_the_next_page_is_where_one_came_from(self, site, card, af):
        back = reverse("cases:handover", args=[card])
        answer = send(site, "consents:give", card, query=f"?kind=INFO_EXCHANGE&next={back}", **self.given(af))
        assert answer["Location"] == back
        elsewhere = send(
            site, "consents:give", card, query="?kind=INFO_EXCHANGE&next=//evil.example",
            **self.given(af, answer="no", categories=[], until=""),
        )  # fmt: skip
        assert elsewhere["Location"] == reverse("consents:list", args=[card])


class TestTogether:
    def test_begun_answered_and_left(self, site, card, anna, ame, af, staff, pages, leila, acting):
        send(
            site, "cases:coordination", card, purpose="Hjälpas åt", unit_1=af.id, direction_1="BOTH",
            categories=["planning"], until=in_days(100), given_how="SKRIFTLIGT", given_by="PERSON", language="sv",
            main=anna.id, message="Välkomna",
        )  # fmt: skip
        assert "Inbjuden, inte svarat" in words(site.get(reverse("cases:coordination", args=[card])))
        recipient, bea = staff(af, Role.RECIPIENT), staff(af, name="Bea Gran")
        theirs = pages(recipient, af)
        inbox = words(theirs.get(reverse("cases:inbox")))
        assert "Leila Påhitt" in inbox
        with acting(recipient, af) as by:
            from samvag.cases.queries.coordination import invitations

            invitation = invitations(by)[0].id
        assert "Välkomna" in words(theirs.get(reverse("cases:invitation", args=[invitation])))
        send(
            theirs, "cases:invitation", invitation,
            **{"take-given_name": "Leila", "take-family_name": "Påhitt", "take-main": bea.id, "take-role": "MEMBER"},
        )  # fmt: skip
        page = words(site.get(reverse("cases:coordination", args=[card])))
        assert "Bea Gran" in page
        assert "Är med" in page
        assert "huvudkontakten" not in page  # Nothing has changed yet.
        with acting(bea, af):
            own = Card.objects.get(owner_unit=af).id
        send(pages(bea, af), "cases:coordination_leave", own, why="Klart hos oss")
        assert "Klart hos oss" in words(site.get(reverse("cases:coordination", args=[card])))

    def test_declined(self, site, card, anna, leila, af, staff, pages, acting):
        begin_together(anna, leila, af)
        recipient = staff(af, Role.RECIPIENT)
        with acting(recipient, af) as by:
            from samvag.cases.queries.coordination import invitations

            invitation = invitations(by)[0].id
        send(
            pages(recipient, af),
            "cases:invitation",
            invitation,
            **{"answer_is": "cannot", "cannot-why": "Fel kontor"},
        )
        assert "Fel kontor" in words(site.get(reverse("cases:coordination", args=[card])))

    def test_renewed_and_closed(self, site, card, anna, leila, af):
        begin_together(anna, leila, af)
        send(
            site, "cases:coordination_consent", card, purpose="Mer", unit_1=af.id, direction_1="RECEIVES",
            categories=["planning", "work"], until=in_days(50), given_how="BANKID", given_by="PERSON", language="sv",
        )  # fmt: skip
        assert "arbete och praktik" in words(site.get(reverse("cases:coordination", args=[card])))
        send(site, "cases:coordination_close", card, why="Fick jobb")
        assert "Samordna med andra" in words(site.get(reverse("cases:coordination", args=[card])))

    def test_the_inbox_is_for_those_who_receive(self, site):
        assert site.get(reverse("cases:inbox")).status_code == 403


class TestHandover:
    def test_without_consent_the_page_says_how_to_get_one(self, site, card):
        page = words(site.get(reverse("cases:handover", args=[card])))
        assert "Personen behöver säga ja först" in page

    def test_sent_and_taken(self, site, card, anna, ame, leila, af, staff, pages, acting):
        make_consent(anna, leila, af)
        send(site, "cases:handover", card, to_unit=af.id, message="Vill studera")
        recipient, bea = staff(af, Role.RECIPIENT), staff(af)
        with acting(recipient, af):
            handover = Handover.objects.get().id
        theirs = pages(recipient, af)
        page = words(theirs.get(reverse("cases:handover_answer", args=[handover])))
        assert "Vill studera" in page
        assert "20000101-2384" in page
        answer = send(
            theirs, "cases:handover_answer", handover,
            **{"take-given_name": "Leila", "take-family_name": "Påhitt"},
            **{"take-main": bea.id, "take-answer": "Bea ringer"},
        )  # fmt: skip
        with acting(bea, af):
            assert str(Card.objects.get(owner_unit=af).id) in answer["Location"]
        page = words(site.get(reverse("cases:handover", args=[card])))
        assert "Mottagen" in page
        assert "Bea ringer" in page

    def test_cannot_take_keeps_what_was_written_when_words_are_missing(
        self, site, card, anna, leila, af, staff, pages, acting
    ):
        make_consent(anna, leila, af)
        send(site, "cases:handover", card, to_unit=af.id, message="Vill studera")
        recipient = staff(af, Role.RECIPIENT)
        with acting(recipient, af):
            handover = Handover.objects.get().id
        theirs, no = pages(recipient, af), {"answer_is": "cannot", "cannot-reason": "FULL"}
        assert send(theirs, "cases:handover_answer", handover, **no).status_code == 422
        send(theirs, "cases:handover_answer", handover, **no, **{"cannot-answer": "Nästa start i mars"})
        page = words(site.get(reverse("cases:handover", args=[card])))
        assert "Kan inte ta emot" in page
        assert "Nästa start i mars" in page
        assert "avslag" not in page.lower()

    def test_taken_back(self, site, card, anna, ame, leila, af, acting):
        make_consent(anna, leila, af)
        send(site, "cases:handover", card, to_unit=af.id, message="Hej")
        with acting(anna, ame):
            handover = Handover.objects.get().id
        send(site, "cases:handover_withdraw", card, handover)
        assert "Återtagen" in words(site.get(reverse("cases:handover", args=[card])))


class TestTheWay:
    def test_begun_filled_in_ended_and_corrected(self, site, card, anna, ame, acting):
        spår = make_intervention(ame, anna)
        answer = send(
            site, "cases:participation", card, intervention=spår, first=in_days(-30), education="UPPER"
        )
        with acting(anna, ame):
            row = Participation.objects.get().id
        assert answer["Location"] == reverse("cases:uppgifter", args=[card, row, "ENTRY"])
        send(
            site, "cases:uppgifter", card, row, "ENTRY", source_1="EB", percent_1="100", works="no", studies="unknown",
            in_lm_programme="no", job_seeking="yes", registered_pes="yes",
        )  # fmt: skip
        send(site, "cases:participation_end", card, row, last=in_days(0), reason="COMPLETED_STUDY")
        page = words(site.get(reverse("cases:participation", args=[card])))
        assert "Fyll i uppgifter vid avslut" in page
        send(
            site, "cases:participation_correct", card, row, first=in_days(-31), last=in_days(-1),
            exit_reason="COMPLETED_WORK",
        )  # fmt: skip
        send(site, "cases:participation_misregister", card, row, why="Fel person")
        assert "Felregistrerat" in words(site.get(reverse("cases:participation", args=[card])))

    def test_uppgifter_that_contradict_themselves_are_said(self, site, card, anna, ame, acting):
        send(site, "cases:participation", card, intervention=make_intervention(ame, anna), first=in_days(-30))
        with acting(anna, ame):
            row = Participation.objects.get().id
        answer = send(
            site,
            "cases:uppgifter",
            card,
            row,
            "ENTRY",
            works="no",
            studies="no",
            work_percent="50",
            percent_2="20",
        )
        assert answer.status_code == 422
        assert "Svara ja, eller ta bort" in words(answer)
        assert "Välj vilken försörjning" in words(answer)

    @pytest.mark.parametrize(
        ("kind", "more"),
        [
            ("WAIT", {"promised_on": in_days(30)}),
            ("PLACEMENT", {"percent": 50}),
            ("JOB", {"percent": 75, "form": "SUB"}),
            ("STUDY", {"form": "KOMVUX_GY", "planned_end": in_days(200)}),
            ("PAUSE", {}),
        ],
    )
    def test_every_kind_of_spell_is_added_changed_and_ended(self, kind, more, site, card, anna, ame, acting):
        if kind == "WAIT":
            more = {**more, "responsible_id": anna.id}
        facts = {"title": "Det här", "first": in_days(-5), **more}
        send(site, "cases:spell", card, query=f"?kind={kind}", **facts)
        with acting(anna, ame):
            row = Spell.objects.get().id
        review = {"review_on": in_days(10)} if kind == "WAIT" else {}
        send(site, "cases:spell_change", card, row, **facts | {"title": "Något annat"} | review)
        send(site, "cases:spell_end", card, row, last=in_days(0), reason="Klart")
        page = words(site.get(reverse("cases:spell", args=[card])))
        assert "Något annat" in page
        assert "Klart" in page

    def test_what_the_database_refuses_stands_in_the_form(self, site, card):
        for title, status in (("Sjuk", 302), ("Semester", 422)):
            answer = send(site, "cases:spell", card, query="?kind=PAUSE", title=title, first=in_days(-5))
            assert answer.status_code == status
        assert "redan en paus" in words(answer)


class TestCase:
    def test_given_closed_and_opened_again(self, site, card, anna, ame, staff, acting):
        lotta = staff(ame, name="Lotta Alm")
        send(site, "cases:assign", card, staff=lotta.id, role="DEPUTY", from_day=in_days(0))
        assert "Lotta Alm" in words(site.get(reverse("cases:assign", args=[card])))
        with acting(anna, ame):
            hers = Assignment.objects.get(staff=lotta).id
        send(site, "cases:unassign", card, hers)
        send(site, "cases:close", card, last=in_days(0), reason="COMPLETED_WORK")
        page = words(site.get(reverse("cases:assign", args=[card])))
        assert "Öppna samma ärende igen" in page
        send(site, "cases:reopen", card)
        assert "Öppna samma ärende igen" not in words(site.get(reverse("cases:assign", args=[card])))

    def test_a_manager_gives_moves_and_undoes(self, card, anna, ame, leila, staff, pages, acting):
        chef, lotta = staff(ame, Role.MANAGER), staff(ame, name="Lotta Alm")
        site = pages(chef, ame)
        with acting(chef, ame):
            send(site, "cases:unassign", card, Assignment.objects.get().id)
        assert "Leila Påhitt" in words(site.get(reverse("cases:distribute")))
        assert send(site, "cases:distribute", staff=lotta.id).status_code == 422
        send(site, "cases:distribute", staff=lotta.id, case=[leila.id])
        send(site, "cases:move", lotta.id, how_much="whole", staff=anna.id, why="Semester")
        with acting(chef, ame):
            (move,) = CaseloadMove.objects.filter(why="Semester")
        page = words(site.get(reverse("cases:distribute")))
        assert "Semester" in page
        send(site, "cases:caseload_undo", move.id)
        assert "Ångrad" in words(site.get(reverse("cases:distribute")))

    @pytest.mark.parametrize("name", ["cases:distribute", "cases:inbox"])
    def test_a_worker_has_no_such_page(self, name, site):
        assert site.get(reverse(name)).status_code == 403
