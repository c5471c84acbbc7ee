"""The demo as it stands in the database: whole, lifelike, and little to watch for each."""

import pytest

from samvag.access.roles import Role
from samvag.agencies.models import Agency, Association, Membership, Staff, Unit
from samvag.agencies.queries import places_of_account
from samvag.cases.models import Coordination, Handover, Participation
from samvag.gaps.keeping import differences
from samvag.gaps.queries.watching import UNIT, Filters, to_watch
from samvag.kernel.errors import Refused
from samvag.outbox.queries import way_of_card
from samvag.people.models import Card
from samvag.simulate.demo import greeting, make_demo
from tests.harness.acting import acting, setting_up


@pytest.fixture
def demo(db):
    make_demo()
    return Association.objects.get()


def units_seen(demo):
    """Each unit through somebody who sees all of it."""
    for unit in Unit.objects.order_by("name"):
        seer = Membership.objects.filter(unit=unit, role__in=(Role.MANAGER, Role.RECIPIENT)).first()
        if seer:
            with acting(seer.staff_id, unit) as actor:
                yield actor


def test_the_association_has_its_parties_and_forty_staff_and_one_who_reviews_of_whom_two_each_log_in_at_af_and_fk(
    demo,
):
    assert demo.made_up
    assert Agency.objects.filter(kind="KOMMUN").count() == 3
    assert {"AF", "FK", "REGION", "CIVIL", "EMPLOYER"} <= set(Agency.objects.values_list("kind", flat=True))
    assert Staff.objects.count() == 41
    for kind in ("AF", "FK"):
        here = Membership.objects.filter(unit__agency__kind=kind)
        assert here.values("staff").distinct().count() == 2
    account = Staff.objects.get(name="Sara Berg").account
    assert len(places_of_account(account)[1]) == 1


def test_three_hundred_people_and_at_most_every_fourth_has_anything_to_watch_and_five_a_worker(demo):
    people, watched, holders = set(), set(), {}
    for actor in units_seen(demo):
        people |= set(Card.objects.filter(owner_unit=actor.unit).values_list("person", flat=True))
        for line in to_watch(actor, Filters(scope=UNIT), most=1000).lines:
            watched.add(line.person)
            holders.setdefault(line.responsible, set()).add(line.person)
    assert len(people) == 300
    assert 0 < len(watched) <= 75
    assert max(len(persons) for holder, persons in holders.items() if holder) <= 5


def test_what_is_kept_along_the_way_is_what_a_full_evaluation_gives(demo):
    from django.utils import timezone

    with setting_up():
        assert differences(timezone.localdate()) == []


def test_units_meet_over_persons_and_hand_over(demo):
    states, joined, came_back = set(), 0, 0
    for actor in units_seen(demo):
        states |= set(Handover.objects.values_list("state", flat=True))
        joined += Coordination.objects.filter(owner_unit=actor.unit).count()
        came_back += Participation.objects.filter(
            owner_unit=actor.unit, exit_reason="TRANSFER_INTERVENTION"
        ).count()
    assert {"SENT", "ACCEPTED", "CANNOT"} <= states
    assert joined >= 10
    assert came_back > 0


def test_everybody_has_a_name_in_every_unit(demo):
    for actor in units_seen(demo):
        assert not Card.objects.filter(owner_unit=actor.unit, given_name="").exists()


def test_every_number_that_codes_go_to_is_proven(demo):
    """So that somebody who tries the demo gets a code for Min väg."""
    ways = []
    for actor in units_seen(demo):
        cards = Card.objects.filter(owner_unit=actor.unit, safe_channel="SMS").order_by("id")
        ways += [way_of_card(actor, card) for card in cards.values_list("id", flat=True)]
    assert ways and all(way.proven_at for way in ways)


def test_it_is_put_in_an_empty_database_only(demo):
    with pytest.raises(Refused, match="Inget är ändrat"):
        make_demo()


def test_its_logins_are_told_with_their_codes(demo):
    lines = list(greeting())
    assert any("sara.berg" in line and "Björkvik" in line for line in lines)


def test_a_login_that_was_taken_away_is_not_greeted_and_stops_nothing(association):
    """The service greets when it is up, and must not go down by it."""
    assert association.made_up
    assert not [line for line in greeting() if "sara.berg" in line]
