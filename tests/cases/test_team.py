"""The team: main contact and deputy one at a time, each unit appoints its own, and a change is seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samvag.access.roles import Role
from samvag.cases.actions.team import appoint, change_part, end_part
from samvag.cases.models import TeamMember
from samvag.cases.parts import nth_main
from samvag.cases.queries.coordination import open_coordination_of
from samvag.kernel.errors import Forbidden, Refused
from samvag.kernel.periods import period
from tests.factories.sharing import begin_together, in_days, join_in


@pytest.fixture
def anna(staff, ame):
    return staff(ame, name="Anna Ek")


@pytest.fixture
def bea(staff, af):
    return staff(af, name="Bea Gran")


@pytest.fixture
def leila(case, anna):
    return case(anna)


@pytest.fixture
def team(leila, anna, bea, af, staff, acting):
    coordination = begin_together(anna, leila, af)
    join_in(staff(af, Role.RECIPIENT), bea)
    return coordination


def view(acting, who, person):
    with acting(who, who.unit) as by:
        return open_coordination_of(by, person)


def long_ago(acting, who, days=30):
    """As if the team had stood a while: a part that began today leaves no trace when it ends."""
    with acting(who, who.unit):
        TeamMember.objects.update(period=period(timezone.localdate() - timedelta(days)))


def test_whoever_begins_is_main_contact_unless_another_is_named(team, leila, anna, acting):
    assert view(acting, anna, leila.person_id).main(timezone.localdate()).staff == anna.id


def test_a_new_main_contact_takes_over_and_the_change_is_seen(team, leila, anna, bea, ame, staff, acting):
    long_ago(acting, anna)
    lotta = staff(ame, name="Lotta Alm")
    with acting(anna, ame) as by:
        appoint(team.id, lotta.id, "MAIN", by=by, why="Anna byter jobb")
    now = view(acting, anna, leila.person_id)
    today = timezone.localdate()
    assert now.main(today).name == "Lotta Alm"
    assert [one.role for one in now.team(today) if one.staff == anna.id] == ["MEMBER"]
    assert nth_main(now.main_contacts) == "andra huvudkontakten"
    assert "Anna byter jobb" in [one.end_reason for one in now.former(today)]


def test_the_leading_unit_may_make_somebody_of_another_unit_main_contact(team, leila, anna, bea, ame, acting):
    long_ago(acting, anna)
    with acting(anna, ame) as by:
        (member,) = [one for one in open_coordination_of(by, leila.person_id).members if one.staff == bea.id]
        change_part(member.id, "MAIN", by=by)
    assert view(acting, bea, leila.person_id).main(timezone.localdate()).staff == bea.id


def test_but_an_invited_unit_cannot_take_it_from_the_leading_one(team, bea, af, acting):
    with acting(bea, af) as by, pytest.raises(Forbidden):
        appoint(team.id, bea.id, "MAIN", by=by)


def test_a_unit_appoints_its_own_and_nobody_elses(team, anna, bea, ame, staff, af, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="ingen roll"):
        appoint(team.id, staff(af).id, "MEMBER", by=by)


def test_one_who_is_appointed_gets_a_part_in_the_units_own_case(team, leila, anna, ame, staff, acting):
    from samvag.cases.models import Case

    lotta = staff(ame)
    with acting(lotta, ame):
        assert not Case.objects.exists()
    with acting(anna, ame) as by:
        appoint(team.id, lotta.id, "MEMBER", by=by)
    with acting(lotta, ame):
        assert Case.objects.get(owner_unit=ame).id == leila.id


def test_the_same_part_twice_is_refused(team, anna, ame, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="redan den uppgiften"):
        appoint(team.id, anna.id, "MAIN", by=by)


def test_leaving_the_team_bites_at_once(team, leila, anna, bea, af, acting):
    from samvag.cases.actions.spell import add_spell
    from samvag.cases.queries.spell import spells_of

    long_ago(acting, anna)
    with acting(anna, anna.unit) as by:
        add_spell(leila.id, "WAIT", "Plats", by=by, first=in_days(-1))
    with acting(bea, af) as by:
        assert [row.title for row in spells_of(by, leila.person_id)] == ["Plats"]
        (member,) = [one for one in open_coordination_of(by, leila.person_id).members if one.staff == bea.id]
        end_part(member.id, "Slutar", by=by)
        assert spells_of(by, leila.person_id) == []


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, ""), (1, "första huvudkontakten"), (3, "tredje huvudkontakten"), (12, "12:e huvudkontakten")],
)
def test_how_many_main_contacts_is_said_in_words(count, said):
    assert nth_main(count) == said
