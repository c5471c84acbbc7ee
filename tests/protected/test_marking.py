"""Marking that arrives when much is written already: what could tell where she is goes, everywhere, in one act."""

import pytest
from django.db import connection
from django.utils import timezone

from samvag.cases.actions.protecting import mark
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import write_note
from samvag.cases.models import (
    Coordination,
    CoordinationCase,
    FinsamReport,
    Handover,
    Meeting,
    MeetingParticipant,
    Participation,
    Spell,
    Step,
    TeamMember,
)  # fmt: skip
from samvag.cases.terms import JOB
from samvag.consents.models import Consent
from samvag.drafts.models import Draft
from samvag.kernel.errors import Forbidden, Refused
from samvag.people.actions import edit_card
from samvag.people.models import Card
from samvag.people.queries import card_facts
from tests.factories.sharing import begin_together, in_days, join_in
from tests.protected.conftest import REACHED, again

TODAY = timezone.localdate()


@pytest.fixture(params=["SEKRETESSMARKERING", "SKYDDAD"])
def hidden(request, lived, marked):
    return marked(request.param)


class TestWhatGoes:
    def test_the_card(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by:
            values = card_facts(by, hidden.card).values
        assert [values[name] for name in REACHED] == ["", "", ""]
        assert values["letters_home"] is False
        assert values["home_municipality"] == ("" if values["protection"] == "SKYDDAD" else "0380")

    def test_workplaces_and_schools(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            titles = Spell.objects.order_by("title").values_list("title", flat=True)
            assert [*titles] == ["Skyddad arbetsplats 1", "Skyddad arbetsplats 1", "Skyddad skola 1"]

    def test_places_of_meetings_past_and_ahead(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            assert set(Meeting.objects.values_list("place", flat=True)) == {""}
            assert set(
                MeetingParticipant.objects.filter(staff=None).values_list("organisation", flat=True)
            ) == {""}

    def test_the_district_and_the_municipality(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by:
            (row,) = Participation.objects.all()
            registered = card_facts(by, hidden.card).protection == "SKYDDAD"
        assert (row.district, row.home_municipality) == ("", "" if registered else "0380")

    def test_what_was_begun_and_not_saved(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            assert not Draft.objects.exists()

    def test_what_was_sent_to_others(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            (row,) = Handover.objects.all()
            assert (row.person_name, row.person_number, row.message, row.state) == ("", "", "", "WITHDRAWN")

    def test_the_invitation_and_the_coordination(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            assert Coordination.objects.get().closed_on
            for place in CoordinationCase.objects.all():
                assert (place.person_name, place.person_number, place.message, place.case_id) == (
                    "",
                    "",
                    "",
                    None,
                )
                assert place.left_on

    def test_all_sharing_and_the_follow_up(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            assert not Consent.objects.filter(withdrawn_at=None).exists()
            assert not FinsamReport.objects.get().identified

    def test_nothing_is_said_of_why(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            said = [*Consent.objects.values_list("withdrawn_how", flat=True)]
            said += CoordinationCase.objects.values_list("left_reason", flat=True)
            said += TeamMember.objects.values_list("end_reason", flat=True)
        assert not [one for one in said if "skydd" in one.lower() or "sekretess" in one.lower()]

    def test_somebody_is_to_read_through_the_rest_tomorrow(self, hidden, anna, ame, acting):
        with acting(anna, ame):
            step = Step.objects.get(what__startswith="Läs igenom")
        assert (step.staff_id, step.due_on) == (anna.id, in_days(1))


class TestNewIds:
    def test_old_addresses_lead_nowhere(self, lived, marked, anna, ame, pages):
        assert pages(anna, ame).get(lived.path()).status_code == 200
        hidden = marked()
        assert pages(anna, ame).get(lived.path()).status_code == 404
        assert pages(anna, ame).get(hidden.path()).status_code == 200

    def test_every_row_that_stands_in_an_address_has_a_new_one_and_stays_together(
        self, lived, marked, anna, ame, acting
    ):
        def ids():
            with acting(anna, ame):
                rows = (row for model in (Meeting, Spell, Participation) for row in model.objects.all())
                return {row.id: row.case_id for row in rows}

        before, hidden = ids(), marked()
        after = ids()
        assert not before.keys() & after.keys()
        assert len(before) == len(after)
        assert set(after.values()) == {hidden.case.id}
        assert hidden.case.id != lived.case.id


class TestAfterwards:
    """No path writes what may not be stored."""

    @pytest.mark.parametrize(("name", "value"), REACHED.items())
    def test_the_card_takes_none(self, hidden, anna, ame, acting, name, value):
        from django.db import IntegrityError, transaction

        with acting(anna, ame) as by:
            edit_card(hidden.card, by=by, **{name: value})
            assert getattr(Card.objects.get(id=hidden.card), name) == ""
            with pytest.raises(IntegrityError), transaction.atomic():
                Card.objects.filter(id=hidden.card).update(**{name: value})

    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("cases_meeting", "place = 'Gömhuset'"),
            ("cases_spell", "title = 'Gömbageriet'"),
            ("cases_participation", "district = 'Gömstaden'"),
        ],
    )
    def test_neither_does_the_database(self, hidden, anna, ame, acting, table, change):
        from django.db import IntegrityError, transaction

        with (
            acting(anna, ame),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET {change}")

    def test_a_new_job_is_somewhere_that_is_not_named(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by:
            assert (
                add_spell(hidden.case.id, JOB, "Gömbageriet", by=by, first=TODAY).title
                == "Skyddad arbetsplats 2"
            )

    def test_an_invitation_is_sent_without_name(self, hidden, anna, ame, af, acting):
        begin_together(anna, hidden.case, af)
        with acting(anna, ame):
            place = CoordinationCase.objects.get(unit=af, left_on=None)
        assert (place.person_name, place.person_number) == ("", "")
        assert place.protection in ("SEKRETESSMARKERING", "SKYDDAD")

    def test_it_is_not_marked_twice(self, hidden, anna, ame, acting):
        with acting(anna, ame) as by, pytest.raises(Forbidden, match="redan"):
            protection = Card.objects.get(id=hidden.card).protection
            mark(hidden.card, protection, "Igen.", by=by)

    def test_one_protection_takes_the_place_of_the_other(self, lived, marked, anna, ame, acting):
        hidden = marked("SEKRETESSMARKERING")
        with acting(anna, ame) as by:
            mark(hidden.card, "SKYDDAD", "Nytt beslut.", by=by)
            assert Card.objects.get(person=hidden.person).home_municipality == ""

    def test_a_reason_is_asked_and_nothing_is_done_without(self, lived, anna, ame, acting):
        with acting(anna, ame) as by:
            with pytest.raises(Refused, match="varför"):
                mark(lived.card, "SKYDDAD", " ", by=by)
            assert Card.objects.get(id=lived.card).phone


def test_the_other_unit_is_not_told_and_keeps_its_own(siv, marked, anna, bea, recipient, ame, af, acting):
    """It knows her too: its card, its rows and their ids are as they were, and its case goes on."""
    begin_together(anna, siv.case, af)
    theirs = join_in(recipient, bea)
    with acting(bea, af) as by:
        write_note(theirs.id, "Vår anteckning.", by=by)
        was = Card.objects.get(owner_unit=af)
    marked()
    again_there = again(siv.person, bea)
    assert (again_there.card, again_there.case.id) == (was.id, theirs.id)
    with acting(bea, af):
        assert Card.objects.get(owner_unit=af).protection == "INGEN"
