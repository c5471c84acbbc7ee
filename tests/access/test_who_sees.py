"""Inside a unit."""

from samvag.cases.models import Case


def test_a_worker_sees_her_own_person(ame, staff, case, acting):
    anna, bo = staff(ame), staff(ame)
    hers = case(anna)
    with acting(anna, ame):
        assert list(Case.objects.all()) == [hers]
    with acting(bo, ame):
        assert not Case.objects.exists()
    assert not Case.objects.exists()
