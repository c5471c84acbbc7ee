"""Injected SQL tells nothing of other units: some of each kind of what `make prove injection` tries in thousands."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from samvag.ops import install
from tests.proofs import injection
from tests.proofs.injection import misuse, reading, running
from tests.proofs.injection.running import Robber

SOME = 150


@pytest.fixture
def robber(story) -> Iterator[Robber]:
    robber = Robber(injection.seeded())
    yield robber
    robber.close()


def some(attempts, rng: Random) -> list:
    every = list(attempts)
    return rng.sample(every, min(SOME, len(every)))


def test_no_way_of_asking_or_writing_tells_of_others(robber):
    scene, rng = robber.scene, Random()
    attempts = [
        *islice(running.readings(scene, 2 * SOME, rng), 2 * SOME),
        *some(running.writings(scene, running.columns(scene)), rng),
        *some(running.misuses(scene, rng), rng),
    ]
    counted, leaks = running.run(robber, attempts)
    assert counted.total() == 4 * SOME
    assert leaks == []
    assert running.told_apart(robber, scene, rng) == []


def test_with_a_policy_too_many_each_way_finds_something(robber):
    """Else the test above would prove nothing. The embedded server is built without XML."""
    assert [line for line in injection.blind(robber) if line.split(" / ")[0] not in reading.NEEDS_XML] == []
    texts, sent = running.stacked(robber, robber.scene)
    assert texts > 30
    assert sent == 0, "the application's own cursor sends more than one statement"
    with install.connect() as owner:
        tried = {name for name, _said in misuse.calls(owner, robber.scene, Random())}
    assert len([name for name in tried if not name.startswith("server: ")]) > 40
