"""What a unit holds about a person is read off the models: nothing about anybody can be left out."""

from samvag.people.models import Identity
from samvag.rights.holdings import about_persons, holdings, of_herself, pointers

KNOWN = {one.model for one in holdings()}
#: What is about a person by its form's address alone; `test_disposal.py` sees it go.
BY_ADDRESS = {"drafts.Draft"}


def test_every_model_with_something_personal_is_held():
    hers = {table for table, _column in of_herself()}
    left = [model._meta for model in about_persons() if model not in KNOWN]
    assert {meta.label for meta in left if meta.db_table not in hers} == BY_ADDRESS


def test_a_part_is_found_by_way_of_what_it_hangs_on():
    (livelihood,) = (one for one in holdings() if one.name == "cases.Livelihood")
    assert [livelihood.parent.name, livelihood.parent.parent] == ["cases.Snapshot", None]


def test_what_disposal_cannot_empty_hangs_on_its_own_person():
    """A key that must lead somewhere either goes with its row, or is of the same unit and person by the policies."""
    same = {"case", "participation"}
    hard = [
        f"{one.name}.{field.name}"
        for one in holdings()
        for field in one.model._meta.concrete_fields
        if field.is_relation
        and not field.null
        and field.related_model in KNOWN
        and field.name not in same
        and (one.parent is None or field.column != one.key)
    ]
    assert hard == []


def test_the_identity_itself_is_nobodys():
    assert Identity not in KNOWN
    assert pointers()
