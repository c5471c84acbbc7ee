"""kill -9 of whatever runs, while clients write: some rounds of what `make prove crash` does in hundreds."""

from random import Random

from tests.proofs import crash

CYCLES = 25


def test_nothing_that_was_answered_for_is_lost_and_no_row_is_without_its_log():
    with crash.installation():
        found = crash.prove(CYCLES, 2, Random(), say=print)
    assert found.acknowledged > CYCLES
    assert (found.lost, found.unlogged) == (0, 0)
    assert found.rows >= found.acknowledged
    assert ": 0 fel" in found.verified
