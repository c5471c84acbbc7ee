"""One browser for the tests of the pages' looks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.harness import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.path() is None:
        pytest.skip(chromium.MISSING)
    with chromium.launched() as browser:
        yield browser
