"""Restriction: the rows are kept and shown to nobody but the named few, in the code and in the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.models import Case, Note
from samvag.cases.queries.contacts import notes_of
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.people.models import Card
from samvag.people.queries import find_person
from samvag.rights.actions.extract import make_extract
from samvag.rights.actions.restriction import lift_restriction, restrict
from samvag.rights.queries.extract import find
from tests.factories.known import known

NUMBER = "197109259288"


@pytest.fixture
def ours(anna, case, ame, acting):
    from samvag.cases.actions.work import write_note

    leila = known(anna, case(anna, number=NUMBER))
    with acting(anna, ame) as by:
        write_note(leila.case.id, "Hemligt tills vidare", by=by)
    return leila


@pytest.fixture
def limited(karin, ame, ours, acting):
    with acting(karin, ame) as by:
        return restrict(ours.card, "ACCURACY", "Personen säger att anteckningen är fel.", by=by)


def seen(person):
    return [model.objects.filter(person=person).count() for model in (Card, Case, Note)]


def test_only_those_who_are_named_see_the_rows(karin, anna, ame, ours, limited, acting, staff):
    other_chief = staff(ame, Role.MANAGER)
    for one, rows in ((karin, [1, 1, 1]), (anna, [0, 0, 0]), (other_chief, [0, 0, 0])):
        with acting(one, ame):
            assert seen(ours.person) == rows


def test_the_near_miss_another_person_of_the_unit_is_seen_as_ever(anna, ame, case, limited, acting):
    somebody = case(anna)
    with acting(anna, ame):
        assert seen(somebody.person_id)[:2] == [1, 1]


def test_bare_statements_change_and_remove_nothing(anna, ame, ours, limited, acting):
    with acting(anna, ame), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_note SET text = 'x' WHERE person_id = %s", [ours.person])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM cases_note WHERE person_id = %s", [ours.person])
        assert cursor.rowcount == 0


def test_her_page_is_not_there_and_a_search_says_whom_to_ask(anna, ame, ours, limited, acting, pages):
    assert pages(anna, ame).get(ours.path()).status_code == 404
    with acting(anna, ame) as by:
        found = find_person(by, NUMBER)
        assert (found.hits, bool(found.keepers)) == ((), True)


def test_no_extract_is_made_by_anybody_else(admin, ame, ours, limited, acting):
    with acting(admin, ame) as by:
        assert find(by, NUMBER) is None
        with pytest.raises(Unseen):
            make_extract(ours.card, by=by)


def test_those_who_share_see_nothing_of_it_either(cilla, soc, karin, ame, acting, anna, case, staff):
    """Her rows at AME are restricted there; what the social services have themselves is theirs."""
    from tests.factories.agencies import give_role
    from tests.factories.sharing import begin_together, join_in

    give_role(cilla, soc, Role.RECIPIENT)
    mine = case(anna)
    ours = known(anna, mine)
    begin_together(anna, mine, soc, categories=["planning", "contact"])
    theirs = join_in(cilla, cilla)
    with acting(cilla, soc):
        assert seen(mine.person_id)[1] == 2
    with acting(karin, ame) as by:
        restrict(ours.card, "OBJECTION", "Invänder.", by=by)
    with acting(cilla, soc):
        assert list(Case.objects.filter(person=mine.person_id).values_list("id", flat=True)) == [theirs.id]


def test_another_unit_of_the_same_person_is_told_nothing(cilla, soc, case, limited, acting):
    theirs = case(cilla, number=NUMBER)
    with acting(cilla, soc), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_restricted()")
        assert cursor.fetchone() == (0,)
        assert seen(theirs.person_id)[:2] == [1, 1]


def test_lifted_it_is_as_before(karin, anna, ame, ours, limited, acting):
    with acting(karin, ame) as by:
        lift_restriction(limited.id, "Utrett: stämmer.", by=by)
    with acting(anna, ame) as by:
        assert [row.text for row in notes_of(by, ours.person)] == ["Hemligt tills vidare"]


def test_who_may(anna, ame, soc, staff, ours, limited, acting, admin):
    with acting(anna, ame) as by, pytest.raises(Forbidden):
        restrict(ours.card, "ACCURACY", "Nej", by=by)
    with acting(admin, ame) as by, pytest.raises(Forbidden):
        lift_restriction(limited.id, "Jag vill se", by=by)
    chief = staff(soc, Role.MANAGER)
    with acting(chief, soc) as by, pytest.raises(Unseen):
        lift_restriction(limited.id, "Jag vill se", by=by)


@pytest.mark.parametrize(
    "wrong", [{"ground": "BORED"}, {"reason": " "}, {"until": timezone.localdate() - timedelta(days=1)}]
)
def test_what_says_too_little_is_refused(karin, ame, ours, acting, wrong):
    given = {"ground": "ACCURACY", "reason": "Fel", **wrong}
    with acting(karin, ame) as by, pytest.raises(Refused):
        restrict(ours.card, given.pop("ground"), given.pop("reason"), by=by, **given)


def test_the_pages_restrict_and_lift(karin, ame, ours, pages):
    browser = pages(karin, ame)
    made = browser.post(f"/people/{ours.card}/begransa/", {"ground": "ACCURACY", "reason": "Fel"})
    assert "Karin Kvist" in browser.get(made["Location"]).content.decode()
    assert "Fel" in browser.get(made["Location"]).content.decode()
    assert browser.post(made["Location"], {"reason": "Utrett"}).status_code == 302
