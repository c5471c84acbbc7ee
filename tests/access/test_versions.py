"""The database counts every change and says whose it was; an act stops when somebody was there before."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from samvag.access.versions import as_read
from samvag.cases.actions.work import add_step
from samvag.cases.models import Step
from samvag.kernel.errors import Conflict
from tests.factories.known import known


@pytest.fixture
def step(anna, ame, case, acting):
    leila = known(anna, case(anna))
    with acting(anna, ame) as by:
        return add_step(leila.case.id, by=by, what="Ring", due_on=timezone.localdate() + timedelta(days=3))


def standing(step):
    return Step.objects.get(id=step.id)


def test_a_new_row_is_the_first_and_nobody_has_changed_it(anna, ame, step, acting):
    with acting(anna, ame):
        row = standing(step)
        assert (row.version, row.changed_at, row.changed_by) == (1, None, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Step.objects.filter(id=row.id).update(what="Skriv"),
        lambda row: Step.objects.filter(id=row.id).update(what="Skriv", version=1),
        lambda row: Step.objects.filter(id=row.id).update(what="Skriv", version=99),
        lambda row: connection.cursor().execute(
            "UPDATE cases_step SET what = 'Skriv' WHERE id = %s", [row.id]
        ),
        lambda row: row.save(),
    ],
    ids=["update", "that says the old version", "that says another", "bare statement", "save"],
)
def test_every_change_counts_once_whatever_it_says(karin, ame, step, acting, change):
    with acting(karin, ame):
        change(standing(step))
        row = standing(step)
        assert (row.version, row.changed_by_id) == (2, karin.id)
        assert row.changed_at is not None


def test_what_is_taken_back_was_never_counted(karin, ame, step, acting):
    with acting(karin, ame):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Step.objects.filter(id=step.id).update(what="Skriv")
            raise ZeroDivisionError
        assert standing(step).version == 1


class TestReading:
    @pytest.fixture
    def changed(self, karin, ame, step, acting):
        with acting(karin, ame):
            Step.objects.filter(id=step.id).update(what="Skriv")
        return step

    def test_who_has_read_it_as_it_is_goes_on(self, anna, ame, changed, acting):
        with acting(anna, ame):
            as_read(standing(changed), 2)

    def test_so_does_a_program_that_reads_and_writes_at_once(self, anna, ame, changed, acting):
        with acting(anna, ame):
            as_read(standing(changed), None)

    @pytest.mark.parametrize("read", [0, 1, 3])
    def test_nobody_else_does(self, anna, ame, changed, acting, read):
        with acting(anna, ame), pytest.raises(Conflict) as found:
            as_read(standing(changed), read)
        assert (found.value.version, found.value.who, found.value.oneself) == (2, "Karin Kvist", False)

    def test_one_is_told_that_it_was_oneself(self, karin, ame, changed, acting):
        with acting(karin, ame), pytest.raises(Conflict) as found:
            as_read(standing(changed), 1)
        assert found.value.oneself

    def test_somebody_of_another_unit_is_not_named(self, anna, ame, changed, cilla, acting):
        with acting(anna, ame):
            row = standing(changed)
            row.changed_by_id = cilla.id
            with pytest.raises(Conflict) as found:
                as_read(row, 1)
        assert found.value.who == ""
