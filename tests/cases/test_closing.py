"""Who has a case, closing it, and opening it again."""

import pytest

from samvag.access.roles import Role
from samvag.cases.actions.case import assign, close_case, end_assignment, reopen_case
from samvag.cases.actions.coordination import close_coordination
from samvag.cases.actions.handover import send_handover
from samvag.cases.actions.participation import end_participation, start_participation
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import add_step, write_note
from samvag.cases.models import Assignment, Case, Step
from samvag.cases.parts import main_contacts
from samvag.cases.queries.spell import spells_of
from samvag.cases.queries.team import assignments_of
from samvag.kernel.errors import Forbidden, Refused
from tests.factories.sharing import begin_together, in_days, make_consent, make_intervention


@pytest.fixture
def leila(case, anna):
    return case(anna)


def test_a_new_main_contact_takes_over_and_it_is_counted(acted, leila, ame, staff, acting):
    lotta = staff(ame)
    assign(leila.id, lotta.id, "MAIN", by=acted, from_day=in_days(3), why="Ny tjänst")
    parts = assignments_of(acted, leila.person_id)
    assert [(part.staff, part.role, part.last) for part in parts] == [
        (acted.staff, "MAIN", in_days(2)),
        (lotta.id, "MAIN", None),
    ]
    assert main_contacts(parts) == 2


def test_only_somebody_of_the_unit_gets_it(acted, leila, unit, staff):
    with pytest.raises(Refused, match="ingen roll"):
        assign(leila.id, staff(unit("FK", "FK")).id, "DEPUTY", by=acted)


def test_nor_an_administrator_who_meets_no_persons(acted, leila, ame, staff):
    with pytest.raises(Refused, match="ingen roll"):
        assign(leila.id, staff(ame, Role.ADMIN).id, "DEPUTY", by=acted)


def test_nor_before_the_case_was_opened(acted, leila, ame, staff):
    with pytest.raises(Refused, match="före den dag det öppnades"):
        assign(leila.id, staff(ame).id, "DEPUTY", by=acted, from_day=in_days(-1))


def test_a_second_main_contact_in_between_is_refused_in_words(acted, leila, ame, staff):
    assign(leila.id, staff(ame).id, "MAIN", by=acted, from_day=in_days(5))
    with pytest.raises(Refused, match="redan en huvudkontakt"):
        assign(leila.id, staff(ame).id, "MAIN", by=acted, from_day=in_days(2))


def test_a_colleague_may_be_taken_off_again(acted, leila, ame, staff, acting):
    lotta = staff(ame)
    assign(leila.id, lotta.id, "WORKER", by=acted)
    with acting(lotta, ame):
        assert Case.objects.exists()
    end_assignment(Assignment.objects.get(staff=lotta).id, by=acted, why="Klart")
    with acting(lotta, ame):
        assert not Case.objects.exists()


def test_closing_ends_what_waits_and_keeps_what_goes_on(acted, leila):
    step = add_step(leila.id, by=acted, what="Ring", due_on=in_days(3))
    add_spell(leila.id, "WAIT", "Plats", by=acted, first=in_days(-3))
    add_spell(leila.id, "JOB", "Kaféet", by=acted, first=in_days(-3))
    close_case(leila.id, "COMPLETED_WORK", by=acted)
    step = Step.objects.get(id=step.id)
    assert (step.ended_on, step.end_reason) == (in_days(0), "NOT_NEEDED")
    assert {row.kind: row.last for row in spells_of(acted, leila.person_id)} == {
        "WAIT": in_days(0),
        "JOB": None,
    }
    with pytest.raises(Forbidden, match="avslutat"):
        write_note(leila.id, "Efteråt", by=acted)


def test_whoever_had_it_can_still_read_it(acted, leila):
    close_case(leila.id, "COMPLETED_WORK", by=acted)
    assert Case.objects.get(id=leila.id).close_reason == "COMPLETED_WORK"


def test_it_is_not_closed_before_it_was_opened(acted, leila):
    with pytest.raises(Refused, match="före den dag"):
        close_case(leila.id, "MOVED", by=acted, closed_on=in_days(-1))


def test_nor_in_advance(acted, leila):
    with pytest.raises(Refused, match="i förväg"):
        close_case(leila.id, "MOVED", by=acted, closed_on=in_days(1))


def test_nor_while_a_participation_runs(acted, leila, ame, anna):
    row = start_participation(leila.id, make_intervention(ame, anna), by=acted, first=in_days(-3))
    with pytest.raises(Refused, match="Avsluta först deltagandet i Ungdomsspåret"):
        close_case(leila.id, "MOVED", by=acted)
    end_participation(row.id, "MOVED", by=acted)
    close_case(leila.id, "MOVED", by=acted)


def test_nor_while_it_is_in_a_coordination(acted, leila, anna, unit):
    coordination = begin_together(anna, leila, unit("AF", "AF"))
    with pytest.raises(Refused, match="samordning"):
        close_case(leila.id, "MOVED", by=acted)
    close_coordination(coordination.id, "Klart", by=acted)
    close_case(leila.id, "MOVED", by=acted)


def test_nor_while_a_hand_over_waits(acted, leila, anna, unit):
    af = unit("AF", "AF")
    make_consent(anna, leila, af)
    send_handover(leila.id, af.id, "Hej", by=acted)
    with pytest.raises(Refused, match="överlämning väntar"):
        close_case(leila.id, "MOVED", by=acted)


def test_the_same_case_goes_on_when_it_is_opened_again(acted, leila):
    close_case(leila.id, "MOVED", by=acted)
    reopen_case(leila.id, by=acted)
    case = Case.objects.get(id=leila.id)
    assert (case.closed_on, case.close_reason, case.watched_from) == (None, "", in_days(0))
    write_note(leila.id, "Tillbaka", by=acted)
    with pytest.raises(Forbidden, match="redan öppet"):
        reopen_case(leila.id, by=acted)


def test_but_not_beside_a_new_one(acted, leila):
    from samvag.cases.actions.case import open_case

    close_case(leila.id, "MOVED", by=acted)
    open_case(leila.person_id, by=acted)
    with pytest.raises(Refused, match="redan ett öppet"):
        reopen_case(leila.id, by=acted)


def test_a_colleague_cannot_take_a_closed_person_by_opening_a_new_case(leila, anna, ame, staff, acting):
    from django.db import DatabaseError, transaction

    from samvag.cases.actions.case import open_case

    with acting(anna, ame) as by:
        close_case(leila.id, "MOVED", by=by)
    with acting(staff(ame), ame) as by, pytest.raises(DatabaseError), transaction.atomic():
        open_case(leila.person_id, by=by)
    with acting(staff(ame, Role.RECIPIENT), ame) as by:
        open_case(leila.person_id, by=by)
