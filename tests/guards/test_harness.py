"""What every test stands on: no network, no warnings, no order that nobody asked for, nobody acting."""

import random
import socket
import warnings

import pytest
from django.db import connection
from pytest_socket import SocketConnectBlockedError

from samvag.agencies.models import Association, Unit
from tests.factories.agencies import make_association
from tests.harness.acting import setting_up
from tests.harness.unordered import Unordered

NAMES = [f"Verksamhet {number:02}" for number in range(20)]


@pytest.fixture
def units(unit):
    for name in NAMES:
        unit(name)


def test_the_network_is_off():
    blocked = (SocketConnectBlockedError, UserWarning)
    with socket.socket() as one, pytest.raises(blocked):
        one.connect(("192.0.2.1", 80))


def test_the_own_machine_is_not():
    with socket.socket() as listening, socket.socket() as calling:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        calling.connect(listening.getsockname())


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("made up", UserWarning, stacklevel=1)


def test_rows_without_an_order_are_shuffled(units):
    seen = {tuple(Unit.objects.values_list("name", flat=True)) for _ in range(5)}
    assert len(seen) > 1
    assert all(sorted(names) == NAMES for names in seen)


def test_rows_with_one_are_not(units):
    assert all(list(Unit.objects.order_by("name").values_list("name", flat=True)) == NAMES for _ in range(5))


def test_sql_without_an_order_is_shuffled_too(units):
    def names(order: str) -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name FROM agencies_unit {order}")
            return tuple(row[0] for row in cursor.fetchall())

    assert len({names("") for _ in range(5)}) > 1
    assert len({names("ORDER BY name") for _ in range(5)}) == 1


@pytest.mark.parametrize("part", [0, slice(2)])
def test_a_part_of_rows_without_an_order_is_refused(units, part):
    with pytest.raises(Unordered):
        Unit.objects.all()[part]
    assert Unit.objects.order_by("name")[part]


def test_the_shuffle_is_the_same_when_a_run_is_repeated(units):
    random.seed(1)
    first = list(Unit.objects.all())
    random.seed(1)
    assert list(Unit.objects.all()) == first


def test_the_application_does_not_own_what_it_uses(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'cases_case'")
        assert cursor.fetchone() == (False,)


def test_what_a_story_commits_is_gone_after_it(story):
    def names() -> list[str]:
        with setting_up():
            return list(Association.objects.order_by("name").values_list("name", flat=True))

    make_association("Berättelsen")
    assert names() == ["Berättelsen"]
    story.clean = False
    story.renew()
    assert names() == []
