"""Many who edit the same rows at once, in short: `make prove updates` does it at length."""

from uuid import uuid4

import pytest

from tests.proofs.updates import Accepted, _broken, prove

KEY = ("step", uuid4())


def test_no_edit_is_lost_unsaid(story):
    found = prove(clients=4, edits=40)
    assert found.lost == []
    assert found.accepted and found.refused


def chain(*edits: tuple[int, str, str]) -> list[Accepted]:
    return [Accepted(KEY, *one) for one in edits]


def test_a_whole_chain_passes():
    assert _broken(KEY, (1, "-"), (3, "b"), chain((1, "-", "a"), (2, "a", "b"))) == []


@pytest.mark.parametrize(
    ("last", "edits"),
    [
        ((2, "b"), chain((1, "-", "a"), (1, "-", "b"))),
        ((3, "b"), chain((1, "-", "a"), (2, "-", "b"))),
        ((3, "b"), chain((1, "-", "a"), (3, "a", "b"))),
        ((2, "x"), chain((1, "-", "a"))),
        ((3, "a"), chain((1, "-", "a"))),
    ],
    ids=["one over the other", "unread", "a gap", "something else stands", "more was written"],
)
def test_a_lost_edit_is_found(last, edits):
    assert _broken(KEY, (1, "-"), last, edits)
