"""A real server over a database of our own."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness.serving import serving


@pytest.fixture
def address(story: Any) -> Iterator[str]:
    """Where the server answers. What the test makes is committed, so that the server sees it."""
    with serving() as address:
        yield address
