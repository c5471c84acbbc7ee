"""Anna at AME has Leila, who came in on 1 September 2026; Bo is a colleague, Cilla works at another unit."""

from collections.abc import Callable

import pytest

from samvag.agencies.models import Staff
from tests.gaps.life import CAME_IN, Life


@pytest.fixture
def leila(anna: Staff, case: Callable) -> Life:
    card = {"given_name": "Leila", "family_name": "Övning"}
    return Life(anna, case(anna, card=card, opened_on=CAME_IN, watched_from=CAME_IN))
