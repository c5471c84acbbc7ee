"""Participations as episodes: several over time, uppgifter at start and end, corrected and misregistered."""

import pytest
from django.db import DatabaseError, connection, transaction

from samvag.cases.actions.participation import (
    correct_participation,
    end_participation,
    misregister,
    record_uppgifter,
    start_participation,
)
from samvag.cases.models import Note, Participation
from samvag.cases.queries.participation import lives_on, participation, participations_of, snapshots_of
from samvag.cases.terms import ENTRY, EXIT
from samvag.kernel.errors import Refused, Unseen
from tests.factories.sharing import begin_together, in_days, join_in, make_intervention
from tests.guards.reading import logged


@pytest.fixture
def leila(case, anna):
    return case(anna)


@pytest.fixture
def spår(anna, ame):
    return make_intervention(ame, anna)


def start(by, leila, spår, first=-60, last=None, **facts):
    return start_participation(
        leila.id, spår, by=by, first=in_days(first), last=in_days(last) if last is not None else None, **facts
    )


def test_one_person_may_be_in_the_same_intervention_several_times(acted, leila, spår):
    first = start(acted, leila, spår, -300)
    end_participation(first.id, "COMPLETED_OTHER", by=acted, last=in_days(-200))
    second = start(acted, leila, spår, -100)
    assert [row.id for row in participations_of(acted, leila.person_id)] == [first.id, second.id]


def test_but_not_twice_at_once(acted, leila, spår):
    start(acted, leila, spår, -300)
    with pytest.raises(Refused, match="redan med i den insatsen"):
        start(acted, leila, spår, -10)


def test_nor_beside_what_a_list_brought(acted, leila, spår):
    """The database lets lists overlap; by hand it is refused all the same."""
    from uuid import uuid4

    start(acted, leila, spår, -300, imported=uuid4())
    with pytest.raises(Refused, match="redan med i den insatsen"):
        start(acted, leila, spår, -10)


def test_and_in_several_interventions_at_once(acted, leila, spår, anna, ame):
    start(acted, leila, spår)
    start(acted, leila, make_intervention(ame, anna, "Kafé Linden"))
    assert len(participations_of(acted, leila.person_id)) == 2


def test_it_cannot_end_before_it_starts(acted, leila, spår):
    row = start(acted, leila, spår, -10)
    with pytest.raises(Refused, match="före starten"):
        end_participation(row.id, "MOVED", by=acted, last=in_days(-11))
    with pytest.raises(Refused, match="planerade slutet"):
        correct_participation(row.id, by=acted, planned_end=in_days(-20))


def test_another_units_intervention_is_handed_over_to_not_registered_in(acted, leila, unit, staff):
    fk = unit("FK", "FK")
    theirs = make_intervention(fk, staff(fk))
    with pytest.raises(Refused, match="Lämna över"):
        start(acted, leila, theirs)


def test_and_the_database_refuses_it_before_its_constraint_can_tell_anything(
    acted, leila, spår, unit, staff, case
):
    fk = unit("FK", "FK")
    theirs = make_intervention(fk, staff(fk))
    start(acted, leila, spår)
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """INSERT INTO cases_participation (id, owner_unit_id, person_id, category, created_at, version, case_id,
               intervention_id, period, home_municipality, district, referrer, education, diploma, support_duration,
               exit_reason) SELECT gen_random_uuid(), owner_unit_id, person_id, category, now(), 1, case_id, %s, period,
               '', '', '', '', '', '', '' FROM cases_participation""",
            [theirs],
        )


def test_uppgifter_at_start_and_end_have_the_same_shape(acted, leila, spår):
    row = start(acted, leila, spår)
    record_uppgifter(
        row.id, ENTRY, by=acted, livelihoods=[("EB", 75), ("WAGE_SUB", 25)], works=True, work_percent=25
    )
    end_participation(row.id, "COMPLETED_STUDY", by=acted)
    record_uppgifter(
        row.id, EXIT, by=acted, livelihoods=[("STUD", 100)], studies=True, study_form="FHSK_ALLM"
    )
    both = snapshots_of(acted, row.id)
    assert both[ENTRY].livelihoods == [("EB", 75), ("WAGE_SUB", 25)]
    assert (both[ENTRY].works, both[ENTRY].work_percent, both[ENTRY].studies) == (True, 25, None)
    assert (both[EXIT].studies, both[EXIT].study_form, both[EXIT].livelihoods) == (
        True,
        "FHSK_ALLM",
        [("STUD", 100)],
    )
    (bead,) = participations_of(acted, leila.person_id)
    assert (bead.has_entry, bead.has_exit, bead.exit) == (True, True, "Slutförd: studier")
    assert [one.sources for one in lives_on(acted, leila.person_id)] == [["EB", "WAGE_SUB"], ["STUD"]]


