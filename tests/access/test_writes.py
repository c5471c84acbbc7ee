"""What row-level security refuses to write, tried past the actions as injected SQL would."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from samvag.access.roles import Role
from samvag.agencies.models import Membership, Staff
from samvag.cases.actions.work import write_note
from samvag.cases.models import Assignment, Case, Note, Participation, Spell
from samvag.catalogue.models import Intervention
from samvag.kernel.periods import period
from tests.factories.agencies import give_role
from tests.factories.people import make_case

TODAY = timezone.localdate()


def refused(write, *given, **facts) -> bool:
    """The policy says no, or shows nothing to change. A broken constraint would have told of what is hidden."""
    try:
        with transaction.atomic():
            return not write(*given, **facts)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        return True


def row_of(case, **changed) -> dict:
    facts = {"case_id": case.id, "owner_unit_id": case.owner_unit_id, "person_id": case.person_id}
    return {**facts, "category": "planning", "text": "Hej.", **changed}


@pytest.fixture
def bo(soc, staff):
    return staff(soc)


@pytest.fixture
def hers(anna):
    return make_case(anna, reference="A-1")


@pytest.fixture
def his(bo):
    return make_case(bo, reference="B-1")


@pytest.fixture
def as_anna(acting, anna, ame, hers, his):
    with acting(anna, ame) as by:
        yield by


class TestRowsOfOthers:
    def test_a_note_of_her_own_is_written(self, as_anna, hers, anna):
        assert not refused(Note.objects.create, **row_of(hers, created_by_id=anna.pk))

    def test_nothing_is_written_in_another_units_name(self, as_anna, his):
        assert refused(Note.objects.create, **row_of(his))

    def test_nor_on_another_units_case_in_her_own_units_name(self, as_anna, hers, his, ame):
        assert refused(Note.objects.create, **row_of(his, owner_unit_id=ame.pk))
        assert refused(Note.objects.create, **row_of(his, owner_unit_id=ame.pk, person_id=hers.person_id))

    def test_nor_about_another_person_on_her_own_case(self, as_anna, hers, his):
        assert refused(Note.objects.create, **row_of(hers, person_id=his.person_id))

    def test_nor_in_a_colleagues_name(self, as_anna, hers, bo):
        assert refused(Note.objects.create, **row_of(hers, created_by_id=bo.pk))

    def test_nor_about_a_colleagues_person(self, as_anna, ame, staff):
        colleagues = make_case(staff(ame))
        assert refused(Note.objects.create, **row_of(colleagues))

    @pytest.mark.parametrize("what", ["update", "delete"])
    def test_what_she_does_not_see_she_neither_changes_nor_deletes(self, as_anna, his, what):
        rows = Case.objects.filter(id=his.id)
        assert not (rows.update(reference="x") if what == "update" else rows.delete()[0])

    @pytest.mark.parametrize("column", ["owner_unit_id", "person_id", "created_by_id", "created_at"])
    def test_a_row_keeps_what_it_is_about_and_who_wrote_it(self, as_anna, hers, his, bo, column):
        note = write_note(hers.id, "Hej.", by=as_anna)
        other = {"owner_unit_id": his.owner_unit_id, "person_id": his.person_id, "created_by_id": bo.pk}
        value = other.get(column, timezone.now() - timedelta(days=1))
        assert refused(Note.objects.filter(id=note.id).update, **{column: value})
        assert Note.objects.filter(id=note.id).update(text="Hejsan.")

    def test_a_constraint_tells_nothing_of_another_units_rows(self, as_anna, his, bo, soc, acting):
        """Else one could ask: does that case have this spell? The policy answers before the constraint."""
        spell = {**row_of(his), "kind": "JOB", "title": "Bageriet", "period": period(TODAY)}
        spell.pop("text")
        with acting(bo, soc):
            Spell.objects.create(**spell)
        assert refused(Spell.objects.create, **{**spell, "owner_unit_id": as_anna.unit})

    @pytest.mark.parametrize("way", ["insert", "update"])
    def test_nor_who_is_in_another_units_intervention(self, as_anna, hers, bo, soc, acting, way):
        with acting(bo, soc):
            theirs = Intervention.objects.create(unit=soc, name="Steget")
        row = {**row_of(hers, category="planning"), "intervention": theirs, "period": period(TODAY)}
        row.pop("text")
        if way == "insert":
            assert refused(Participation.objects.create, **row)
        else:
            own = Participation.objects.create(**{**row, "intervention": self.own_course(as_anna)})
            assert refused(Participation.objects.filter(id=own.id).update, intervention=theirs)

    @staticmethod
    def own_course(by):
        return Intervention.objects.create(unit_id=by.unit, name="Vägen in")


class TestTakingAPerson:
    def test_nobody_takes_a_colleagues_person_by_assigning_herself(self, as_anna, ame, staff, anna):
        colleagues = make_case(staff(ame))
        row = {"case_id": colleagues.id, "owner_unit_id": ame.pk, "staff_id": anna.pk}
        assert refused(Assignment.objects.create, **row, role="WORKER", period=period(TODAY))

    @pytest.mark.parametrize("closed", [None, TODAY])
    def test_nor_by_opening_another_case(self, as_anna, ame, staff, anna, closed):
        colleagues = make_case(staff(ame))
        row = {"owner_unit_id": ame.pk, "person_id": colleagues.person_id, "category": "planning"}
        facts = {"reference": "X-1", "opened_on": TODAY, "closed_on": closed, "created_by_id": anna.pk}
        taken = {**row, **facts, "close_reason": "WORK" if closed else ""}
        assert refused(self.open_and_take, taken, anna)

    @staticmethod
    def open_and_take(row, staff) -> bool:
        case = Case(**row)
        case.save(force_insert=True)
        part = {"case_id": case.id, "owner_unit_id": case.owner_unit_id, "staff_id": staff.pk}
        Assignment(**part, role="WORKER", period=period(TODAY)).save(force_insert=True)
        return True

    def test_nor_by_moving_her_own_assignment_to_it(self, as_anna, ame, staff, hers):
        colleagues = make_case(staff(ame))
        assert refused(Assignment.objects.filter(case=hers.id).update, case_id=colleagues.id)


class TestGivingRoles:
    ROLE = {"role": Role.MANAGER, "period": period(TODAY)}

    @pytest.fixture
    def keeper(self, ame, staff, acting):
        eva = staff(ame, Role.ADMIN)
        with acting(eva, ame):
            yield eva

    def test_the_administrator_gives_a_colleague_a_role(self, keeper, ame, staff):
        colleague = staff(ame)
        assert not refused(Membership.objects.create, staff=colleague, unit=ame, **self.ROLE)

    def test_but_not_herself(self, keeper, ame):
        assert refused(Membership.objects.create, staff=keeper, unit=ame, **self.ROLE)

    @pytest.mark.parametrize("whom", ["herself", "a colleague"])
    def test_and_nobody_in_another_unit(self, keeper, ame, soc, staff, whom):
        given = keeper if whom == "herself" else staff(ame)
        assert refused(Membership.objects.create, staff=given, unit=soc, **self.ROLE)

    def test_nor_does_she_move_a_role_she_has_to_another_unit_or_make_it_a_greater_one(
        self, keeper, ame, soc
    ):
        own = Membership.objects.filter(staff=keeper)
        assert refused(own.update, unit=soc)
        assert refused(own.update, role=Role.MANAGER)

    def test_she_ends_her_own_role_but_does_not_prolong_it(self, keeper, ame, acting):
        own = Membership.objects.filter(staff=keeper)
        assert refused(own.update, period=period(TODAY - timedelta(days=9), TODAY + timedelta(days=9)))
        assert own.update(period=period(TODAY - timedelta(days=9), TODAY))

    def test_a_worker_gives_nobody_anything(self, as_anna, ame, staff):
        assert refused(Membership.objects.create, staff=staff(ame), unit=ame, **self.ROLE)

    def test_no_account_is_turned_into_somebody_else(self, keeper, ame, staff):
        assert refused(Staff.objects.filter(id=staff(ame).pk).update, account=1)
        assert refused(Staff.objects.create, name="Ny", account=2)

    def test_somebody_who_has_left_the_unit_is_no_longer_kept_by_it(self, keeper, ame, soc, staff):
        gone = staff(soc)
        give_role(gone, ame, Role.WORKER, TODAY - timedelta(days=9), TODAY - timedelta(days=1))
        assert refused(Staff.objects.filter(id=gone.pk).update, active=False)


def test_without_a_context_nothing_is_written(db, ame):
    assert refused(
        Case.objects.create, owner_unit_id=ame.pk, person_id=uuid4(), reference="1", opened_on=TODAY
    )
    with connection.cursor() as cursor:
        assert refused(cursor.execute, "SELECT people_register('PNR', '197109259288')")
        assert refused(cursor.execute, "SELECT audit_log_read('x', '{}')")
