"""What is withheld cannot be told from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from samvag.followup.disclosure import THRESHOLD, withhold

COUNTS = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=6)


def table(rows: list[list[int]]) -> dict:
    return {
        (f"r{row}", f"c{column}"): count for row, line in enumerate(rows) for column, count in enumerate(line)
    }


def test_a_count_below_the_threshold_is_withheld_and_its_near_miss_is_not():
    shown = withhold({("a", "x"): THRESHOLD - 1, ("a", "y"): 40, ("b", "x"): 40, ("b", "y"): THRESHOLD})
    assert shown["a", "x"].count is None
    assert withhold({("b", "y"): THRESHOLD})["b", "y"].count == THRESHOLD


def test_a_lone_withheld_count_takes_another_with_it_in_its_row_and_its_column():
    shown = withhold(table([[2, 20, 30], [9, 21, 31], [10, 22, 32]]))
    hidden = {cell for cell, value in shown.items() if value.count is None}
    for axis in (0, 1):
        for line in {cell[axis] for cell in hidden}:
            assert len([cell for cell in hidden if cell[axis] == line]) >= 2


def test_zero_may_be_shown():
    assert withhold({("a", "x"): 0, ("a", "y"): 12})["a", "x"].count == 0


@given(COUNTS)
def test_no_withheld_count_follows_from_the_sums(rows):
    """Every line with something withheld either withholds it all, or at least two that sum to the threshold."""
    cells = table(rows)
    shown = withhold(cells)
    for axis in (0, 1):
        for line in {cell[axis] for cell in cells}:
            here = [cell for cell in cells if cell[axis] == line]
            held = [cell for cell in here if shown[cell].count is None]
            if held and len(held) < len(here):
                assert len(held) >= 2
                assert sum(cells[cell] for cell in held) >= THRESHOLD


@given(COUNTS)
def test_what_is_shown_is_true_and_never_small(rows):
    for cell, value in withhold(table(rows)).items():
        if value:
            assert value.count == table(rows)[cell]
            assert value.count == 0 or value.count >= THRESHOLD
