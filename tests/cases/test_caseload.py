"""Giving and moving cases, many at once, in a way that can be undone for thirty days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.case import assign, end_assignment
from samvag.cases.actions.caseload import distribute, move_caseload, undo_move
from samvag.cases.actions.team import appoint
from samvag.cases.models import Assignment, Case, CaseloadMove, TeamMember
from samvag.cases.queries.caseload import held_by, loads, moves, without_main
from samvag.cases.queries.coordination import open_coordination_of
from samvag.cases.queries.team import assignments_of
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.kernel.periods import UNDO_FOR, period
from tests.factories.sharing import begin_together


@pytest.fixture
def anna(staff, ame):
    return staff(ame, name="Anna Ek")


@pytest.fixture
def lotta(staff, ame):
    return staff(ame, name="Lotta Alm")


@pytest.fixture
def chef(staff, ame):
    return staff(ame, Role.MANAGER, name="Maja Chef")


@pytest.fixture
def three(case, anna):
    return [case(anna) for _one in range(3)]


@pytest.fixture
def leading(chef, ame, acting):
    """The manager acts, until the test ends."""

    def act(function, *given, **facts):
        with acting(chef, ame) as by:
            return function(*given, by=by, **facts)

    return act


def mains(acting, who, unit):
    with acting(who, unit) as by:
        return {load.name: load.main for load in loads(by)}


def nobody_has(acting, chef, ame, case):
    with acting(chef, ame) as by:
        end_assignment(Assignment.objects.get(case=case).id, by=by)


def test_cases_without_a_main_contact_are_given_to_one(three, lotta, chef, ame, acting, leading):
    for case in three[:2]:
        nobody_has(acting, chef, ame, case)
    with acting(chef, ame) as by:
        assert {row.case for row in without_main(by)} == {case.id for case in three[:2]}
    leading(distribute, [case.id for case in three[:2]], lotta.id)
    assert mains(acting, chef, ame) == {"Anna Ek": 1, "Lotta Alm": 2, "Maja Chef": 0}
    with acting(lotta, ame):
        assert Case.objects.count() == 2


def test_one_that_somebody_took_meanwhile_is_not_taken_from_her(three, lotta, leading):
    with pytest.raises(Refused, match="redan fått"):
        leading(distribute, [three[0].id], lotta.id)


def test_a_worker_distributes_nothing(three, anna, lotta, ame, acting):
    with acting(anna, ame) as by:
        with pytest.raises(Forbidden):
            distribute([three[0].id], lotta.id, by=by)
        with pytest.raises(Forbidden):
            move_caseload(anna.id, lotta.id, by=by)


def test_another_units_cases_are_not_found(leading, unit, staff, case, lotta):
    fk = unit("FK", "FK")
    theirs = case(staff(fk))
    with pytest.raises(Unseen):
        leading(distribute, [theirs.id], lotta.id)


def test_nor_given_to_somebody_of_another_unit(three, leading, unit, staff, anna):
    with pytest.raises(Refused, match="ingen roll"):
        leading(move_caseload, anna.id, staff(unit("FK", "FK")).id)


def test_a_whole_caseload_moves(three, anna, lotta, chef, ame, acting, leading):
    leading(move_caseload, anna.id, lotta.id, why="Anna slutar")
    assert mains(acting, chef, ame) == {"Anna Ek": 0, "Lotta Alm": 3, "Maja Chef": 0}
    with acting(anna, ame):
        assert not Case.objects.exists()


def test_or_a_part_of_it(three, anna, lotta, chef, ame, acting, leading):
    leading(move_caseload, anna.id, lotta.id, case_ids=[three[0].id])
    assert mains(acting, chef, ame) == {"Anna Ek": 2, "Lotta Alm": 1, "Maja Chef": 0}


def test_every_part_moves_as_what_it_was(case, anna, lotta, staff, ame, acting, leading):
    bosse = staff(ame)
    leila = case(bosse)
    with acting(bosse, ame) as by:
        assign(leila.id, anna.id, "DEPUTY", by=by)
    leading(move_caseload, anna.id, lotta.id)
    with acting(lotta, ame) as by:
        assert [(row.case, row.role) for row in held_by(by, lotta.id)] == [(leila.id, "DEPUTY")]


def test_closed_cases_stay_with_whom_they_were(case, anna, lotta, acting, ame, leading):
    from samvag.cases.actions.case import close_case

    leila = case(anna)
    with acting(anna, ame) as by:
        close_case(leila.id, "MOVED", by=by)
    with pytest.raises(Refused, match="inga ärenden"):
        leading(move_caseload, anna.id, lotta.id)


def test_the_part_in_a_team_moves_along(case, anna, lotta, unit, ame, chef, acting, leading):
    leila = case(anna)
    begin_together(anna, leila, unit("AF", "AF"))
    leading(move_caseload, anna.id, lotta.id)
    with acting(lotta, ame) as by:
        main = open_coordination_of(by, leila.person_id).main(timezone.localdate())
    assert main.name == "Lotta Alm"
    undone = leading(undo_move, latest_move(acting, chef, ame))
    with acting(anna, ame) as by:
        main = open_coordination_of(by, leila.person_id).main(timezone.localdate())
    assert (undone, main.name) == (1, "Anna Ek")


def latest_move(acting, chef, ame):
    with acting(chef, ame) as by:
        return moves(by)[0].id


def test_and_comes_back_as_if_it_had_never_been_broken(case, anna, lotta, unit, ame, chef, acting, leading):
    leila = case(anna)
    coordination = begin_together(anna, leila, unit("AF", "AF"))
    with acting(anna, ame) as by:
        appoint(coordination.id, lotta.id, "DEPUTY", by=by)
    with acting(chef, ame):
        TeamMember.objects.update(period=period(timezone.localdate() - timedelta(50)))

    def parts():
        with acting(chef, ame) as by:
            members = open_coordination_of(by, leila.person_id).members
            return sorted(
                (one.name, one.role, one.first, one.end_reason) for one in members if one.last is None
            )

    before = parts()
    move = leading(move_caseload, anna.id, lotta.id)
    assert [(name, role) for name, role, _first, _why in parts()] == [("Lotta Alm", "MAIN")]
    leading(undo_move, move.id)
    assert parts() == before


class TestUndone:
    def test_the_same_day_nothing_shows_of_it(self, three, anna, lotta, chef, ame, acting, leading):
        with acting(chef, ame):
            Assignment.objects.update(period=period(timezone.localdate() - timedelta(100)))
        before = self.parts(acting, chef, ame, three)
        move = leading(move_caseload, anna.id, lotta.id)
        assert self.parts(acting, chef, ame, three) != before
        assert leading(undo_move, move.id) == 3
        assert self.parts(acting, chef, ame, three) == before

    def test_also_a_case_that_was_given_today(self, three, anna, lotta, chef, ame, acting, leading):
        before = self.parts(acting, chef, ame, three)
        move = leading(move_caseload, anna.id, lotta.id)
        leading(undo_move, move.id)
        assert self.parts(acting, chef, ame, three) == before

    def test_the_receivers_own_part_comes_back_too(self, three, anna, lotta, chef, ame, acting, leading):
        with acting(anna, ame) as by:
            assign(three[0].id, lotta.id, "DEPUTY", by=by)
        before = self.parts(acting, chef, ame, three)
        move = leading(move_caseload, anna.id, lotta.id)
        leading(undo_move, move.id)
        assert self.parts(acting, chef, ame, three) == before

    def test_distribution_is_undone_to_nobody(self, three, lotta, chef, ame, acting, leading):
        nobody_has(acting, chef, ame, three[0])
        move = leading(distribute, [three[0].id], lotta.id)
        assert leading(undo_move, move.id) == 1
        with acting(chef, ame) as by:
            assert [row.case for row in without_main(by)] == [three[0].id]

    def test_days_later_it_begins_again_from_today(self, three, anna, lotta, chef, ame, acting, leading):
        move = leading(move_caseload, anna.id, lotta.id)
        a_week_ago = timezone.localdate() - timedelta(7)
        with acting(chef, ame):
            Assignment.objects.filter(staff=lotta).update(period=period(a_week_ago))
            CaseloadMove.objects.update(made_at=timezone.now() - timedelta(7))
        assert leading(undo_move, move.id) == 3
        with acting(chef, ame) as by:
            parts = assignments_of(by, three[0].person_id)
        assert [(part.name, part.first, part.last) for part in parts] == [
            ("Lotta Alm", a_week_ago, timezone.localdate() - timedelta(1)),
            ("Anna Ek", timezone.localdate(), None),
        ]

    def test_what_somebody_has_changed_since_is_left_alone(
        self, three, anna, lotta, chef, ame, acting, leading
    ):
        move = leading(move_caseload, anna.id, lotta.id)
        leading(assign, three[0].id, chef.id, "MAIN")
        assert leading(undo_move, move.id) == 2
        assert mains(acting, chef, ame) == {"Anna Ek": 2, "Lotta Alm": 0, "Maja Chef": 1}

    def test_only_once_and_within_thirty_days(self, three, anna, lotta, chef, ame, acting, leading):
        move = leading(move_caseload, anna.id, lotta.id)
        leading(undo_move, move.id)
        with pytest.raises(Refused, match="redan ångrad"):
            leading(undo_move, move.id)
        late = leading(move_caseload, anna.id, lotta.id)
        with acting(chef, ame):
            CaseloadMove.objects.filter(id=late.id).update(
                made_at=timezone.now() - UNDO_FOR - timedelta(hours=1)
            )
        with pytest.raises(Refused, match="30 dagar"):
            leading(undo_move, late.id)

    def test_another_units_move_is_not_found(self, three, anna, lotta, leading, unit, staff, acting):
        move = leading(move_caseload, anna.id, lotta.id)
        other = staff(unit("FK", "FK"), Role.MANAGER)
        with acting(other, other.unit) as by, pytest.raises(Unseen):
            undo_move(move.id, by=by)

    def parts(self, acting, chef, ame, cases):
        with acting(chef, ame) as by:
            return {
                case.id: sorted(
                    (one.name, one.role, one.first, one.last or timezone.localdate().max, one.end_reason)
                    for one in assignments_of(by, case.person_id)
                )
                for case in cases
            }
