"""A real server over a database of our own, and one browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness.serving import serving
from tests.ui.conftest import browser

__all__ = ["browser"]


@pytest.fixture
def address(story: Any) -> Iterator[str]:
    """Where the server answers. What the test makes is committed, so that the server sees it."""
    with serving() as address:
        yield address