@pytest.mark.parametrize(
    ("uppgifter", "sentence"),
    [
        ({"livelihoods": [("EB", 80), ("WAGE", 30)]}, "mer än 100 %"),
        ({"livelihoods": [("EB", None), ("EB", None)]}, "två gånger"),
        ({"livelihoods": [("NONE", None), ("WAGE", 50)]}, "Ingen inkomst"),
        ({"livelihoods": [("EB", 140)]}, "100 %"),
        ({"works": False, "work_percent": 50}, "bara för den som arbetar"),
        ({"works": True, "work_percent": 120}, "1–100 %"),
        ({"studies": None, "study_percent": 50}, "bara för den som studerar"),
    ],
)
def test_what_cannot_be_is_refused_in_words(uppgifter, sentence, acted, leila, spår):
    row = start(acted, leila, spår)
    with pytest.raises(Refused, match=sentence):
        record_uppgifter(row.id, ENTRY, by=acted, **uppgifter)
    assert snapshots_of(acted, row.id) == {}


def test_corrected_uppgifter_take_the_place_of_the_old(acted, leila, spår):
    row = start(acted, leila, spår)
    record_uppgifter(row.id, ENTRY, by=acted, livelihoods=[("EB", 100)], works=False)
    record_uppgifter(row.id, ENTRY, by=acted, livelihoods=[("SICK", 50)])
    recorded = snapshots_of(acted, row.id)[ENTRY]
    assert (recorded.livelihoods, recorded.works) == ([("SICK", 50)], None)


def test_ended_twice_is_refused_but_the_end_can_be_corrected(acted, leila, spår):
    row = start(acted, leila, spår)
    end_participation(row.id, "MOVED", by=acted, last=in_days(-5))
    with pytest.raises(Refused, match="redan avslutat"):
        end_participation(row.id, "ILLNESS", by=acted)
    correct_participation(row.id, by=acted, exit_reason="ILLNESS", last=in_days(-7))
    facts = participation(acted, row.id)
    assert (facts.exit_reason, facts.last) == ("ILLNESS", in_days(-7))
    correct_participation(row.id, by=acted, exit_reason="", last=None)
    assert participation(acted, row.id).last is None


def test_registered_by_mistake_is_closed_and_leaves_the_way_but_is_never_deleted(acted, leila, spår):
    row = start(acted, leila, spår, -3)
    misregister(row.id, by=acted, why="Fel person")
    assert participations_of(acted, leila.person_id) == []
    (kept,) = participations_of(acted, leila.person_id, everything=True)
    assert kept.misregistered
    assert Note.objects.get(person=leila.person_id).text.endswith("Fel person")
    assert Participation.objects.filter(id=row.id).exists()
    start(acted, leila, spår, -3)  # The right one fits in its place.


def test_the_log_says_what_was_done(acted, leila, spår):
    with logged() as acts:
        row = start(acted, leila, spår)
        record_uppgifter(row.id, ENTRY, by=acted)
        end_participation(row.id, "MOVED", by=acted)
    verbs = {verb for verb, person in acts if person == leila.person_id}
    assert {"participation.start", "snapshot.create", "participation.end"} <= verbs


def test_with_consent_the_other_unit_sees_the_bead_but_not_what_the_person_lives_on(
    anna, ame, leila, spår, unit, staff, acting
):
    from samvag.access.roles import Role

    af = unit("AF", "AF", short="AF")
    bea = staff(af)
    begin_together(anna, leila, af, categories=["planning"])
    join_in(staff(af, Role.RECIPIENT), bea)
    with acting(anna, ame) as by:
        row = start(by, leila, spår)
        record_uppgifter(row.id, ENTRY, by=by, livelihoods=[("EB", 100)])
    with acting(bea, af) as by:
        (bead,) = participations_of(by, leila.person_id)
        assert (bead.name, bead.unit, bead.has_entry) == ("Ungdomsspåret", "AME", False)
        assert lives_on(by, leila.person_id) == []
        assert snapshots_of(by, row.id) == {}
        with pytest.raises(Unseen):
            participation(by, row.id)
        with pytest.raises(Unseen):
            end_participation(row.id, "MOVED", by=by)
