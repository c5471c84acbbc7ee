"""What is kept along the way is what a full look gives; and what a unit may not see changes nothing for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.gaps.histories import DOORS, ROWS, History, catch_up, differences

random_histories = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
acts = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(ROWS + DOORS + DOORS), st.integers(0, 10**6)),
    min_size=5,
    max_size=25,
)


@pytest.fixture
def history(unit, staff) -> History:
    return History([unit("AME"), unit("Soc"), unit("Skolan")], staff)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def live(history: History, told: list[tuple[int, str, int]]) -> None:
    """From when the cases were opened, of which the watch is told as of everything after it."""
    for unit in history.units:
        history.tell(unit, "opens")
    for number, kind, seed in told:
        unit = history.units[number]
        history.act(Random(seed), unit, kind)
        history.tell(unit, kind)


@random_histories
@given(told=acts, jumps=st.lists(st.integers(1, 70), min_size=1, max_size=4))
def test_what_is_kept_along_the_way_is_what_a_full_look_gives_also_when_time_has_passed(history, told, jumps):
    with undone():
        live(history, told)
        assert differences(history.today) == []
        day = history.today
        for jump in jumps:
            day += timedelta(days=jump)
            catch_up(day)
            assert differences(day) == []


@random_histories
@given(
    told=acts,
    number=st.integers(0, 2),
    kind=st.sampled_from(ROWS),
    seeds=st.lists(st.integers(0, 10**6), min_size=3, max_size=6),
)
def test_rows_that_a_unit_may_not_see_change_none_of_its_gaps_nor_when_it_is_judged_again(
    history, told, number, kind, seeds
):
    with undone():
        live(history, told)
        unit = history.units[number]
        for seed in seeds:
            with undone():
                before = history.sharing(unit)
                changed = history.touched(Random(seed), unit, kind)
                blind = {
                    one.id for one in history.units if one != unit and not before.get(one.id, set()) & changed
                }
                assert {row[0] for row in differences(history.today)} <= {
                    one.id for one in history.units
                } - blind
